import { mask, type Secret } from './secret.ts';
import { withPassword } from './url-password.ts';

/**
 * Takes out of a text what must not leave this machine: passwords in URLs, authorization headers,
 * credential values of JSON, TOML and shell lines, private keys, signatures of signed URLs, and
 * every secret the caller knows, in the forms in which it travels.
 * @returns the text with the mask in their place; everything else byte for byte
 */
export function redact(text: string, known: readonly Secret[] = []): string {
  return redactor(known)(text);
}

/** The same for many texts and one list of secrets, whose forms are worked out once. */
export function redactor(known: readonly Secret[]): (text: string) => string {
  const maskKnown = knownRedactor(known);
  return (text) => rules.reduce((result, rule) => rule(result), maskKnown(text));
}

/** Masks these secrets and nothing else: for texts of our own, which no rule must touch. */
export function knownRedactor(known: readonly Secret[]): (text: string) => string {
  const forms = known.flatMap((secret) => formsOf(secret.reveal()));
  // Longest first, so that a form that contains another one is masked whole.
  const ordered = [...new Set(forms)].sort((a, b) => b.length - a.length);
  return (text) => ordered.reduce((result, form) => result.replaceAll(form, mask), text);
}

/** Only the passwords of URLs: enough for a value that is known to be a URL, or a text about one. */
export function redactUrl(text: string): string {
  return maskUserinfo(withPassword(text, mask));
}

/** Below this a secret is a common word's length, and masking it would shred the text. */
const shortestKnown = 3;

/** The ways one secret can stand in a text. */
function formsOf(secret: string): readonly string[] {
  if (secret.length < shortestKnown) return [];
  const component = encodeURIComponent(secret.toWellFormed());
  const strict = component.replace(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  const percents = [component, strict].flatMap((form) => [form, form.replace(/%../g, lower)]);
  const doubled = percents.map((form) => form.replaceAll('%', '%%'));
  const json = JSON.stringify(secret).slice(1, -1);
  return [secret, json, ...percents, ...doubled, ...base64Forms(secret)];
}

/**
 * Base64 of a text that contains the secret: `user:secret` shifts it by 0, 1 or 2 bytes, so the
 * stable middle of each alignment is what can be looked for.
 */
function base64Forms(secret: string): readonly string[] {
  const bytes = new TextEncoder().encode(secret);
  const whole = toBase64(bytes);
  const middles = [0, 1, 2].map((shift) => {
    const padded = new Uint8Array(shift + bytes.length);
    padded.set(bytes, shift);
    const encoded = toBase64(padded).replace(/=+$/, '');
    const start = shift === 0 ? 0 : shift + 1;
    const end = (shift + bytes.length) % 3 === 0 ? encoded.length : encoded.length - 1;
    return encoded.slice(start, end);
  });
  return [whole, ...middles]
    .flatMap((form) => [form, form.replaceAll('+', '-').replaceAll('/', '_')])
    .filter((form) => form.length >= 4);
}

function toBase64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}

function lower(code: string): string {
  return code.toLowerCase();
}

type Rule = (text: string) => string;

const rules: readonly Rule[] = [
  maskPrivateKeys,
  maskTokens,
  maskAuthorization,
  maskCredentialValues,
  maskSignedQueries,
  maskUserinfo,
];

function maskPrivateKeys(text: string): string {
  return text.replace(
    /(-----BEGIN ([A-Z0-9 ]*PRIVATE KEY)-----)[\s\S]*?(-----END \2-----|$)/g,
    (_all, begin: string, _label, end: string) => `${begin}\n${mask}\n${end}`,
  );
}

/** JSON Web Tokens, wherever they stand: what registries give, and what errors repeat (RFC 7519). */
function maskTokens(text: string): string {
  return text.replace(/\beyJ[\w-]{16,}\.[\w-]{8,}\.[\w-]{8,}/g, mask);
}

/**
 * Authorization headers as they stand in dumps, traces, JSON and TOML; the scheme stays. Prose is
 * left alone: containerd itself says `may require authorization: server message: …`.
 */
function maskAuthorization(text: string): string {
  const name = '(?:proxy-)?authorization';
  const schemes = 'basic|bearer|digest|negotiate|ntlm|token|apikey|aws4-hmac-sha256';
  const withScheme = new RegExp(
    `\\b(${name}["']?\\s*[:=]\\s*\\[?\\s*["']?(?:${schemes})[ \\t]+)[^\\r\\n"'\\]}]+`,
    'gi',
  );
  const quoted = new RegExp(`\\b(${name}["']?\\s*[:=]\\s*\\[?\\s*)("[^"\\n]*"|'[^'\\n]*')`, 'gi');
  const line = new RegExp(`^([<>*\\s]*${name}:[ \\t]*)(?!(?:${schemes})[ \\t])(\\S.*)$`, 'gim');
  return text
    .replace(withScheme, (_all, head: string) => head + mask)
    .replace(quoted, (all: string, head: string, value: string) =>
      value.includes(mask) ? all : head + inQuotes(value),
    )
    .replace(line, (_all, head: string) => head + mask)
    .replace(/\b(Bearer\s+)[A-Za-z0-9._~+/-]{16,}=*/g, (_all, head: string) => head + mask);
}

const credentialNames =
  'auth|identity_?token|registry_?token|password|passwd|secret|token|access_token|refresh_token|id_token|client_secret|secret_?access_?key|api_?key';

/** `"password": "x"`, `password = 'x'`, `PASSWORD=x`, `--password x`. */
function maskCredentialValues(text: string): string {
  const quoted = new RegExp(
    `((["'])(?:[a-z\\d]+[-_])*(?:${credentialNames})\\2\\s*[:=]\\s*)("(?:[^"\\\\]|\\\\.)*"?|'[^']*'?)`,
    'gi',
  );
  const bare =
    /(?<![\w./-])((?:--?)?(?:[A-Za-z0-9]+[_-])*(?:password|passwd|identitytoken|registrytoken|access_token|refresh_token|client_secret)(?:\s*[=:]\s*|[ \t]+(?=[^\s-])))("(?:[^"\\]|\\.)*"|'[^']*'|[^\s"'&,;]+)/gi;
  // a log driver's login among flags: `--log-opt splunk-token=x`
  const logOption =
    /(?<![\w./-])([a-z\d]+-(?:token|secret|api-?key)=)("(?:[^"\\]|\\.)*"|'[^']*'|[^\s"'&,;\\]+)/gi;
  return text
    .replace(quoted, (_all, head: string, _quote, value: string) => head + inQuotes(value))
    .replace(logOption, (_all, head: string, value: string) => head + inQuotes(value))
    .replace(bare, (all: string, head: string, value: string) =>
      /[=:]\s*$/.test(head) || head.startsWith('-') ? head + inQuotes(value) : all,
    );
}

function inQuotes(value: string): string {
  const quote = /^["']/.exec(value)?.[0] ?? '';
  return `${quote}${mask}${quote}`;
}

/** Names of query parameters by which a URL is a ticket of its own (S3, R2, GCS, Azure, CDNs). */
function maskSignedQueries(text: string): string {
  return text.replace(
    /([?&](?:X-(?:Amz|Goog)-(?:Signature|Credential|Security-Token)|AWSAccessKeyId|GoogleAccessId|Signature|Key-Pair-Id|Policy|sig|signature|se_token|token|access_token|refresh_token|id_token|verify|password|auth|jwt|hmac|__token__)=)([^&\s"'<>#\\]+)/gi,
    (_all, head: string) => head + mask,
  );
}

/**
 * `scheme://user:password@`. Between quotes the password may have spaces in it. Elsewhere it ends at the authority's last `@`; where the authority
 * has none, people forgot to encode a slash, and the last `@` of the word decides. A port before a
 * path (`https://reg:5000/x@sha256:…`) is no password.
 */
function maskUserinfo(text: string): string {
  return text
    .replace(
      /(["'])((?:[A-Za-z_]\w*=)?[A-Za-z][A-Za-z0-9+.-]*:\/\/[^\s"'<>/@:[]*:)(?!\d+[/?#])(?:\\.|(?!\1|\\)[^\n])*@/g,
      (_all, quote: string, head: string) => `${quote}${head}${mask}@`,
    )
    .replace(
      /(\b[A-Za-z][A-Za-z0-9+.-]*:\/\/)([^\s"'<>/:[]*):(?!\d*(?:[/?#\s"'<>]|$))(?:[^\s"'<>/?#]*|(?:(?!:\/\/)[^\s"'<>])*)@/g,
      (_all, scheme: string, user: string) => `${scheme}${user}:${mask}@`,
    )
    .replace(
      /(proxy["']?\s*[:=]\s*["']?)([^\s"'<>/:@]+):(?!\/\/)[^\s"'<>/@]+@/gi,
      (_all, head: string, user: string) => `${head}${user}:${mask}@`,
    );
}
