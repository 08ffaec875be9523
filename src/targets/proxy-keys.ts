import type { Json } from '../domain/json.ts';
import { passwordIn } from '../domain/url-password.ts';

/** The daemon's three proxy keys, as daemon.json, flags and the profile spell them. */
export const proxyKeys = ['http-proxy', 'https-proxy', 'no-proxy'] as const;
export type ProxyKey = (typeof proxyKeys)[number];

export function isProxyKey(key: string): key is ProxyKey {
  return (proxyKeys as readonly string[]).includes(key);
}

/** The environment variable of a key, upper case: Go reads it before the lower-case one. */
export function proxyVariable(key: ProxyKey): string {
  return key.toUpperCase().replace('-', '_');
}

/** The key an environment variable sets, in either case; null for other variables. */
export function proxyKeyOf(variable: string): ProxyKey | null {
  const upper = variable.toUpperCase();
  if (variable !== upper && variable !== variable.toLowerCase()) return null;
  return proxyKeys.find((key) => proxyVariable(key) === upper) ?? null;
}

/** Whether a proxy URL carries a password, however it is encoded. */
export function holdsPassword(value: Json): boolean {
  return typeof value === 'string' && passwordIn(value) !== null;
}
