import { check } from './contract.ts';
import { hopSights } from './sights.ts';
import { firstFailure, hopStagesOf } from './stages.ts';
import { run, say } from './write.ts';

/** /etc/hosts sends the name to an address where it does not work. */
export const hostsOverride = check({
  code: 'DC1006',
  severity: 'error',
  title: say('/etc/hosts sends the name elsewhere', '/etc/hosts 把该名称指向了别处'),
  about: say(
    '/etc/hosts is read before any name server is asked. A line left over from a test or a workaround keeps pointing at an address that no longer serves the name.',
    '/etc/hosts 中的记录优先于任何 DNS 服务器。测试或变通方案遗留的记录会一直指向不再提供该服务的地址。',
  ),
  ways: [say('remove or correct the line in /etc/hosts', '删除或更正 /etc/hosts 中的记录')],
  reads: ['routes'],
  causes: ['DC6014'],
  judge: ({ routes }) =>
    hopSights(routes).flatMap(({ hop, severity, place }) => {
      const failed = firstFailure(hopStagesOf(hop));
      if (hop.dns.kind !== 'saw' || hop.dns.data.via !== 'hosts' || !failed) return [];
      const suspicious = failed.stage === 'tcp' || failed.reason === 'CERTIFICATE_wrong-name';
      const { name, addresses } = hop.dns.data;
      const elsewhere = (hop.byServers ?? []).filter((address) => !addresses.includes(address));
      if (!suspicious || elsewhere.length === 0) return [];
      return [
        {
          subject: name,
          severity,
          text: say(
            `/etc/hosts sends ${name} to ${addresses.join(', ')}, where it fails (${failed.stage}: ${failed.reason}).`,
            `/etc/hosts 把 ${name} 指向 ${addresses.join('、')}，在那里失败（${failed.stage}：${failed.reason}）。`,
          ),
          seen: [
            `/etc/hosts: ${addresses.join(', ')} ${name}`,
            `name servers: ${elsewhere.join(', ')}`,
          ],
          places: [place(failed.stage)],
          remedies: [
            run(say('see the line; remove or correct it', '查看该行；删除或更正'), [
              'grep',
              '-in',
              name,
              '/etc/hosts',
            ]),
          ] as const,
        },
      ];
    }),
});
