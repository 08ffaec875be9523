import { basicCredentials, isKnown } from '../registry/credentials.ts';
import { isListed, type ProxyOptions } from './options.ts';

/** An answer that a proxy gives instead of doing what it was asked for. */
export interface Refusal {
  status: number;
  reason: string;
  headers: [string, string][];
}

/** Why this proxy will not serve the request, if it will not. */
export function refusalOf(
  { host, authorization }: { host: string; authorization: string | undefined },
  options: ProxyOptions,
): Refusal | undefined {
  const schemes = missingSchemes(authorization, options);
  if (schemes) {
    const headers = schemes.map((scheme): [string, string] => ['Proxy-Authenticate', scheme]);
    return { status: 407, reason: 'Proxy Authentication Required', headers };
  }
  const { blocked = [], allowed } = options;
  if (isListed(host, blocked) || (allowed && !isListed(host, allowed))) {
    const headers: [string, string][] = [['X-Squid-Error', 'ERR_ACCESS_DENIED 0']];
    return { status: 403, reason: 'Forbidden', headers };
  }
  return typeof options.answer === 'number' ? gatewayError(options.answer) : undefined;
}

/** The schemes to offer to someone who has not shown a right password. */
function missingSchemes(header: string | undefined, { auth }: ProxyOptions): string[] | undefined {
  if (!auth || auth.kind === 'none') return undefined;
  if (auth.kind === 'unsupported') return auth.schemes ?? ['Negotiate', 'NTLM'];
  const credentials = basicCredentials(header);
  return credentials && isKnown(auth.users, credentials) ? undefined : ['Basic realm="proxy"'];
}

const REASONS = {
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
} as const;

export const gatewayError = (status: keyof typeof REASONS): Refusal => ({
  status,
  reason: REASONS[status],
  headers: [],
});

/** The page that comes with a refusal. */
export const pageOf = ({ status, reason }: Refusal) =>
  `<!DOCTYPE html><html><body><h1>${status} ${reason}</h1><p>world proxy</p></body></html>\n`;
