import { check, type Found } from './contract.ts';
import { dialLines, dialledOf, type HopSight, hopSights } from './sights.ts';
import { again, ask, run, say } from './write.ts';

/** The kernel itself did not let the connection out. */
export const ownFirewall = check({
  code: 'DC1019',
  severity: 'error',
  title: say('This host itself blocks the connection', '本机自身禁止了该连接'),
  about: say(
    'The kernel refused to send anything (EPERM or EACCES): a firewall rule for outgoing traffic on this host, a security module, or a unit that may not use the network. No packet left this host.',
    '内核拒绝发送任何数据（EPERM 或 EACCES）：本机的出站防火墙规则、安全模块，或不允许使用网络的单元。本机之外没有收到任何请求。',
  ),
  ways: [say('allow outgoing connections to the registry', '放行到该仓库的出站连接')],
  reads: ['routes'],
  causes: ['DC6015'],
  judge: ({ routes }) => hopSights(routes).flatMap(findingOf),
});

const codes = new Set(['EPERM', 'EACCES']);

function findingOf(sight: HopSight): readonly Found[] {
  const { hop, subject, severity, place, walk } = sight;
  if (hop.tcp.kind !== 'failed' || !codes.has(hop.tcp.code)) return [];
  const { host, port } = dialledOf(hop);
  const { code } = hop.tcp;
  return [
    {
      subject,
      severity,
      text: say(
        `This host blocks the outgoing connection to ${host}:${port} (${code}): a firewall rule, or a security module.`,
        `本机不允许到 ${host}:${port} 的连接发出（${code}）：出站规则或安全模块。`,
      ),
      seen: dialLines(hop),
      places: [place('tcp')],
      remedies: [
        run(say('see which rules apply to outgoing traffic', '查看出站流量的规则'), [
          'nft',
          'list',
          'ruleset',
        ]),
        ask(
          say(
            `Please allow outgoing connections from this host to ${host}:${port}.`,
            `请在本机上放行到 ${host}:${port} 的出站连接。`,
          ),
        ),
        again(walk.image),
      ],
    },
  ];
}
