import { check } from './contract.ts';
import { hopSights } from './sights.ts';
import { ask, run, say } from './write.ts';

/** The name has IPv6 addresses only, or only they failed, and this host has no way to them. */
export const ipv6WithoutRoute = check({
  code: 'DC1014',
  severity: 'error',
  title: say('Only IPv6 would work, and this host has none', '只有 IPv6 地址，而本机没有 IPv6'),
  about: say(
    'The name has only IPv6 addresses and this host has no IPv6 route, or the other way round. The engine tries both families, so it fails only if the one it needs is missing.',
    '该名称只解析到 IPv6 地址，而本机没有 IPv6 路由；或者相反。引擎会尝试两种协议族，只有所需的那一种缺失时才会失败。',
  ),
  ways: [
    say('give this host IPv6, or use NAT64', '为本机启用 IPv6，或使用 NAT64'),
    say('use a name that also has an IPv4 address', '改用同时具有 IPv4 地址的名称'),
  ],
  reads: ['routes'],
  causes: ['DC1006'],
  judge: ({ routes }) =>
    hopSights(routes).flatMap(({ hop, subject, severity, place }) => {
      const families = new Set(hop.dials.map(({ family }) => family));
      const unreachable = hop.dials.every(({ answer }) =>
        /^(ENETUNREACH|EADDRNOTAVAIL)$/.test(answer),
      );
      if (hop.role !== 'registry') return [];
      if (hop.tcp.kind !== 'failed' || families.size !== 1 || !families.has(6) || !unreachable) {
        return [];
      }
      const addresses = hop.dials.map(({ address }) => address).join(', ');
      return [
        {
          subject,
          severity,
          text: say(
            `${hop.host} has IPv6 addresses only (${addresses}), and this host has no IPv6 route.`,
            `${hop.host} 只有 IPv6 地址（${addresses}），而本机没有 IPv6 路由。`,
          ),
          seen: hop.dials.map((dial) => `${dial.address}: ${dial.answer}`),
          places: [place('tcp')],
          remedies: [
            run(say('see whether this host has any IPv6 route', '查看本机是否有 IPv6 路由'), [
              'ip',
              '-6',
              'route',
            ]),
            ask(
              say(
                `Please give this host IPv6 access, or ${hop.host} an IPv4 address.`,
                `请为本机开通 IPv6，或为 ${hop.host} 添加 IPv4 地址。`,
              ),
            ),
          ],
        },
      ];
    }),
});
