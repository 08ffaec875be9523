import type { Outcome } from '../domain/outcome.ts';
import type { Wait, Wire } from './network.ts';

export interface HttpRequest {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'DELETE';
  /** scheme and authority, for the Host header: `https://harbor.example:8443` */
  readonly origin: string;
  /** path and query; through a plain HTTP proxy the absolute URL */
  readonly target: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string | null;
  /** bytes of the answer's body that are kept; what comes after is cut off */
  readonly maxBody: number;
}

export interface HttpAnswer {
  readonly status: number;
  /** names in lower case; one entry per line on the wire */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Uint8Array;
  readonly truncated: boolean;
}

/** One HTTP/1.1 exchange over a wire that is already open; bodies are never decompressed. */
export interface Registry {
  exchange(wire: Wire, request: HttpRequest, wait: Wait): Promise<Outcome<HttpAnswer>>;
}
