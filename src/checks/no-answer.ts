import { check } from './contract.ts';
import { pinLines, pinRemedies, triedAddresses } from './pinned.ts';
import { dialLines, hopSights } from './sights.ts';
import { again, ask, leading, say } from './write.ts';

/** Packets to the host are dropped on the way. */
export const noAnswer = check({
  code: 'DC1012',
  severity: 'error',
  title: say('The connection gets no answer', '连接没有回应'),
  about: say(
    'Nothing came back within five seconds, in which the connection request was sent three times: a firewall drops it, the route leads nowhere, or this network requires a proxy.',
    '五秒内（期间连接请求已重发三次）没有任何回应：防火墙丢弃了报文、路由不通，或者本来就只能通过代理访问。',
  ),
  ways: [
    say('open the port in the firewall', '在防火墙上放行该端口'),
    say('set the proxy of this network for the engine', '为引擎设置本网络的代理'),
    say('use a mirror that is reachable from here', '使用从本机可以访问的镜像站'),
  ],
  reads: ['routes'],
  causes: [
    'DC6015',
    'DC6014',
    'DC7009',
    'DC1007',
    'DC3006',
    'DC3005',
    'DC3008',
    'DC3009',
    'DC3010',
    'DC1017',
    'DC1006',
    'DC5008',
    'DC5013',
    'DC5004',
    'DC3011',
    'DC3015',
  ],
  judge: ({ routes }) =>
    hopSights(routes).flatMap(({ hop, subject, severity, place, walk }) => {
      if (hop.role !== 'registry' || hop.proxy !== null || hop.tcp.kind !== 'failed') return [];
      if (hop.tcp.code !== 'DEADLINE' && hop.tcp.code !== 'ETIMEDOUT') return [];
      const addresses = triedAddresses(hop);
      const tried = hop.dials.map(({ address }) => address).join(', ');
      return [
        {
          subject,
          severity,
          text: say(
            `${hop.host} (${addresses.en}) does not answer on port ${hop.port}; the engine would wait 30 seconds for it.`,
            `${hop.host}（${addresses['zh-CN']}）的 ${hop.port} 端口没有回应；引擎会为此等待 30 秒。`,
          ),
          seen: [...pinLines(hop), ...dialLines(hop)],
          places: [place('tcp')],
          remedies: leading(
            pinRemedies(hop),
            ask(
              say(
                `Please allow TCP port ${hop.port} from this host to ${hop.host} (${tried}), or tell me which proxy to use.`,
                `请放行本机到 ${hop.host}（${tried}）的 TCP ${hop.port} 端口，或告知应使用的代理。`,
              ),
            ),
            again(walk.image),
          ),
        },
      ];
    }),
});
