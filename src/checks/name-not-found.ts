import { check, type Found } from './contract.ts';
import { askedLines, dialledOf, type HopSight, hopSights } from './sights.ts';
import { again, ask, run, say } from './write.ts';

/** No name server knows the name. */
export const nameNotFound = check({
  code: 'DC1001',
  severity: 'error',
  title: say('The name does not exist', '该名称不存在'),
  about: say(
    "Every name server that answered says that the name does not exist or has no address. The name may be misspelt, gone, or known only to a name server that this host does not ask (a VPN, a company network). The dns key of daemon.json does not help: it is for containers; pulls use the host's name servers.",
    '所有应答的 DNS 服务器都表示没有这个名称，或它没有地址。名称可能写错了、已经不存在，或者只有本机没有询问的 DNS 服务器（VPN、公司内网）才知道。daemon.json 的 dns 键没有帮助：它只用于容器，拉取使用的是主机的解析。',
  ),
  ways: [
    say('correct the name in the image or in the configuration', '更正镜像名或配置中的名称'),
    say(
      'ask a name server that knows it: set it in /etc/resolv.conf',
      '在 /etc/resolv.conf 中使用知道它的 DNS 服务器',
    ),
  ],
  reads: ['routes'],
  causes: [
    'DC6015',
    'DC6014',
    'DC1005',
    'DC7009',
    'DC3006',
    'DC3005',
    'DC3008',
    'DC3009',
    'DC3010',
    'DC5008',
    'DC5013',
    'DC5004',
    'DC3011',
    'DC3015',
  ],
  judge: ({ routes }) => hopSights(routes).flatMap(findingOf),
});

function findingOf(sight: HopSight): readonly Found[] {
  const { hop, place, severity, walk } = sight;
  if (
    hop.role !== 'registry' ||
    hop.dns.kind !== 'failed' ||
    hop.dns.code !== 'NXDOMAIN' ||
    hop.proxy !== null
  )
    return [];
  const { host } = dialledOf(hop);
  const servers = [...new Set(hop.asked.map(({ server }) => server))];
  return [
    {
      subject: host,
      severity,
      text: say(
        `${host} has no address, according to ${servers.join(', ') || 'no name server'}.`,
        `${host} 没有地址：已询问 ${servers.join('、') || '（无 DNS 服务器）'}，均无记录。`,
      ),
      seen: askedLines(hop.asked),
      places: [place('dns')],
      remedies: [
        run(say('compare with what the C library resolves', '与 C 库的解析结果对比'), [
          'getent',
          'ahosts',
          host,
        ]),
        ask(
          say(
            `Please make the name ${host} resolvable from this host, or tell me its right name. Asked: ${servers.join(', ')}.`,
            `请让本机能够解析名称 ${host}，或告知正确的名称。已询问：${servers.join('、')}。`,
          ),
        ),
        again(walk.image),
      ],
    },
  ];
}
