import type { HostFacts } from '../domain/facts.ts';
import type { Json } from '../domain/json.ts';
import { isObject } from '../domain/json-object.ts';
import { Secret } from '../domain/secret.ts';
import { passwordIn } from '../domain/url-password.ts';

/**
 * Every secret that the facts are known to hold, so that it can be masked wherever else it shows
 * up: in the engine's log, in what a server repeats, in an error text.
 */
export function secretsIn(facts: HostFacts): readonly Secret[] {
  const texts = [...facts.files.values()].flatMap(({ path, state }) =>
    state.kind === 'file' && state.bytes.length <= largestText
      ? [{ path, text: new TextDecoder().decode(state.bytes) }]
      : [],
  );
  const found = [
    ...texts.flatMap(({ text }) => passwordsIn(text)),
    ...texts.flatMap(({ path, text }) => (path.endsWith('.json') ? valuesIn(jsonIn(text)) : [])),
    ...Object.entries(environmentOf(facts)).flatMap(([name, value]) => [
      ...(isSecretName(name) ? [value] : []),
      ...passwordsIn(value),
    ]),
    ...(facts.process?.argv ?? []).flatMap(passwordsIn),
  ];
  return [...new Set(found.map((text) => text.trim()))]
    .filter((text) => text.length >= shortest && !common.has(text.toLowerCase()))
    .map((text) => new Secret(text));
}

/** Configuration is far smaller; a bundle of CAs or a package database holds no secret. */
export const largestText = 128 * 1024;

/** Masking a short word everywhere would shred the text and hide nothing. */
const shortest = 4;
const common = new Set(['true', 'false', 'none', 'null', 'docker', 'root', 'admin', 'default']);

function environmentOf({ unit, process, shell }: HostFacts): { readonly [name: string]: string } {
  const unitValues = (unit?.environment ?? []).map(({ name, value }) => [name, value] as const);
  return { ...shell, ...process?.environment, ...Object.fromEntries(unitValues) };
}

/** The password of each URL, as it stands there and decoded; a text may also be one URL. */
function passwordsIn(text: string): readonly string[] {
  const urls = text.matchAll(/\b[a-z][a-z\d+.-]*:\/\/[^\s"'<>/@:]*:([^\s"'<>]+)@/gi);
  const found = [...urls].map(([, password = '']) => password);
  const whole = text.includes('://') ? passwordIn(text) : null;
  return [whole ?? [], found].flat().flatMap((password) => {
    const plain = password.replaceAll('%%', '%');
    return [password, plain, decoded(plain)];
  });
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function jsonIn(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return null;
  }
}

/** Texts behind names that speak of a secret, and what a login of the docker client decodes to. */
function valuesIn(value: Json, name = ''): readonly string[] {
  if (typeof value === 'string') {
    if (name === 'auth') return [value, ...loginIn(value)];
    return isSecretName(name) ? [value] : passwordsIn(value);
  }
  if (Array.isArray(value)) return value.flatMap((each: Json) => valuesIn(each, name));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, each]) => valuesIn(each, key));
}

/** Whether a value says, or holds members whose names say, what is nobody's business. */
export function holdsSecret(name: string, value: Json): boolean {
  return valuesIn(value, name).length > 0 || passwordsIn(JSON.stringify(value)).length > 0;
}

/** `user:password` in base64 (docker/cli cli/config/configfile/file.go decodeAuth). */
function loginIn(auth: string): readonly string[] {
  try {
    const text = new TextDecoder().decode(
      Uint8Array.from(atob(auth), (char) => char.charCodeAt(0)),
    );
    return [text.slice(text.indexOf(':') + 1)];
  } catch {
    return [];
  }
}

/** Whether a name says that its value is nobody's business. */
export function isSecretName(name: string): boolean {
  return /pass(word|wd|phrase)?$|secret|token|credential|api[-_]?key|private[-_]?key|access[-_]?key/i.test(
    name,
  );
}
