import { check } from './contract.ts';
import { hopSights } from './sights.ts';
import { firstFailure, hopStagesOf } from './stages.ts';
import { again, ask, say } from './write.ts';

/** The registry is reached, and the host that gives out its tokens is not. */
export const tokenServerUnreachable = check({
  code: 'DC4011',
  severity: 'error',
  title: say('The token server cannot be reached', '无法访问令牌服务器'),
  about: say(
    'Registries send clients to another host for a token (Docker Hub to auth.docker.io). That host must be reachable and trusted too: in allow-lists, through the proxy, and with its certificate.',
    '仓库会让客户端到另一台主机获取令牌（Docker Hub 为 auth.docker.io）。该主机同样必须可达且受信任：包括放行列表、代理和证书。',
  ),
  ways: [
    say(
      'allow the token host wherever the registry is allowed',
      '凡是放行仓库的地方也放行令牌主机',
    ),
  ],
  reads: ['routes'],
  causes: ['DC4010', 'DC1003', 'DC3001', 'DC3004', 'DC2001', 'DC2002', 'DC2022', 'DC2008'],
  judge: ({ routes }) =>
    hopSights(routes).flatMap(({ hop, subject, severity, place, walk }) => {
      const failed = firstFailure(hopStagesOf(hop));
      if (hop.role !== 'token' || !failed) return [];
      return [
        {
          subject,
          severity,
          text: say(
            `Tokens for ${walk.endpoint.host} come from ${subject}, which cannot be reached: ${failed.stage} ${failed.reason}.`,
            `${walk.endpoint.host} 的令牌来自 ${subject}，而它无法访问：${failed.stage} ${failed.reason}。`,
          ),
          seen: [`${failed.stage}: ${failed.reason}`],
          places: [place('token')],
          remedies: [
            ask(
              say(
                `Please allow this host to reach ${hop.host}:${hop.port} as well: the tokens for the registry ${walk.endpoint.host} come from there.`,
                `请同时放行本机到 ${hop.host}:${hop.port} 的访问：仓库 ${walk.endpoint.host} 在那里发放令牌。`,
              ),
            ),
            again(walk.image),
          ],
        },
      ];
    }),
});
