import type { DesiredState } from '../domain/desired.ts';
import type { EngineVersion } from '../domain/engine.ts';
import type { Remedy } from '../domain/finding.ts';
import { parseProxyUrl } from '../domain/proxy-url.ts';
import { insecureEntries, mirrorUrls } from './desired.ts';
import type { UnreadMeant } from './evidence.ts';
import { dockcfg, say } from './write.ts';

/** Sets what stands in a file that nobody reads where this engine reads it; nothing to set: none. */
export function setForReal(
  { mirrors, insecure, httpProxy, httpsProxy, noProxy }: UnreadMeant,
  version: EngineVersion | null,
): readonly Remedy[] {
  const urls = mirrorUrls(mirrors, version);
  const entries = insecureEntries(insecure);
  const proxies = {
    ...proxyWish('http-proxy', httpProxy),
    ...proxyWish('https-proxy', httpsProxy),
    ...(noProxy === '' ? {} : { 'no-proxy': noProxy }),
  };
  const desired: DesiredState = {
    ...(urls.length > 0 ? { 'registry-mirrors': merge(urls) } : {}),
    ...(entries.length > 0 ? { 'insecure-registries': merge(entries) } : {}),
    ...(Object.keys(proxies).length > 0 ? { proxies } : {}),
  };
  const flags = [
    ...urls.flatMap((url) => ['--add-mirror', url]),
    ...entries.flatMap((entry) => ['--add-insecure-registry', entry]),
    ...('http-proxy' in proxies ? ['--http-proxy', httpProxy] : []),
    ...('https-proxy' in proxies ? ['--https-proxy', httpsProxy] : []),
    ...(noProxy === '' ? [] : ['--no-proxy', noProxy]),
  ];
  if (flags.length === 0) return [];
  const text = say('set it where this engine reads it', '设置到该引擎会读取的位置');
  const calm = Object.keys(proxies).length > 0 ? 'restart' : 'reload';
  const risk = entries.length > 0 ? 'loosens-security' : calm;
  return [dockcfg(text, { command: ['dockcfg', 'apply', ...flags], risk, desired })];
}

function merge<T>(add: readonly T[]) {
  return { kind: 'merge' as const, add, remove: [] };
}

function proxyWish<K extends string>(key: K, text: string) {
  const parsed = parseProxyUrl(text);
  return parsed.kind === 'proxy' ? { [key]: parsed.proxy } : {};
}
