/** Access logs: who asked which service for what. Proofs of a pull's route rest on these. */

import type { IncomingMessage } from 'node:http';

export type Request = {
  readonly time: Date;
  readonly client: string;
  readonly user: string | null;
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly bytes: number;
  readonly agent: string;
};

// Apache's combined form; docker-registry, the token server and squid all write it here.
const combined =
  /^(?<client>\S+) \S+ (?<user>\S+) \[(?<time>[^\]]+)\] "(?<method>\S+) (?<path>\S+) [^"]*" (?<status>\d+) (?<bytes>\d+|-) "(?<referrer>[^"]*)" "(?<agent>[^"]*)"/;

/** The requests in a log, oldest first; every other line of it is passed over. */
export function parseRequests(log: string): Request[] {
  return log.split('\n').flatMap((line) => {
    const found = combined.exec(line)?.groups;
    return found ? [requestOf(found)] : [];
  });
}

function requestOf(found: Record<string, string>): Request {
  const { client = '', user = '-', method = '', path = '', agent = '' } = found;
  return {
    time: parseTime(found.time ?? ''),
    client,
    user: user === '-' ? null : user,
    method,
    path,
    status: Number(found.status),
    bytes: Number(found.bytes) || 0,
    agent,
  };
}

/** 20/Nov/2026:16:30:00 +0000 */
function parseTime(text: string): Date {
  const [day, month, year, ...clock] = text.split(/[/:\s]/);
  return new Date(`${day} ${month} ${year} ${clock.slice(0, 3).join(':')} ${clock[3] ?? '+0000'}`);
}

/** Writes such a line for a server of our own; its standard output is its log. */
export function logRequest(
  { socket, method, url, headers }: IncomingMessage,
  { user, status, bytes }: Pick<Request, 'user' | 'status' | 'bytes'>,
): void {
  const [day, month, year, clock] = new Date().toUTCString().slice(5).split(' ');
  const time = `${day}/${month}/${year}:${clock} +0000`;
  const request = `"${method} ${url} HTTP/1.1" ${status} ${bytes}`;
  const agent = headers['user-agent'] ?? '';
  const who = `${socket.remoteAddress} - ${user ?? '-'}`;
  process.stdout.write(`${who} [${time}] ${request} "-" "${agent}"\n`);
}

export type Query = { readonly client: string; readonly type: string; readonly name: string };

/** The questions the name server was asked. */
export function parseQueries(log: string): Query[] {
  const asked = /query\[(?<type>\w+)\] (?<name>\S+) from (?<client>\S+)/g;
  return Array.from(log.matchAll(asked), ({ groups }) => ({
    client: groups?.client ?? '',
    type: groups?.type ?? '',
    name: groups?.name ?? '',
  }));
}
