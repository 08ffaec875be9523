import { isProxyKey } from '../../targets/proxy-keys.ts';

/** Whether a row's key is one of those asked for, or stands below one. */
export function isMeant(key: string, asked: readonly string[]): boolean {
  if (asked.length === 0) return true;
  const full = isProxyKey(key) ? `proxies.${key}` : key;
  return asked.some((each) =>
    [key, full].some((name) => name === each || name.startsWith(`${each}.`)),
  );
}
