/** Reads a Basic Authorization (or Proxy-Authorization) header. */
export function basicCredentials(header: string | undefined): Credentials | undefined {
  const encoded = /^basic +([\w+/=-]+)$/i.exec(header ?? '')?.[1];
  if (!encoded) return undefined;
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  return colon < 0 ? undefined : { user: text.slice(0, colon), password: text.slice(colon + 1) };
}

export interface Credentials {
  user: string;
  password: string;
}

/** Whether the password is that user's. */
export const isKnown = (users: Record<string, string>, { user, password }: Credentials) =>
  Object.hasOwn(users, user) && users[user] === password;
