/** Levels that are taken apart: far more than any key of the engine has, and than a profile may have. */
export const levelsRead = 100;

/**
 * The lists and objects that lie deeper than that, outermost ones only, in the order of the text.
 * @param text JSON as `scanGoValue` accepts it
 */
export function deepValues(text: string): readonly { start: number; end: number }[] {
  const brackets = text.match(/[[{]/g)?.length ?? 0;
  return brackets <= levelsRead ? [] : outermost(text);
}

function outermost(text: string): readonly { start: number; end: number }[] {
  const found: { start: number; end: number }[] = [];
  let depth = 0;
  let start = 0;
  for (const { 0: token, index } of text.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{}]/g)) {
    if (token === '[' || token === '{') {
      depth += 1;
      if (depth === levelsRead + 1) start = index;
    } else if (token === ']' || token === '}') {
      if (depth === levelsRead + 1) found.push({ start, end: index + 1 });
      depth -= 1;
    }
  }
  return found;
}
