import { joinHostPort } from '../domain/host-port.ts';
import { check } from './contract.ts';
import { dialLines, hopSights } from './sights.ts';
import { ask, run, say } from './write.ts';

/** The host is there, on another port. */
export const otherPortOpen = check({
  code: 'DC1018',
  severity: 'notice',
  title: say('The host answers on another port', '该主机在其他端口上有应答'),
  about: say(
    'The requested port is closed, but a port where registries usually listen is open: a name without a port means 443, and many private registries are on 5000 or 8443.',
    '所请求的端口不通，而仓库常用的某个端口是开放的：名称中没有端口时即为 443，而许多私有仓库使用 5000 或 8443。',
  ),
  ways: [
    say(
      'address the registry with its port: HOST:5000/IMAGE',
      '在镜像名中写明端口：HOST:5000/IMAGE',
    ),
  ],
  reads: ['routes'],
  judge: ({ routes }) =>
    hopSights(routes).flatMap(({ hop, subject, place, walk, route }) => {
      const open = (hop.doors ?? []).find(({ answer }) => answer === 'ok');
      if (hop.role !== 'registry' || hop.tcp.kind !== 'failed' || !open) return [];
      const { domain, path, tag } = route.route.reference;
      const there = joinHostPort(hop.host, open.port);
      const isMirror = walk.endpoint.role === 'mirror';
      return [
        {
          subject,
          text: say(
            `${hop.host} does not take connections on port ${hop.port}, but port ${open.port} is open.`,
            `${hop.host} 的 ${hop.port} 端口不接受连接，但 ${open.port} 端口是开放的。`,
          ),
          seen: dialLines(hop),
          places: [place('tcp')],
          remedies: [
            isMirror || domain === 'docker.io'
              ? ask(
                  say(
                    `Please tell me on which port the registry of ${hop.host} listens; ${hop.port} is closed, ${open.port} is open.`,
                    `请告知 ${hop.host} 的仓库监听哪个端口；${hop.port} 不通，${open.port} 开放。`,
                  ),
                )
              : run(say('see whether the registry is there', '查看仓库是否在那里'), [
                  'dockcfg',
                  'doctor',
                  `${there}/${path}:${tag ?? 'latest'}`,
                ]),
          ] as const,
        },
      ];
    }),
});
