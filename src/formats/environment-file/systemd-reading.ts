/** One assignment as a reader of the file takes it. */
export interface Reading {
  readonly name: string;
  readonly value: string;
  /** offset of the name */
  readonly keyStart: number;
  /** offsets of the value as it is written, quotes included */
  readonly start: number;
  readonly end: number;
  /** for each character of `value` its offset in the text */
  readonly offsets: readonly number[];
}

/**
 * Reads an environment file character by character as systemd does: no `export`, no expansion,
 * quotes over several lines, `\` before a line end joins lines.
 * Names are returned as they stand; `export X` is one that systemd then refuses.
 * Source: systemd src/basic/env-file.c (parse_env_file_internal), from version 254 on; earlier
 * ones let a comment that ends in `\` swallow the next line too.
 */
export function systemdReadings(text: string): Reading[] {
  const machine = new Machine(text);
  for (let at = 0; at < text.length; at += 1) machine.feed(text[at] ?? '', at);
  machine.finish();
  return machine.readings;
}

type State =
  | 'pre-key'
  | 'key'
  | 'pre-value'
  | 'value'
  | 'value-escape'
  | 'single'
  | 'double'
  | 'double-escape'
  | 'comment'
  | 'comment-escape';

class Machine {
  readonly readings: Reading[] = [];
  readonly #text: string;
  #state: State = 'pre-key';
  #key = '';
  #keyStart = 0;
  #start = 0;
  #value: string[] = [];
  #offsets: number[] = [];
  /** length of the value up to its trailing white space, which is cut off when unquoted */
  #solid = 0;

  constructor(text: string) {
    this.#text = text;
  }

  feed(c: string, at: number): void {
    this.#state = steps[this.#state](this, c, at);
  }

  finish(): void {
    if (!['pre-key', 'key', 'comment', 'comment-escape'].includes(this.#state)) {
      this.push(this.#text.length);
    }
  }

  beginKey(c: string, at: number): void {
    this.#key = c;
    this.#keyStart = at;
  }

  addToKey(c: string): void {
    this.#key += c;
  }

  beginValue(at: number): void {
    this.#start = at;
    this.#value = [];
    this.#offsets = [];
    this.#solid = 0;
  }

  /** `soft` characters are white space that only counts when more follows. */
  add(c: string, at: number, soft = false): void {
    this.#value.push(c);
    this.#offsets.push(at);
    if (!soft) this.#solid = this.#value.length;
  }

  /** An escape, even one of a line end, protects the white space before it. */
  protect(): void {
    this.#solid = this.#value.length;
  }

  push(end: number): void {
    const offsets = this.#offsets.slice(0, this.#solid);
    const raw = this.#text.slice(this.#start, end);
    const lead = /^[ \t]*/.exec(raw)?.[0].length ?? 0;
    const start = raw.trim() === '' ? this.#start : this.#start + lead;
    this.readings.push({
      name: this.#key.trimEnd(),
      value: this.#value.slice(0, this.#solid).join(''),
      keyStart: this.#keyStart,
      start,
      end: raw.trim() === '' ? start : start + raw.slice(lead).trimEnd().length,
      offsets,
    });
  }
}

type Step = (machine: Machine, c: string, at: number) => State;

const steps: { readonly [S in State]: Step } = {
  'pre-key': (machine, c, at) => {
    if (c === '#' || c === ';') return 'comment';
    if (isSpace(c)) return 'pre-key';
    machine.beginKey(c, at);
    return 'key';
  },
  key: (machine, c, at) => {
    if (isNewline(c)) return 'pre-key';
    if (c !== '=') {
      machine.addToKey(c);
      return 'key';
    }
    machine.beginValue(at + 1);
    return 'pre-value';
  },
  'pre-value': (machine, c, at) => {
    if (isNewline(c)) return ended(machine, at);
    if (c === "'") return 'single';
    if (c === '"') return 'double';
    if (c === '\\') return 'value-escape';
    if (isSpace(c)) return 'pre-value';
    machine.add(c, at);
    return 'value';
  },
  value: (machine, c, at) => {
    if (isNewline(c)) return ended(machine, at);
    if (c === '\\') {
      machine.protect();
      return 'value-escape';
    }
    machine.add(c, at, isSpace(c));
    return 'value';
  },
  'value-escape': (machine, c, at) => {
    if (!isNewline(c)) machine.add(c, at);
    return 'value';
  },
  single: (machine, c, at) => {
    if (c === "'") return 'pre-value';
    machine.add(c, at);
    return 'single';
  },
  double: (machine, c, at) => {
    if (c === '"') return 'pre-value';
    if (c === '\\') return 'double-escape';
    machine.add(c, at);
    return 'double';
  },
  'double-escape': (machine, c, at) => {
    if ('"\\`$'.includes(c)) machine.add(c, at);
    else if (c !== '\n') {
      machine.add('\\', at - 1);
      machine.add(c, at);
    }
    return 'double';
  },
  comment: (_, c) => {
    if (c === '\\') return 'comment-escape';
    return isNewline(c) ? 'pre-key' : 'comment';
  },
  'comment-escape': (_, c) => (isNewline(c) ? 'pre-key' : 'comment'),
};

function ended(machine: Machine, at: number): State {
  machine.push(at);
  return 'pre-key';
}

function isNewline(c: string): boolean {
  return c === '\n' || c === '\r';
}

function isSpace(c: string): boolean {
  return c === ' ' || c === '\t' || isNewline(c);
}
