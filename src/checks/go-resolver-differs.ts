import { check } from './contract.ts';
import { askedLines, hopSights } from './sights.ts';
import { run, say } from './write.ts';

/** The C library finds the name, the way Go asks does not. */
export const goResolverDiffers = check({
  code: 'DC1005',
  severity: 'warning',
  title: say(
    'Other programs resolve the name, but the engine does not',
    '其他程序能解析该名称，而引擎不能',
  ),
  about: say(
    "The C library also asks sources that Go's own resolver does not: mDNS (.local), systemd-resolved's modules, LDAP, a name cache. So ping and curl find the name, while the engine, which uses Go's resolver, says \"no such host\".",
    'C 库还会询问 Go 自带解析器不使用的来源：mDNS（.local）、systemd-resolved 模块、LDAP、名称缓存。因此 ping 和 curl 能找到该名称，而使用 Go 解析器的引擎会说 “no such host”。',
  ),
  ways: [
    say(
      'add the name to a name server in /etc/resolv.conf, or to /etc/hosts',
      '让 /etc/resolv.conf 中的 DNS 服务器或 /etc/hosts 知道该名称',
    ),
  ],
  reads: ['routes', 'nameservice'],
  causes: ['DC6015', 'DC6014'],
  judge: ({ routes, nameservice }) =>
    hopSights(routes).flatMap(({ hop, severity, place }) => {
      const found = nameservice.find(({ name }) => name === hop.host);
      if (hop.dns.kind !== 'failed' || !found || found.addresses.length === 0) return [];
      return [
        {
          subject: hop.host,
          severity,
          text: say(
            `The C library finds ${hop.host} (${found.addresses.join(', ')}); the name servers that the engine asks do not.`,
            `C 库能找到 ${hop.host}（${found.addresses.join('、')}）；而引擎询问的 DNS 服务器找不到。`,
          ),
          seen: [`getent ahosts: ${found.addresses.join(', ')}`, ...askedLines(hop.asked)],
          places: [place('dns')],
          remedies: [
            run(say('see which sources the C library asks', '查看 C 库询问哪些来源'), [
              'grep',
              'hosts:',
              '/etc/nsswitch.conf',
            ]),
            run(say('see what it finds', '查看它的结果'), ['getent', 'ahosts', hop.host]),
          ] as const,
        },
      ];
    }),
});
