/**
 * C0 and C1 controls (Cc), and the marks that reorder text (Bidi_Control, CVE-2021-42574). Line
 * feed is kept. Spelt out, because making the set of a property costs a run 2 ms.
 */
export const unprintable =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  /[\0-\t\v-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/**
 * A text from elsewhere (a server's answer, a file's content) as it may appear on a terminal:
 * control characters, with which it could move the cursor, recolour or hide lines, are spelt out.
 */
export function printable(text: string): string {
  return text.replace(unprintable, spell);
}

/** The same on one line: line feeds are spelt out, too. */
export function printableLine(text: string): string {
  return printable(text).replaceAll('\n', '\\n');
}

/** What `paint` sets and ends a colour with, or a character that has to be spelt out. */
const paintOrUnprintable = new RegExp(`\u001b\\[\\d{1,2}m|${unprintable.source}`, 'gu');

/** The same for a text that has been painted: its colours stay. */
export function printablePainted(text: string): string {
  return text.replace(paintOrUnprintable, (match) => (match.length > 1 ? match : spell(match)));
}

function spell(character: string): string {
  if (character === '\t') return '  ';
  if (character === '\r') return '\\r';
  const code = character.charCodeAt(0).toString(16);
  return code.length <= 2 ? `\\x${code.padStart(2, '0')}` : `\\u${code.padStart(4, '0')}`;
}
