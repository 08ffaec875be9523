import { linesOf } from '../text.ts';

/** One `Key=value` of a unit file, continuation lines joined. */
export interface UnitAssignment {
  readonly section: string;
  readonly key: string;
  readonly value: string;
  /** 1-based, of the line it begins on */
  readonly line: number;
  /** offsets of its lines in the text, the last line end included */
  readonly start: number;
  readonly end: number;
  /** for each character of `value` (and its end) the offset in the text */
  readonly offsets: readonly number[];
}

export interface UnitSection {
  readonly name: string;
  readonly line: number;
  readonly start: number;
  /** offset behind its last line that says anything */
  readonly end: number;
}

export interface UnitFault {
  readonly line: number;
  readonly kind: 'no-equals' | 'no-key' | 'bad-section' | 'outside';
}

export interface ParsedUnit {
  readonly text: string;
  readonly sections: readonly UnitSection[];
  readonly assignments: readonly UnitAssignment[];
  /** lines that systemd warns about and ignores */
  readonly faults: readonly UnitFault[];
}

/**
 * Parses the text of a unit or drop-in as systemd does; nothing in it is an error, what systemd
 * ignores comes out in `faults`. Source: systemd src/shared/conf-parser.c (config_parse).
 */
export function parseUnit(text: string): ParsedUnit {
  const sections: UnitSection[] = [];
  const assignments: UnitAssignment[] = [];
  const faults: UnitFault[] = [];
  for (const line of logicalLines(text)) {
    const trimmed = line.text.trim();
    const section = sections.at(-1);
    if (trimmed === '') continue;
    if (trimmed.startsWith('[')) {
      const isWhole = trimmed.endsWith(']');
      if (isWhole) sections.push({ ...place(line), name: trimmed.slice(1, -1) });
      else faults.push({ line: line.line, kind: 'bad-section' });
      continue;
    }
    const assignment = assignmentIn(line, section?.name ?? '');
    if (typeof assignment === 'string') faults.push({ line: line.line, kind: assignment });
    else if (!section) faults.push({ line: line.line, kind: 'outside' });
    else assignments.push(assignment);
    if (section) sections.splice(-1, 1, { ...section, end: line.end });
  }
  return { text, sections, assignments, faults };
}

interface Logical {
  readonly text: string;
  readonly offsets: readonly number[];
  readonly line: number;
  readonly start: number;
  readonly end: number;
}

/** Lines without comments; a backslash at the end of one joins the next with a space. */
function logicalLines(text: string): Logical[] {
  const result: Logical[] = [];
  let open: { text: string; offsets: number[]; line: number; start: number } | null = null;
  let end = 0;
  for (const [at, line] of linesOf(text).entries()) {
    const isComment = /^[ \t]*[#;]/.test(line.text);
    if (isComment) continue;
    const skip = at === 0 && line.text.startsWith('\ufeff') ? 1 : 0;
    open ??= { text: '', offsets: [], line: at + 1, start: line.start };
    open.text += line.text.slice(skip);
    for (let of = skip; of < line.text.length; of += 1) open.offsets.push(line.start + of);
    end = line.start + line.text.length + line.eol.length;
    if (endsInEscape(open.text)) {
      open.text = `${open.text.slice(0, -1)} `;
    } else {
      result.push({ ...open, offsets: [...open.offsets, end - line.eol.length], end });
      open = null;
    }
  }
  if (open) result.push({ ...open, offsets: [...open.offsets, end], end });
  return result;
}

/** An odd number of backslashes at the end; escaped ones before it do not count. */
function endsInEscape(text: string): boolean {
  return (/\\*$/.exec(text)?.[0].length ?? 0) % 2 === 1;
}

function assignmentIn(line: Logical, section: string): UnitAssignment | UnitFault['kind'] {
  const equals = line.text.indexOf('=');
  if (equals < 0) return 'no-equals';
  const key = line.text.slice(0, equals).trim();
  if (key === '') return 'no-key';
  const raw = line.text.slice(equals + 1);
  const value = raw.trim();
  const from = equals + 1 + (value === '' ? raw.length : raw.indexOf(value));
  const offsets = line.offsets.slice(from, from + value.length + 1);
  return { ...place(line), section, key, value, offsets };
}

function place({ line, start, end }: Logical) {
  return { line, start, end };
}
