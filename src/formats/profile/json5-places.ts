/** Where each value of a JSON5 text is named, by its path written as `a.b.0`. */
export interface Json5Places {
  /** offset of the key, or of the element; the last of duplicate keys counts */
  readonly offsets: ReadonlyMap<string, number>;
  readonly duplicates: readonly { readonly path: readonly string[]; readonly offset: number }[];
}

/** How a path is written as a key of `offsets`. */
export function pathKey(path: readonly (string | number)[]): string {
  return JSON.stringify(path.map(String));
}

/**
 * Finds the places in a text that JSON5 has accepted; the json5 package itself tells none.
 * Source: the JSON5 specification 1.0.0, 4 to 7.
 */
export function json5Places(text: string): Json5Places {
  const walker = new Walker(text);
  walker.value([]);
  return walker;
}

class Walker implements Json5Places {
  readonly offsets = new Map<string, number>();
  readonly duplicates: { path: readonly string[]; offset: number }[] = [];
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  value(path: readonly string[]): void {
    const token = this.#token();
    if (token === '{') this.#members(path);
    else if (token === '[') this.#elements(path);
  }

  #members(path: readonly string[]): void {
    for (let token = this.#token(); token !== '}' && token !== ''; token = this.#token()) {
      if (token === ',') continue;
      const here = [...path, keyText(token)];
      const offset = this.#at - token.length;
      if (this.offsets.has(pathKey(here))) this.duplicates.push({ path: here, offset });
      this.offsets.set(pathKey(here), offset);
      this.#token();
      this.value(here);
    }
  }

  #elements(path: readonly string[]): void {
    let index = 0;
    for (let next = this.#peek(); next !== ']' && next !== ''; next = this.#peek()) {
      if (next === ',') {
        this.#token();
        continue;
      }
      const here = [...path, String(index)];
      this.offsets.set(pathKey(here), this.#skip());
      this.value(here);
      index += 1;
    }
    this.#token();
  }

  #skip(): number {
    space.lastIndex = this.#at;
    this.#at += space.exec(this.#text)?.[0].length ?? 0;
    return this.#at;
  }

  #token(): string {
    this.#skip();
    piece.lastIndex = this.#at;
    const token = piece.exec(this.#text)?.[0] ?? '';
    this.#at += token.length;
    return token;
  }

  #peek(): string {
    const start = this.#skip();
    const token = this.#token();
    this.#at = start;
    return token;
  }
}

const space = /(?:[\s\ufeff]|\/\/[^\n\r\u2028\u2029]*|\/\*[\s\S]*?\*\/)*/y;
const piece = /"(?:\\[\s\S]|[^"\\])*"|'(?:\\[\s\S]|[^'\\])*'|[{}[\]:,]|[^\s{}[\]:,"'/]+/y;

/** Escapes in a key are rare enough to leave to JSON; what it cannot read stays as written. */
function keyText(token: string): string {
  if (!/^["']/.test(token)) return token;
  const body = token.slice(1, -1);
  if (!body.includes('\\')) return body;
  try {
    return String(JSON.parse(`"${body.replaceAll("\\'", "'")}"`));
  } catch {
    return body;
  }
}
