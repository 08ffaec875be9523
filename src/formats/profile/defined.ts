/** Without the members that are undefined: absent means "leave alone". */
export function defined<T extends object>(members: { [K in keyof T]?: T[K] | undefined }): T {
  return Object.fromEntries(
    Object.entries(members).filter(([, value]) => value !== undefined),
  ) as T;
}
