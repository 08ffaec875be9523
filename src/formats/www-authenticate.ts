/** One challenge of a 401 answer. */
export interface Challenge {
  /** lower case: `bearer`, `basic`, `negotiate`, … */
  readonly scheme: string;
  /** by lower-case name; the last of doubled ones counts */
  readonly parameters: ReadonlyMap<string, string>;
}

/** Longer headers, or more of them, are nothing a registry sends; they are cut. */
const longestHeader = 8192;
const mostHeaders = 16;

/**
 * Parses WWW-Authenticate as the engine does: one challenge to a header line, unparsable rests
 * dropped, so that a probe sees exactly the realm the engine would ask. An empty value, which is
 * what a quote without end comes to, is the last one read.
 * Source: distribution registry/client/auth/challenge/authchallenge.go (parseValueAndParams).
 */
export function parseChallenges(headers: readonly string[]): Challenge[] {
  return headers.slice(0, mostHeaders).flatMap((header) => {
    const challenge = parseChallenge(header.slice(0, longestHeader));
    return challenge ? [challenge] : [];
  });
}

function parseChallenge(header: string): Challenge | null {
  const scheme = token(header);
  if (scheme === '') return null;
  const parameters = new Map<string, string>();
  let rest = `,${skipSpace(header.slice(scheme.length))}`;
  while (rest.startsWith(',')) {
    const start = skipSpace(rest.slice(1));
    const key = token(start);
    if (key === '' || start[key.length] !== '=') break;
    const read = tokenOrQuoted(start.slice(key.length + 1));
    parameters.set(key.toLowerCase(), read.value);
    if (read.value === '') break;
    rest = skipSpace(read.rest);
  }
  return { scheme: scheme.toLowerCase(), parameters };
}

/** RFC 2616's token: no control characters, no separators. */
function token(text: string): string {
  return /^[!#$%&'*+.^`|~\w-]*/.exec(text)?.[0] ?? '';
}

function tokenOrQuoted(text: string): { value: string; rest: string } {
  if (!text.startsWith('"')) {
    const value = token(text);
    return { value, rest: text.slice(value.length) };
  }
  const quoted = /^"((?:[^"\\]|\\[\s\S])*)"/.exec(text);
  if (!quoted) return { value: '', rest: '' };
  const value = (quoted[1] ?? '').replace(/\\([\s\S])/g, '$1');
  return { value, rest: text.slice(quoted[0].length) };
}

function skipSpace(text: string): string {
  return text.replace(/^[ \t\r\n]+/, '');
}
