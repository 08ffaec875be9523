import { plain, widthOf, widthOfCharacter } from './width.ts';

/** Chinese punctuation that may not begin a line (JLREQ and CLREQ: line-start prohibition). */
const notAtStart = /^[、。，．：；？！）】》」』〉”’…—～]/u;

/**
 * Breaks a text into lines no wider than the given columns: at spaces, and between Chinese
 * characters. A word that is wider than a line (a URL, a path) stays whole, so that it can be
 * copied. Line breaks in the text are kept.
 */
export function wrap(text: string, columns: number): string[] {
  return text.split('\n').flatMap((paragraph) => wrapParagraph(paragraph, Math.max(8, columns)));
}

/** Wraps, and puts a prefix before the first line and spaces of its width before the others. */
export function hang(prefix: string, text: string, columns: number): string[] {
  const indent = ' '.repeat(widthOf(prefix));
  const lines = wrap(text, columns - indent.length);
  return lines.map((line, index) => (index === 0 ? prefix : indent) + line);
}

function wrapParagraph(paragraph: string, columns: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of pieces(paragraph)) {
    if (line !== '' && widthOf(line) + widthOf(piece.trimEnd()) > columns) {
      lines.push(line.trimEnd());
      line = '';
    }
    line += line === '' ? piece.trimStart() : piece;
  }
  return [...lines, line.trimEnd()];
}

/** The smallest parts between which a line may break, each with the space that follows it. */
function pieces(paragraph: string): string[] {
  const found: string[] = [];
  for (const word of paragraph.match(/^\s+|\S+\s*/gu) ?? []) {
    if (plain.test(word)) {
      found.push(word);
      continue;
    }
    let piece = '';
    for (const character of word) {
      const breaks = piece !== '' && (isWide(character) || isWide(lastOf(piece)));
      if (breaks && character.trim() !== '' && !notAtStart.test(character)) {
        found.push(piece);
        piece = '';
      }
      piece += character;
    }
    found.push(piece);
  }
  return found;
}

function isWide(character: string): boolean {
  return widthOfCharacter(character) === 2;
}

function lastOf(text: string): string {
  return Array.from(text).at(-1) ?? '';
}
