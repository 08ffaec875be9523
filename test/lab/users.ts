/** The lab's accounts. None of these passwords opens anything but a lab. */

export type User = { readonly name: string; readonly password: string };

export const users = {
  /** May pull private/… from the Docker Hub look-alike. */
  hub: { name: 'hubber', password: 'hub-pass' },
  /** Known to the proxy on port 3129. */
  proxy: { name: 'user', password: 'password' },
  /** Known there as well; every character of these has to be escaped somewhere on its way. */
  awkwardProxy: { name: 'us@er', password: 'p/w %"#' },
} as const satisfies Record<string, User>;
