import type { ProxyUrl } from '../domain/desired.ts';
import type { Remedy } from '../domain/finding.ts';
import { formatProxyUrl } from '../domain/proxy-url.ts';
import type { Said } from '../domain/said.ts';
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
  const url = formatProxyUrl(proxy, { withPassword: false });
  const text = proxy.password
    ? say(
        `write ${key} with ${scheme}:// instead of ${used.scheme}:// (the password goes into a file, never on the command line)`,
        `把 ${key} 的 ${used.scheme}:// 改写为 ${scheme}://（密码通过文件提供，不要写在命令行上）`,
      )
    : say(
        `write ${key} as ${url}; the engine must be restarted`,
        `把 ${key} 写成 ${url}；需要重启引擎`,
      );
  return [setProxies(text, proxy, { keys: [key] })];
}

/**
 * Has the engine go through a proxy. dockcfg does it itself unless there is a password, which a
 * person has to hand over by file.
 * @param set.noProxy what goes direct, along with it; left out, no-proxy stays as it is
 */
export function setProxies(
  text: Said,
  proxy: ProxyUrl,
  set: { readonly keys: readonly ('http-proxy' | 'https-proxy')[]; readonly noProxy?: string },
): Remedy {
  const url = withoutPassword(proxy);
  const direct = set.noProxy ? { 'no-proxy': set.noProxy } : {};
  const flags = set.keys.flatMap((key) => [`--${key}`, url]);
  const more = set.noProxy ? ['--no-proxy', set.noProxy] : [];
  const command = ['dockcfg', 'apply', ...flags, ...more];
  if (proxy.password) return run(text, [...command, '--proxy-password-file', 'FILE'], 'restart');
  const proxies = { ...Object.fromEntries(set.keys.map((key) => [key, proxy])), ...direct };
  return dockcfg(text, { command, risk: 'restart', desired: { proxies } });
}

/** Not even the mask of one: what is printed is to be typed. */
function withoutPassword({ password: _kept, ...proxy }: ProxyUrl): string {
  return formatProxyUrl(proxy, { withPassword: false });
}
