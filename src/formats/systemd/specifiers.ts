/** What systemd makes of the `%` in a value. */
export type Resolved =
  | { readonly kind: 'text'; readonly text: string; readonly altered: readonly string[] }
  /** an unknown specifier: systemd drops the whole assignment */
  | { readonly kind: 'dropped'; readonly specifier: string };

/**
 * Resolves `%` specifiers for a unit. Those that depend on the host stay in the text and are named
 * in `altered`, as are those resolved: in a proxy URL none of them was meant.
 * Source: systemd src/shared/specifier.c (an unknown letter or digit: EBADSLT, and load-fragment.c
 * then ignores the assignment; measured on 252, 257 and 262), src/core/unit-printf.c (the table).
 */
export function resolveSpecifiers(text: string, unitName: string): Resolved {
  const altered: string[] = [];
  let dropped: string | null = null;
  const result = text.replace(/%([%0-9A-Za-z])/g, (specifier, letter: string) => {
    if (letter === '%') return '%';
    const value = known(unitName).get(letter);
    if (value === undefined) dropped ??= specifier;
    else altered.push(specifier);
    return value ?? specifier;
  });
  if (dropped !== null) return { kind: 'dropped', specifier: dropped };
  return { kind: 'text', text: result, altered };
}

/** Writes a text so that systemd reads every `%` of it as one. */
export function escapeSpecifiers(text: string): string {
  return text.replaceAll('%', '%%');
}

function known(unitName: string): ReadonlyMap<string, string | null> {
  const stem = unitName.replace(/\.[^.]*$/, '');
  const [prefix = stem, instance = ''] = stem.split('@');
  return new Map<string, string | null>([
    ...[...hostDependent].map((letter) => [letter, null] as const),
    ['n', unitName],
    ['N', stem],
    ['p', prefix],
    ['P', prefix],
    ['i', instance],
    ['I', instance],
    ['j', prefix.split('-').at(-1) ?? prefix],
    ['J', prefix.split('-').at(-1) ?? prefix],
    ['t', '/run'],
    ['S', '/var/lib'],
    ['C', '/var/cache'],
    ['L', '/var/log'],
    ['E', '/etc'],
    ['T', '/tmp'],
    ['V', '/var/tmp'],
  ]);
}

/** Host name, machine id, user, architecture, … */
const hostDependent = 'aAbBcdDfgGhHlmMoqrRsuUvwWyY';
