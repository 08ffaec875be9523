import { check } from './contract.ts';
import { ask, run, say } from './write.ts';

/** A configured name server does not answer over UDP. */
export const nameServerSilent = check({
  code: 'DC1002',
  severity: 'warning',
  title: say('A name server does not answer', 'DNS 服务器没有应答'),
  about: say(
    'The engine asks the name servers of /etc/resolv.conf one after the other and gives each 5 seconds, twice. A silent one in front delays every pull; if none answers, nothing can be pulled ("i/o timeout" on port 53).',
    '引擎会依次询问 /etc/resolv.conf 中的 DNS 服务器，每个等待 5 秒、共两轮。排在前面而不应答的服务器会拖慢每次拉取；如果都不应答，则什么都拉不下来（53 端口 “i/o timeout”）。',
  ),
  ways: [
    say(
      'remove the dead name server from /etc/resolv.conf, or repair it',
      '从 /etc/resolv.conf 中移除失效的 DNS 服务器，或将其修复',
    ),
    say('open UDP port 53 to it', '放行到它的 UDP 53 端口'),
  ],
  reads: ['nameservers', 'routes'],
  judge: ({ nameservers, routes }) =>
    nameservers.configured.flatMap((server) => {
      const own = nameservers.asked.filter((seen) => seen.server === server);
      const silent = own.filter(({ answer }) => answer === 'DEADLINE' || answer === 'ECONNREFUSED');
      if (own.length === 0 || silent.length < own.length) return [];
      const overTcp = nameservers.overTcp.filter((seen) => seen.server === server);
      if (overTcp.some(({ answer }) => answers.has(answer))) return [];
      const refused = silent.every(({ answer }) => answer === 'ECONNREFUSED');
      const others = nameservers.asked.some((seen) => answers.has(seen.answer));
      // A name that stands in /etc/hosts needs no server; it was asked only to compare.
      const places = routes.flatMap(({ walks }) =>
        walks
          .filter(({ hops }) => hops[0]?.dns.kind === 'failed')
          .map((walk) => ({
            image: walk.image,
            endpoint: walk.endpoint.url,
            stage: 'dns' as const,
          })),
      );
      return [
        {
          subject: server,
          severity: others || places.length === 0 ? 'warning' : 'error',
          text: refused
            ? say(
                `Nothing listens on port 53 of ${server}, a name server in /etc/resolv.conf.`,
                `/etc/resolv.conf 中的 DNS 服务器 ${server} 的 53 端口上没有服务在监听。`,
              )
            : say(
                `${server}, a name server in /etc/resolv.conf, answers neither over UDP nor over TCP.`,
                `/etc/resolv.conf 中的 DNS 服务器 ${server} 通过 UDP 和 TCP 均无应答。`,
              ),
          seen: [...silent, ...overTcp].map(
            (seen) => `${seen.name} ${seen.type} ${seen.transport}: ${seen.answer}, ${seen.ms} ms`,
          ),
          places,
          remedies: [
            run(
              say(
                'see which name servers this host uses, and who wrote them',
                '查看本机使用哪些 DNS 服务器、由谁写入',
              ),
              ['cat', '/etc/resolv.conf'],
            ),
            ask(
              say(
                `Please check the name server ${server}: this host gets no answer from it on port 53.`,
                `请检查 DNS 服务器 ${server}：本机在 53 端口得不到它的应答。`,
              ),
            ),
          ],
        },
      ];
    }),
});

/** What a living server says, be it good or bad news. */
const answers = new Set(['ok', 'empty', 'NXDOMAIN', 'SERVFAIL', 'REFUSED']);
