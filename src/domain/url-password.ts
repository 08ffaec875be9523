/**
 * The password in a text that is one URL, as people write it: everything up to the last `@`, for
 * whoever forgot to encode a space, a slash or another `@` wrote it there nevertheless. The scheme
 * may be missing. A port before a path (`https://reg:5000/x@sha256:…`) is no password.
 * @returns what stands there, nothing decoded; null where there is none
 */
export function passwordIn(url: string): string | null {
  return pattern.exec(url)?.[2] ?? null;
}

/** The same URL with something else in the password's place. */
export function withPassword(url: string, instead: string): string {
  return url.replace(pattern, (_all, head: string) => `${head}${instead}@`);
}

const pattern =
  /^((?:[A-Za-z][A-Za-z0-9+.-]*:\/\/[^\s/?#@:[]*:|[^\s/?#@:[]*:(?!\/\/))(?!\d+[/?#]))([\s\S]+)@/;
