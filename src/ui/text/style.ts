import { styleText } from 'node:util';

/** How much a stream can show. Nothing is ever said by colour or by a glyph alone. */
export interface Style {
  readonly columns: number;
  readonly color: boolean;
  /** whether characters beyond ASCII (lines of a tree, bars) can be shown */
  readonly unicode: boolean;
}

export type Paint = 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'cyan';

/** The text in a colour or weight, or as it is where the stream has none. */
export function paint(style: Style, how: Paint, text: string): string {
  return style.color ? styleText(how, text, { validateStream: false }) : text;
}

/** The lines of a tree. */
export function branches(style: Style): {
  readonly tee: string;
  readonly end: string;
  readonly bar: string;
  readonly none: string;
} {
  return style.unicode
    ? { tee: '├─ ', end: '└─ ', bar: '│  ', none: '   ' }
    : { tee: '|- ', end: '`- ', bar: '|  ', none: '   ' };
}
