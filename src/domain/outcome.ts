/**
 * What a probe brings back: what it saw, how it failed, or why it did not look. It holds no
 * judgement; an unknown is a value, so "not checked" can never be read as "fine".
 */
export type Outcome<T> =
  | { readonly kind: 'saw'; readonly data: T; readonly ms: number }
  | {
      readonly kind: 'failed';
      readonly code: string;
      readonly detail: string;
      readonly ms: number;
      /** where the request went, when that was not the endpoint's own URL; masked */
      readonly url?: string;
    }
  | { readonly kind: 'skipped'; readonly because: string };

/** The stages of a hop, in the order in which they happen on the wire. */
export const stages = ['dns', 'tcp', 'proxy', 'tls', 'v2', 'token', 'manifest', 'blob'] as const;
export type Stage = (typeof stages)[number];
