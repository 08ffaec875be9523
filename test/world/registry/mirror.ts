import { sendHtml } from '../sites/distortions.ts';
import type { Call } from './call.ts';
import { ERRORS, refuse } from './replies.ts';

/**
 * Meets a request about a repository as this mirror does. Returns the repository to look in, or
 * null when the answer has been given (or never will be).
 */
export function meet(call: Call): string | null {
  const { mirror = 'ok' } = call.options;
  const { repo } = call.route;
  if (typeof mirror === 'string') {
    if (mirror === 'ok' || mirror === 'stale') return repo;
    REFUSALS[mirror](call);
    return null;
  }
  if ('allow' in mirror) {
    if (mirror.allow.includes(repo)) return repo;
    refuse(call.response, ERRORS.denied);
    return null;
  }
  if (repo.startsWith(`${mirror.prefix}/`)) return repo.slice(mirror.prefix.length + 1);
  refuse(call.response, ERRORS.nameUnknown);
  return null;
}

const REFUSALS = {
  unauthorized({ response }: Call) {
    response.setHeader('WWW-Authenticate', 'Basic realm="mirror"');
    refuse(response, ERRORS.unauthorized);
  },
  'not-found': ({ response }: Call) => refuse(response, ERRORS.manifestUnknown),
  throttled({ response }: Call) {
    response.setHeader('Retry-After', '60');
    refuse(response, ERRORS.throttled);
  },
  error: ({ response }: Call) => refuse(response, ERRORS.broken),
  html: ({ response }: Call) => sendHtml(response),
  hang: () => {},
};
