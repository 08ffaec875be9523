/**
 * A password or token on its way from where it was read to where the engine wants it. Every
 * accidental way out (template, JSON, console, inspect) yields a mask; only `reveal` does not.
 */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  /** The text itself: only for the bytes of a root-only file or the header it belongs in. */
  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return mask;
  }

  toJSON(): string {
    return mask;
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return mask;
  }
}

/** What stands where a secret was. The engine itself prints this for masked proxy URLs. */
export const mask = 'xxxxx';
