import { unprintable } from './printable.ts';

/**
 * A document as `--json` prints it. JSON itself escapes only C0 controls; what else a terminal
 * could act on is escaped here, which no reader of JSON can tell from the character itself.
 */
export function jsonText(document: object): string {
  return `${escaped(JSON.stringify(document, null, 2))}\n`;
}

/** The same on one line, for a stream of documents. */
export function jsonLine(document: object): string {
  return `${escaped(JSON.stringify(document))}\n`;
}

function escaped(json: string): string {
  return json.replace(
    unprintable,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
