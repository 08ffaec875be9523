import { check } from './contract.ts';
import { hopSights } from './sights.ts';
import { run, say } from './write.ts';

/** The system is told to ask no name server at all. */
export const noDnsSource = check({
  code: 'DC1008',
  severity: 'error',
  title: say('No name server is asked', '系统设置为不询问任何 DNS 服务器'),
  about: say(
    'The hosts: line of /etc/nsswitch.conf leaves out dns, so names come only from /etc/hosts. Programs that ask name servers themselves (dig, host) still find the registry; the engine follows that line.',
    '/etc/nsswitch.conf 的 hosts: 一行没有 dns，因此名称只来自 /etc/hosts。自己询问 DNS 服务器的程序（dig、host）仍能找到仓库；而引擎遵循这一行。',
  ),
  ways: [
    say(
      'write hosts: files dns in /etc/nsswitch.conf',
      '在 /etc/nsswitch.conf 中写 hosts: files dns',
    ),
  ],
  reads: ['routes'],
  causes: ['DC6014'],
  judge: ({ routes }) => {
    const lost = hopSights(routes).filter(
      ({ hop }) => hop.dns.kind === 'failed' && hop.dns.code === 'NO_DNS_SOURCE',
    );
    const [first] = lost;
    if (!first) return [];
    const names = [...new Set(lost.map(({ hop }) => hop.host))].join(', ');
    return [
      {
        subject: '/etc/nsswitch.conf',
        severity: first.severity,
        text: say(
          `The hosts: line of /etc/nsswitch.conf does not name dns; ${names} is not in /etc/hosts, and nothing else is asked.`,
          `/etc/nsswitch.conf 的 hosts 来源中没有 dns；${names} 不在 /etc/hosts 中，也不会再询问别处。`,
        ),
        seen: lost.map(({ hop }) => `${hop.host}: no such host`),
        places: lost.map(({ place }) => place('dns')),
        remedies: [
          run(
            say('see the line; it should read hosts: files dns', '查看该行；应为 hosts: files dns'),
            [...['grep', '-n', 'hosts:', '/etc/nsswitch.conf']],
          ),
        ] as const,
      },
    ];
  },
});
