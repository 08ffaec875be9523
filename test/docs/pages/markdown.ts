import type { Language, Said } from '../../../src/domain/said.ts';

/** One page of the documentation that is drawn from the tables in code, in every language. */
export interface GeneratedPage {
  /** below docs/ for English, below docs/zh-CN/ for Chinese */
  readonly path: string;
  text(language: Language): string;
}

/** The same text in both languages' order: English first. */
export const say = (en: string, zh: string): Said => ({ en, 'zh-CN': zh });

/** A table of Markdown; cells are Markdown already. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, head.map(() => '---'), ...rows];
  return lines.map((cells) => `| ${cells.map(cell).join(' | ')} |`).join('\n');
}

/** A bar would end the cell, even inside code. */
function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}

export function code(text: string): string {
  return text.includes('`') ? `\`\` ${text} \`\`` : `\`${text}\``;
}

/**
 * Plain words as Markdown: `<HOST>` would be a tag, and `*` would begin emphasis.
 */
export function plain(text: string): string {
  return text.replace(/[\\*_<>[\]]/g, (found) => `\\${found}`);
}

export function fence(text: string, language = 'text'): string {
  return `\`\`\`${language}\n${text.trimEnd()}\n\`\`\``;
}

export function list(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join('\n');
}

/** Parts with an empty line between them, and a note for whoever would edit the file by hand. */
export function page(parts: readonly string[]): string {
  const note = '<!-- Written by `npm run docs`; edits belong in the tables it is drawn from. -->';
  return `${[note, ...parts.filter((part) => part !== '')].join('\n\n')}\n`;
}
