import { redact } from '../domain/redact.ts';
import { mask } from '../domain/secret.ts';
import { linesOf, placeAt } from './text.ts';

/** Widest piece of a line an excerpt shows; the rest of a minified file helps nobody. */
const widest = 72;

/**
 * The line of an offset and the one before it, with a caret under the offset. Passwords in URLs
 * and values of keys that name a secret are masked; other control characters show as `·`.
 */
export function excerptAt(text: string, offset: number): string {
  const { line, column } = placeAt(text, offset);
  const lines = linesOf(text);
  const shown: string[] = [];
  const width = String(line).length;
  const before = lines[line - 2]?.text;
  if (before !== undefined && before.trim() !== '') {
    shown.push(gutter(String(line - 1), width) + clip(maskedLine(before)));
  }
  const current = windowOn(lines[line - 1]?.text ?? '', column);
  shown.push(gutter(String(line), width) + current.text);
  shown.push(`${gutter('', width)}${current.pad}^`);
  return shown.join('\n');
}

/** Masks what may be a secret in one line of configuration, whatever its format. */
function maskedLine(line: string): string {
  return redact(line).replace(secretValue, (_, before: string) => before + mask);
}

/** Options of log drivers and the like: `splunk-token`, `gelf-password`. */
const secretValue =
  /((?:token|password|passwd|secret|authorization)[\w.-]*["']?\s*[:=]\s*["']?)[^"',\s}]+/gi;

function gutter(label: string, width: number): string {
  return `${label.padStart(width + 2)} | `;
}

/** The part of a line around a column, and what has to stand left of the caret. */
function windowOn(line: string, column: number): { text: string; pad: string } {
  const head = maskedLine([...line].slice(0, column - 1).join(''));
  const whole = maskedLine(line);
  const left = whole.startsWith(head) ? [...head] : [...line].slice(0, column - 1).map(() => ' ');
  const fits = [...whole].length <= widest;
  const from = fits ? 0 : Math.max(0, left.length - widest / 2);
  const text = [...whole].slice(from, from + widest).join('');
  return { text: printable(text), pad: left.slice(from).map(blank).join('') };
}

function clip(line: string): string {
  return printable([...line].slice(0, widest).join(''));
}

function printable(text: string): string {
  return [...text].map((one) => (isPrintable(one) ? one : '·')).join('');
}

function isPrintable(character: string): boolean {
  if (character === '\t') return true;
  return !/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u.test(character);
}

/** As wide as the character in a terminal, so that the caret stands below its target. */
function blank(character: string): string {
  if (character === '\t') return '\t';
  return wide.test(character) ? '  ' : ' ';
}

const wide =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;
