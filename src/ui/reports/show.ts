import { X509Certificate } from 'node:crypto';
import type { ShowDocument } from '../../domain/documents.ts';
import { printableLine } from '../text/printable.ts';
import { paint, type Style } from '../text/style.ts';
import { table } from '../text/table.ts';
import { wrap } from '../text/wrap.ts';
import type { Words } from '../words/index.ts';
import { originText } from './origin.ts';

type SettingDocument = ShowDocument['settings'][number];

/** For people: each value with the place it stands, and below, what is not as it seems. */
export function showPage({ settings, problems }: ShowDocument, style: Style, words: Words): string {
  if (settings.length + problems.length === 0) {
    return `${wrap(words.show.nothing, style.columns).join('\n')}\n`;
  }
  const { titles } = words.show;
  const columns = [
    { title: titles.key, cell: ({ key }: SettingDocument) => printableLine(key) },
    {
      title: titles.value,
      cell: ({ value, origin, state }: SettingDocument) =>
        `${valueText(value)}\n${printableLine(originText(origin, words))}, ${words.show.states[state]}`,
    },
  ];
  const [head = '', ...rows] = table(columns, settings, style.columns);
  const notes = settings.flatMap((setting) => notesOn(setting, words));
  const lines = [
    paint(style, 'bold', head),
    ...rows,
    ...(notes.length > 0 ? ['', ...notes.flatMap((note) => wrap(note, style.columns))] : []),
    ...problems.flatMap((problem) => problemLines(problem, style, words)),
  ];
  return `${lines.join('\n')}\n`;
}

/** What a row cannot show: the places it overrules, and what the running engine has instead. */
function notesOn(setting: SettingDocument, words: Words): string[] {
  const shadows = setting.shadows.map((origin) => originText(origin, words));
  const differs = setting.state === 'not reloaded' || setting.state === 'needs restart';
  return [
    ...(shadows.length > 0 ? [words.show.shadows(setting.key, shadows)] : []),
    ...(setting.conflict && shadows.length > 0 ? [words.show.conflict(setting.key)] : []),
    ...(differs && setting.running !== null
      ? [words.show.runs(setting.key, valueText(setting.running))]
      : []),
  ].map(printableLine);
}

/** The place as editors take it, and of a broken file the lines with a caret as they are. */
function problemLines(
  { path, line, column, text }: ShowDocument['problems'][number],
  style: Style,
  words: Words,
): readonly string[] {
  const place = [path, ...(line === null ? [] : [line]), ...(column === null ? [] : [column])];
  const [first = '', ...excerpt] = text.split('\n');
  // a sentence about a whole file names it itself
  const where = first.startsWith(path) ? '' : `${place.join(':')}${words.common.colon}`;
  const said = `${words.show.stops} ${where}${first}`;
  return ['', ...wrap(printableLine(said), style.columns), ...excerpt.map(printableLine)];
}

/** A list as its items, certificates by their names, anything else as JSON. */
function valueText(value: unknown): string {
  if (typeof value === 'string') return certificateText(value) ?? printableLine(value);
  if (Array.isArray(value)) return value.map(valueText).join(' ');
  return printableLine(JSON.stringify(value ?? null));
}

/** Whom a PEM text certifies, and until when; null for any other text. */
function certificateText(text: string): string | null {
  const blocks = text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  const names = blocks.flatMap((block) => {
    try {
      const { subject, validTo } = new X509Certificate(block);
      return [`${subject.replaceAll('\n', ', ')} (${validTo.replace(/ +/g, ' ')})`];
    } catch {
      return [];
    }
  });
  return names.length === 0 ? null : printableLine(names.join('; '));
}
