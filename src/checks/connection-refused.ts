import { hubHost } from '../domain/endpoint.ts';
import type { HopSeen } from '../probes/seen.ts';
import { check } from './contract.ts';
import { pinLines, pinRemedies, triedAddresses } from './pinned.ts';
import { dialLines, hopSights } from './sights.ts';
import { again, ask, leading, say } from './write.ts';

/** The host is there, and nothing listens on the port. */
export const connectionRefused = check({
  code: 'DC1011',
  severity: 'error',
  title: say('The connection is refused', '连接被拒绝'),
  about: say(
    'The host answered that nothing listens on this port, or a firewall rejects the connection. The service may be down, or the port may be wrong: without a port in the image name, the engine uses 443.',
    '对方主机表示该端口上没有服务，或防火墙立即拒绝。服务可能没有启动，或者端口不对：镜像名中没有端口的仓库会使用 443。',
  ),
  ways: [
    say(
      'start the service, or correct the port in the image name or mirror URL',
      '启动该服务，或更正镜像名或镜像站 URL 中的端口',
    ),
  ],
  reads: ['routes'],
  causes: [
    'DC6014',
    'DC1018',
    'DC7009',
    'DC3006',
    'DC3005',
    'DC3008',
    'DC3009',
    'DC3010',
    'DC1007',
    'DC1006',
    'DC5008',
    'DC5013',
    'DC5004',
    'DC3011',
    'DC3015',
  ],
  judge: ({ routes }) =>
    hopSights(routes).flatMap(({ hop, subject, severity, place, walk }) => {
      if (hop.role !== 'registry' || hop.proxy !== null) return [];
      if (hop.tcp.kind !== 'failed' || hop.tcp.code !== 'ECONNREFUSED') return [];
      const addresses = triedAddresses(hop);
      return [
        {
          subject,
          severity,
          text: say(
            `${hop.host} (${addresses.en}) refuses connections on port ${hop.port}.`,
            `${hop.host}（${addresses['zh-CN']}）拒绝 ${hop.port} 端口上的连接。`,
          ),
          seen: [...pinLines(hop), ...dialLines(hop)],
          places: [place('tcp')],
          remedies: leading(
            pinRemedies(hop),
            ask(hop.host === hubHost ? letThrough(hop) : listen(hop)),
            again(walk.image),
          ),
        },
      ];
    }),
});

/** Docker Hub listens; what refuses in its name stands between. */
function letThrough({ host, port }: HopSeen) {
  return say(
    `Please let this host reach ${host} on TCP port ${port}, where its connections are refused, or tell me which proxy or mirror to use.`,
    `请允许本机访问 ${host} 的 TCP ${port} 端口（目前有设备拒绝了连接），或告知应使用哪个代理或镜像站。`,
  );
}

function listen({ host, port }: HopSeen) {
  return say(
    `Please check that the registry on ${host} is running and listens on port ${port}; connections are refused.`,
    `请确认 ${host} 上的仓库正在运行并监听 ${port} 端口；目前连接被拒绝。`,
  );
}
