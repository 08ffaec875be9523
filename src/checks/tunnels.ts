import type { Remedy } from '../domain/finding.ts';
import { joinHostPort } from '../domain/host-port.ts';
import type { Said } from '../domain/said.ts';
import type { HopSeen } from '../probes/seen.ts';
import { ask, run, say } from './write.ts';

/**
 * The proxy whose tunnel a hop goes through: what comes back strangely comes out of it, whoever
 * has sent it.
 * @returns its masked URL; null where nothing was tunnelled
 */
export function tunnelOf({ proxy, tunnel }: HopSeen): string | null {
  return tunnel.kind === 'saw' ? proxy : null;
}

/** Whom to ask where a tunnel leads to nothing good, and how to see that it is gone through. */
export function tunnelRemedies(hop: HopSeen, trouble: Said): readonly [Remedy, Remedy] {
  const to = joinHostPort(hop.host, hop.port);
  return [
    ask(
      say(
        `Please check the proxy ${hop.proxy}: it opens a tunnel to ${to}, and ${trouble.en}. Does it let this host reach ${to}?`,
        `请检查代理 ${hop.proxy}：它打开了到 ${to} 的隧道，但${trouble['zh-CN']}。它是否允许本机访问 ${to}？`,
      ),
    ),
    run(
      say(
        'see where the proxy is configured, and what is exempted from it',
        '查看代理的配置位置，以及哪些不经过它',
      ),
      ['dockcfg', 'show', 'https-proxy', 'http-proxy', 'no-proxy'],
    ),
  ];
}
