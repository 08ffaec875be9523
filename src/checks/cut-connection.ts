import type { Remedy } from '../domain/finding.ts';
import type { Stage } from '../domain/outcome.ts';
import type { Said } from '../domain/said.ts';
import type { HopSeen } from '../probes/seen.ts';
import { check } from './contract.ts';
import { type HopSight, hopSights } from './sights.ts';
import { tunnelOf, tunnelRemedies } from './tunnels.ts';
import { ask, say } from './write.ts';

/** The connection was made, and then cut off before any answer. */
export const cutConnection = check({
  code: 'DC1015',
  severity: 'error',
  title: say('The connection is cut off', '连接被中途切断'),
  about: say(
    'TCP connects, but the connection is reset or closed before TLS or HTTP has answered. Devices that filter by host name do that (they read the name from the TLS ClientHello), and so do servers that are overloaded or expect another protocol.',
    'TCP 能够连接，但在 TLS 或 HTTP 应答之前连接就被重置或关闭。按主机名过滤的设备会这样做（它从 TLS 握手中读出主机名），过载的或期待其他协议的服务器也会。',
  ),
  ways: [
    say('ask the network administrator to allow the host name', '请网络管理员放行该主机名'),
    say('go through a proxy, or use a mirror', '通过代理访问，或使用镜像站'),
  ],
  reads: ['routes'],
  causes: ['DC2015', 'DC2016', 'DC3005', 'DC3011', 'DC3015'],
  judge: ({ routes }) =>
    hopSights(routes).flatMap((sight) => {
      const stage = cutAt(sight);
      const { hop, subject, severity, place } = sight;
      if (stage === null) return [];
      return [
        {
          subject,
          severity,
          text: textOf(sight, stage),
          seen: [`tcp ok, ${stage}: ${codeAt(sight, stage)}`],
          places: [place(stage)],
          remedies: remediesOf(hop),
        },
      ];
    }),
});

function textOf({ hop }: HopSight, stage: Stage): Said {
  const proxy = tunnelOf(hop);
  return proxy === null
    ? say(
        `${hop.host} accepts the connection on port ${hop.port}, which is then cut off (${stage}).`,
        `${hop.host} 的 ${hop.port} 端口接受连接后随即被切断（${stage}）。`,
      )
    : say(
        `The proxy ${proxy} opens a tunnel to ${hop.host}:${hop.port}, and then the connection is cut off (${stage}).`,
        `代理 ${proxy} 打开了到 ${hop.host}:${hop.port} 的隧道，随后连接被切断（${stage}）。`,
      );
}

function remediesOf(hop: HopSeen): readonly [Remedy, ...Remedy[]] {
  if (tunnelOf(hop) !== null) {
    return tunnelRemedies(hop, say('then cuts it off or is cut off itself', '随后连接被切断'));
  }
  return [
    ask(
      say(
        `Please check what cuts connections from this host to ${hop.host}:${hop.port} right after they are made: a filter by host name, or the server itself.`,
        `请检查是什么在连接建立后立即切断了本机到 ${hop.host}:${hop.port} 的连接：按主机名的过滤，还是服务器本身。`,
      ),
    ),
  ];
}

/** Whether a code says that the other side ended the connection, without a word. */
export function isCut(code: string): boolean {
  return cutCodes.has(code);
}

const cutCodes = new Set(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET', 'ECONNABORTED']);

function cutAt(sight: HopSight): Stage | null {
  if (cutCodes.has(codeAt(sight, 'tls'))) return 'tls';
  if (sight.hop.role !== 'registry') return null;
  return cutCodes.has(codeAt(sight, 'v2'))
    ? 'v2'
    : cutCodes.has(codeAt(sight, 'manifest'))
      ? 'manifest'
      : null;
}

function codeAt({ hop, walk }: HopSight, stage: Stage): string {
  const outcomes = { tls: hop.tls, v2: walk.v2, manifest: walk.manifest };
  const outcome = outcomes[stage as keyof typeof outcomes];
  return outcome?.kind === 'failed' ? outcome.code : '';
}
