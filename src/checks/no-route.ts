import { check, type Found } from './contract.ts';
import { lacksLocalPort } from './no-local-port.ts';
import { pinLines, pinRemedies, triedAddresses } from './pinned.ts';
import { type HopSight, hopSights } from './sights.ts';
import { again, ask, leading, run, say } from './write.ts';

/** This host has no way to the address, or a router on the way says so. */
export const noRoute = check({
  code: 'DC1013',
  severity: 'error',
  title: say('There is no route to the host', '没有到该主机的路由'),
  about: say(
    'The kernel or a router on the way reported that the address cannot be reached: a missing default route, a VPN that is down, a neighbour that does not answer, or a firewall that rejects packets this way.',
    '内核或途中的路由器报告该地址不可达：缺少默认路由、VPN 已断开、邻居没有应答，或防火墙如此答复。',
  ),
  ways: [
    say('repair the route: bring the VPN or the interface up', '修复路由：连接 VPN 或启用网卡'),
  ],
  reads: ['routes'],
  causes: [
    'DC6015',
    'DC6014',
    'DC7009',
    'DC1006',
    'DC1014',
    'DC1017',
    'DC3005',
    'DC3011',
    'DC3015',
  ],
  judge: ({ routes }) => hopSights(routes).flatMap(findingOf),
});

/** EINVAL is what a route of type blackhole gives (linux net/ipv4/fib_semantics.c fib_props). */
const codes = new Set(['EHOSTUNREACH', 'ENETUNREACH', 'ENETDOWN', 'EADDRNOTAVAIL', 'EINVAL']);

function findingOf({ hop, subject, severity, place, walk }: HopSight): readonly Found[] {
  if (hop.role !== 'registry' || hop.proxy !== null) return [];
  if (hop.tcp.kind !== 'failed' || !codes.has(hop.tcp.code) || lacksLocalPort(hop)) return [];
  const [first] = hop.dials;
  const address = first?.address ?? hop.host;
  return [
    {
      subject,
      severity,
      text: say(
        `${hop.host} (${triedAddresses(hop).en}) cannot be reached from here: ${hop.tcp.code}.`,
        `从本机无法到达 ${hop.host}（${triedAddresses(hop)['zh-CN']}）：${hop.tcp.code}。`,
      ),
      seen: [
        ...pinLines(hop),
        ...hop.dials.map((dial) => `${dial.address}:${hop.port}: ${dial.answer}, ${dial.ms} ms`),
      ],
      places: [place('tcp')],
      remedies: leading(
        pinRemedies(hop),
        run(say('see which route the kernel would use', '查看内核会走哪条路由'), [
          'ip',
          'route',
          'get',
          address,
        ]),
        ask(
          say(
            `Please check the route from this host to ${hop.host} (${address}): it is reported unreachable.`,
            `请检查本机到 ${hop.host}（${address}）的路由：目前报告不可达。`,
          ),
        ),
        again(walk.image),
      ),
    },
  ];
}
