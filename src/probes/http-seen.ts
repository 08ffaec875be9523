import { redact } from '../domain/redact.ts';
import { parseChallenges } from '../formats/www-authenticate.ts';
import type { HttpAnswer } from '../ports/registry.ts';
import type { HttpSeen, RegistryError } from './seen.ts';

/** Error bodies are read up to here: enough for any registry's JSON or a portal's page. */
export const maxErrorBody = 64 * 1024;

/** What a person needs to recognise a page or an error by. */
const excerptLength = 300;

/**
 * The evidence of one answer: bounded, with everything secret masked.
 * @param at our own clock when the answer had come, Unix ms
 */
export function httpSeen(
  answer: HttpAnswer,
  request: { readonly method: string; readonly url: string },
  at: number,
): HttpSeen {
  const text = isText(answer) ? new TextDecoder().decode(answer.body) : '';
  return {
    method: request.method,
    url: maskQuery(request.url),
    status: answer.status,
    contentType: headerOf(answer, 'content-type'),
    headers: keptHeaders(answer),
    challenges: challengesOf(answer),
    errors: registryErrors(text),
    page: titleOf(text),
    excerpt: redact(text.slice(0, excerptLength)),
    size: answer.body.length,
    truncated: answer.truncated,
    at,
  };
}

function challengesOf(answer: HttpAnswer): HttpSeen['challenges'] {
  const lines = answer.headers.filter(([name]) => name === 'www-authenticate');
  return parseChallenges(lines.map(([, value]) => value)).map(({ scheme, parameters }) => ({
    scheme,
    parameters: Object.fromEntries(parameters),
  }));
}

/** The first value of a header; empty when it is missing. */
export function headerOf(answer: HttpAnswer, name: string): string {
  return answer.headers.find(([known]) => known === name)?.[1] ?? '';
}

/**
 * A URL with the values of its query masked: signed URLs are tickets, and tokens are asked for
 * with account names.
 */
export function maskQuery(url: string): string {
  const at = url.indexOf('?');
  if (at < 0) return redact(url);
  const kept = new Set(['service', 'scope', 'ns']);
  const query = url
    .slice(at + 1)
    .split('&')
    .map((pair) => {
      const name = pair.split('=', 1)[0] ?? '';
      return kept.has(name) ? pair : `${name}=…`;
    });
  return `${redact(url.slice(0, at))}?${query.join('&')}`;
}

const keptNames = new Set([
  'content-length',
  'content-range',
  'date',
  'docker-content-digest',
  'docker-distribution-api-version',
  'docker-ratelimit-source',
  'ratelimit-limit',
  'ratelimit-remaining',
  'retry-after',
  'server',
  'via',
  'x-cache',
]);

function keptHeaders(answer: HttpAnswer): { readonly [name: string]: string } {
  const kept = answer.headers.filter(([name]) => keptNames.has(name));
  return Object.fromEntries(kept.map(([name, value]) => [name, redact(value.slice(0, 200))]));
}

function isText(answer: HttpAnswer): boolean {
  if (headerOf(answer, 'content-encoding')) return false;
  const type = headerOf(answer, 'content-type').toLowerCase();
  return type === '' || /^text\/|json|xml/.test(type);
}

/** Registries' own codes are below 30 characters. */
const longestCode = 100;

/** `{"errors":[{code,message}]}`, the shape every registry answers errors in (OCI distribution). */
function registryErrors(text: string): readonly RegistryError[] {
  const body = parseJson(text);
  const list = isRecord(body) && Array.isArray(body.errors) ? body.errors : [];
  return list.slice(0, 5).flatMap((error: unknown) => {
    if (!isRecord(error)) return [];
    const message = typeof error.message === 'string' ? error.message : '';
    const { detail } = error;
    return [
      {
        code: String(error.code ?? '').slice(0, longestCode),
        message: redact(message.slice(0, 300)),
        hasDetail: detail !== undefined && detail !== null,
        ...(typeof detail === 'string' ? { detail: redact(detail.slice(0, 300)) } : {}),
      },
    ];
  });
}

/** A JSON value, or null: bodies come from anywhere. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

export function isRecord(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function titleOf(text: string): string | null {
  if (!/^\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype html|html|head)/i.test(text)) return null;
  const title = /<title[^>]*>([^<]{0,200})/i.exec(text)?.[1] ?? '';
  return redact(title.replace(/\s+/g, ' ').trim());
}
