import type { DesiredState, ProxyUrl } from '../domain/desired.ts';
import type { Remedy } from '../domain/finding.ts';
import { formatProxyUrl } from '../domain/proxy-url.ts';
import { decisionOf } from './proxy-decision.ts';
import type { ProxySight } from './proxy-sights.ts';
import { dockcfg, run, say } from './write.ts';

/**
 * Writes the proxy of a hop with another scheme, where it is known how the hop came by it. A
 * password is never put on a command line.
 */
export function rewriteProxy(
  sight: ProxySight,
  scheme: 'http' | 'https' | 'socks5',
): readonly Remedy[] {
  const used = decisionOf(sight)?.proxy;
  if (!used) return [];
  const key = sight.hop.scheme === 'https' ? 'https-proxy' : 'http-proxy';
  const proxy: ProxyUrl = { ...used, scheme };
  const desired: DesiredState = { proxies: { [key]: proxy } };
  const url = formatProxyUrl(proxy, { withPassword: false });
  if (proxy.password) {
    return [
      run(
        say(
          `write ${key} with ${scheme}:// instead of ${used.scheme}:// (the password goes in by file, never on the command line)`,
          `把 ${key} 的 ${used.scheme}:// 改写为 ${scheme}://（密码通过文件提供，不要写在命令行上）`,
        ),
        ['dockcfg', 'apply', `--${key}`, withoutPassword(proxy), '--proxy-password-file', 'FILE'],
        'restart',
      ),
    ];
  }
  const text = say(
    `write ${key} as ${url}; the engine has to be restarted`,
    `把 ${key} 写成 ${url}；需要重启引擎`,
  );
  const command = ['dockcfg', 'apply', `--${key}`, url];
  return [dockcfg(text, { command, risk: 'restart', desired })];
}

/** Not even the mask of one: what is printed is to be typed. */
function withoutPassword({ password: _kept, ...proxy }: ProxyUrl): string {
  return formatProxyUrl(proxy, { withPassword: false });
}
