import { check } from './contract.ts';
import { proxySights, stoppedAt } from './proxy-sights.ts';
import { run, say } from './write.ts';

/** A proxy on this machine's loopback, seen from a network of its own. */
export const loopbackProxy = check({
  code: 'DC3012',
  severity: 'error',
  title: say(
    'The proxy is on a loopback address the engine does not share',
    '代理位于引擎无法共享的回环地址',
  ),
  about: say(
    "A rootless engine, or an engine in a virtual machine (Docker Desktop, Colima), has its own loopback: 127.0.0.1 there is not this machine, so it cannot reach a proxy that listens on this machine's loopback.",
    'rootless 引擎以及虚拟机中的引擎（Docker Desktop、Colima）有自己的回环地址：那里的 127.0.0.1 不是本机，因此找不到在本机监听的代理。',
  ),
  ways: [
    say(
      'have the proxy listen on an address of this host, and use that address',
      '让代理监听本机的某个地址并使用它',
    ),
  ],
  reads: ['routes', 'facts'],
  judge: ({ routes, facts }) => {
    if (!facts.info?.rootless && !/rootless|desktop/.test(facts.flavour)) return [];
    return proxySights(routes).flatMap((sight) => {
      const { at, proxy, severity, place } = sight;
      if (!/^(127\.|localhost:|\[::1\])/.test(at)) return [];
      return [
        {
          subject: at,
          severity,
          text: say(
            `The proxy ${proxy} is on the loopback of this machine, which this engine (${facts.flavour}) does not see.`,
            `代理 ${proxy} 位于本机回环地址，而该引擎（${facts.flavour}）看不到。`,
          ),
          seen: [`${at}: ${stoppedAt(sight)}`],
          places: [place(stoppedAt(sight))],
          remedies: [
            run(
              say(
                'name the proxy by an address of this host that the engine reaches',
                '用引擎可以访问的本机地址来指定代理',
              ),
              ['dockcfg', 'apply', '--https-proxy', 'http://HOST-ADDRESS:PORT'],
              'restart',
            ),
          ] as const,
        },
      ];
    });
  },
});
