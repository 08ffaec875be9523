import type { Json } from '../../domain/json.ts';
import { isObject } from '../../domain/json-object.ts';
import { redact, redactUrl } from '../../domain/redact.ts';
import { mask } from '../../domain/secret.ts';
import { isProxyKey } from '../../targets/proxy-keys.ts';

/** A value as it may be shown: passwords in URLs, keys and tokens masked. */
export function masked(key: string, value: Json): Json {
  if (isProxyKey(key.replace(/^client-/, '')) && typeof value === 'string') return redactUrl(value);
  return withoutSecrets(value);
}

function withoutSecrets(value: Json): Json {
  if (typeof value === 'string') return redact(value);
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (!isObject(value)) return value;
  const entries = Object.entries(value).map(([name, inner]): [string, Json] => {
    return [name, isSecretName(name) && typeof inner === 'string' ? mask : withoutSecrets(inner)];
  });
  return Object.fromEntries(entries);
}

/** `key` is a client certificate's; the others are options such as `splunk-token`. */
function isSecretName(name: string): boolean {
  return name === 'key' || /(?:token|password|passwd|secret)/i.test(name);
}
