import type { Outcome } from '../domain/outcome.ts';
import type { HttpAnswer, HttpRequest } from '../ports/registry.ts';

export interface Asked {
  readonly answer: HttpAnswer;
  /** the URL asked for, unmasked: for evidence it goes through maskQuery */
  readonly url: string;
  readonly at: number;
}

/**
 * Sends one request to a URL over whatever hop leads there. Given by the walk; probes know
 * nothing of connections.
 */
export type Ask = (
  url: string,
  request: Pick<HttpRequest, 'method' | 'headers' | 'maxBody'> & { readonly body?: string },
) => Promise<Outcome<Asked>>;

/**
 * Scheme and authority of a URL as they are written: an engine says `R1.lab` and `r1.lab:443` in
 * its Host header, where a parsed URL has `r1.lab`.
 */
export function originOf(url: string): string {
  return /^[^/?#]*\/\/[^/?#]*/.exec(url)?.[0] ?? url;
}

/** Turns a seen answer into evidence and leaves trouble as it is. */
export function seenAs<T>(outcome: Outcome<Asked>, read: (asked: Asked) => T): Outcome<T> {
  return outcome.kind === 'saw' ? { ...outcome, data: read(outcome.data) } : outcome;
}
