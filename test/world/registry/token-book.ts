import { randomBytes } from 'node:crypto';

/** What a token allows. */
export interface Grant {
  service: string;
  /** `repository:library/hello:pull`, one per action. */
  scopes: string[];
  user: string | null;
  expires: number;
}

/** All tokens of a world: those of its token servers, as its registries know them. */
export interface TokenBook {
  issue(grant: Grant): string;
  find(token: string): Grant | undefined;
  /** A token to renew others with, for this user. */
  issueRefresh(user: string): string;
  userOfRefresh(token: string): string | undefined;
}

/** An empty book. */
export function createTokenBook(): TokenBook {
  const grants = new Map<string, Grant>();
  const renewals = new Map<string, string>();
  const write = <V>(book: Map<string, V>, value: V) => {
    const token = secretLooking();
    book.set(token, value);
    return token;
  };
  return {
    issue: (grant) => write(grants, grant),
    find: (token) => grants.get(token),
    issueRefresh: (user) => write(renewals, user),
    userOfRefresh: (token) => renewals.get(token),
  };
}

/** Shaped like a JWT, so that whatever redacts real tokens is tried on these too. */
function secretLooking(): string {
  const part = (bytes: number) => randomBytes(bytes).toString('base64url');
  return `eyJ${part(24)}.eyJ${part(48)}.${part(32)}`;
}
