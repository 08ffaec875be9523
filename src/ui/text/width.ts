/** Characters that a terminal draws two columns wide (Unicode UAX 11: W and F). */
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1f64f}\u{1f900}-\u{1f9ff}\u{20000}-\u{3fffd}]/u;
/** Basic Latin: one column each, and most of what is ever written. */
export const plain = /^[ -~]*$/;

/** Columns that a text without control characters takes on a terminal. */
export function widthOf(text: string): number {
  if (plain.test(text)) return text.length;
  let width = 0;
  for (const character of text) width += widthOfCharacter(character);
  return width;
}

/** Columns of one code point: 0, 1 or 2. */
export function widthOfCharacter(character: string): 0 | 1 | 2 {
  if (character <= '\u02ff') return 1;
  if (takesNoColumn(character)) return 0;
  return wide.test(character) ? 2 : 1;
}

/** Combining marks and joiners. The set is made at first use: most texts have no need of it. */
function takesNoColumn(character: string): boolean {
  return /[\p{M}\u200b-\u200d\ufeff]/u.test(character);
}

/** The text, followed by as many spaces as it lacks to the given width. */
export function padTo(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - widthOf(text)));
}
