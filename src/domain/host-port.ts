/** The two halves of `host[:port]`, as Go's `net.SplitHostPort` cuts them. */
export interface HostPort {
  /** without brackets */
  readonly host: string;
  readonly port: string;
}

/**
 * Cuts `host:port`, `[v6]:port`; null where Go reports an error (no port, too many colons, stray
 * brackets). Callers then take the whole text as the host, as the engine does.
 * @see golang/go src/net/ipsock.go SplitHostPort
 */
export function splitHostPort(text: string): HostPort | null {
  const bracketed = /^\[([^[\]]*)\]:([^:[\]]*)$/.exec(text);
  if (bracketed) return { host: bracketed[1] ?? '', port: bracketed[2] ?? '' };
  const plain = /^([^:[\]]*):([^:[\]]*)$/.exec(text);
  return plain ? { host: plain[1] ?? '', port: plain[2] ?? '' } : null;
}

/** The host of `host[:port]` without port and brackets; a bare literal IPv6 stays whole. */
export function hostOf(text: string): string {
  const split = splitHostPort(text);
  if (split) return split.host;
  return text.startsWith('[') && text.endsWith(']') ? text.slice(1, -1) : text;
}

/** `host:port` with brackets around a literal IPv6, as `net.JoinHostPort`. */
export function joinHostPort(host: string, port: number | string): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}
