import { isIP } from 'node:net';
import { statusText } from '../domain/status-text.ts';
import type { HopSeen, WalkSeen } from '../probes/seen.ts';
import { check } from './contract.ts';
import { type ProxySight, proxySights } from './proxy-sights.ts';
import { again, ask, dockcfg, run, say } from './write.ts';

/** The proxy answers CONNECT with a refusal. */
export const proxyRefuses = check({
  code: 'DC3004',
  severity: 'error',
  title: say('The proxy refuses to connect to the host', '代理拒绝连接该主机'),
  about: say(
    'The proxy answered the request for a tunnel with an error. The engine shows only the status text ("Forbidden", "Bad Gateway"), so it looks like the registry\'s own answer. 403 means that a rule of the proxy forbids it; 502, 503 and 504 mean that the proxy itself cannot reach the host, which is common for internal registries that should go direct.',
    '代理对建立隧道的请求返回了错误。引擎只显示状态文本（“Forbidden”“Bad Gateway”），看上去像是仓库自己的回答。403 表示代理的规则；502、503、504 表示代理自己也无法访问该主机，这常见于本应直连的内部仓库。',
  ),
  ways: [
    say(
      'ask the proxy administrator to allow CONNECT to the host',
      '请代理管理员允许对该主机的 CONNECT',
    ),
    say(
      'let an internal registry go direct: add it to no-proxy',
      '让内部仓库直连：把它加入 no-proxy',
    ),
  ],
  reads: ['routes', 'views'],
  causes: ['DC3007'],
  judge: ({ routes, views }) =>
    proxySights(routes).flatMap((sight) => {
      const { hop, at, subject, severity, place } = sight;
      const refusal = refusalIn(sight);
      if (refusal === null || hop.role === 'blob') return [];
      const { status, asked, reason } = refusal;
      return [
        {
          subject,
          severity,
          text: say(
            `The proxy ${at} refuses to connect to ${hop.host}:${hop.port}: ${status} ${reason}.`,
            `代理 ${at} 拒绝连接 ${hop.host}:${hop.port}：${status} ${reason}。`,
          ),
          seen: [`${asked} ${hop.host}:${hop.port} → ${status} ${reason}`],
          places: [place('proxy')],
          remedies: remediesFor(sight, views.files.proxies.no, status),
        },
      ];
    }),
});

interface Refusal {
  readonly status: number;
  readonly reason: string;
  /** what the proxy was asked with */
  readonly asked: 'CONNECT' | 'SOCKS5' | 'GET';
}

/** 407 is a matter of its own. */
function refusalIn({ hop, walk }: ProxySight): Refusal | null {
  if (hop.tunnel.kind !== 'saw' || isSpokenToWrongly(hop)) return null;
  const { status, protocol, reason } = hop.tunnel.data;
  if (protocol === 'absolute-form') return plainRefusal(walk);
  if (status === null) return null;
  if (protocol === 'socks5') {
    return [0, 254, 255].includes(status) ? null : { status, reason, asked: 'SOCKS5' };
  }
  return status === 200 || status === 407 ? null : { status, reason, asked: 'CONNECT' };
}

/** A complaint about how it is spoken to, which is a matter of its own too. */
function isSpokenToWrongly({ proxySpeaks }: HopSeen): boolean {
  return proxySpeaks === 'https' || proxySpeaks === 'socks5';
}

/** Over plain HTTP the refusal comes in the registry's place, and lacks what registries send. */
function plainRefusal({ v2, manifest }: WalkSeen): Refusal | null {
  // The containerd store begins with the manifest.
  const first = v2.kind === 'saw' ? v2 : manifest;
  if (first.kind !== 'saw') return null;
  const { status, headers } = first.data;
  const isProxys = [403, 502, 503, 504].includes(status);
  if (!isProxys || 'docker-distribution-api-version' in headers) return null;
  return { status, reason: statusText(status), asked: 'GET' };
}

function remediesFor(sight: ProxySight, noProxy: string, status: number) {
  const { hop, at, walk } = sight;
  const request = ask(
    say(
      `Please allow CONNECT to ${hop.host}:${hop.port} on the proxy ${at}; it answers ${status}.`,
      `请在代理 ${at} 上允许对 ${hop.host}:${hop.port} 的 CONNECT；目前返回 ${status}。`,
    ),
  );
  if (!isInternal(hop.host)) return [request, again(walk.image)] as const;
  const list = [noProxy, hop.host].filter((part) => part !== '').join(',');
  const direct = dockcfg(
    say(
      `let ${hop.host} go direct; the engine must be restarted`,
      `让 ${hop.host} 直连；需要重启引擎`,
    ),
    {
      command: ['dockcfg', 'apply', '--no-proxy', list],
      risk: 'restart',
      desired: { proxies: { 'no-proxy': list } },
    },
  );
  return [
    direct,
    request,
    run(say('see what no-proxy contains now', '查看当前的 no-proxy'), [
      'dockcfg',
      'show',
      'no-proxy',
    ]),
  ] as const;
}

/** Private addresses and names without a public suffix are rarely meant for a proxy. */
function isInternal(host: string): boolean {
  if (isIP(host) !== 0) return /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|f[cd])/i.test(host);
  return (
    !host.includes('.') || /\.(lan|local|internal|intra|corp|home|lab|test|example)$/i.test(host)
  );
}
