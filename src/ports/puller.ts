import type { Outcome } from '../domain/outcome.ts';
import type { Secret } from '../domain/secret.ts';
import type { Wait } from './network.ts';

export interface PullOrder {
  /** name without tag and digest, with its domain: `docker.io/library/nginx` */
  readonly name: string;
  /** a tag, or a digest */
  readonly tag: string;
  readonly login: {
    readonly username: string;
    readonly password: Secret;
    /** the password is a refresh token */
    readonly isIdentityToken?: true;
  } | null;
}

/** How a pull ended. */
export interface Pulled {
  /** what a user would be shown; null when it went well */
  readonly error: string | null;
  /** false: the host had everything already, so that little was proved */
  readonly fresh: boolean;
}

/** Has the running engine pull, and listens to what it says. */
export interface Puller {
  pull(socket: string, order: PullOrder, wait: Wait): Promise<Outcome<Pulled>>;
}
