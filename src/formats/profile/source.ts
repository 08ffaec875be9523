import JSON5 from 'json5';
import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import type { Said } from '../../domain/said.ts';
import { type Place, placeAt } from '../text.ts';
import { words } from '../words.ts';
import { json5Places, pathKey } from './json5-places.ts';

/** A profile's text as data, with the place of everything in it. */
export interface ProfileSource {
  readonly name: string;
  readonly data: unknown;
  /** of the deepest part of a path that stands in the text */
  placeOf(path: readonly (string | number)[]): Place;
}

/** Something wrong with a profile, at its place. */
export interface ProfileProblem {
  readonly place: Place;
  readonly said: Said;
}

export type ReadSource =
  | { readonly kind: 'source'; readonly source: ProfileSource }
  | { readonly kind: 'problems'; readonly problems: readonly ProfileProblem[] };

/**
 * Reads a profile's text: by its name's ending, else (standard input, an unknown ending) as JSON5
 * where it begins with a brace and as YAML where it does not.
 */
export function readSource(text: string, name: string): ReadSource {
  const bare = text.replace(/^\ufeff/, '');
  if (/\.ya?ml$/i.test(name)) return readYaml(bare, name);
  if (/\.json5?$/i.test(name)) return readJson5(bare, name);
  return /^(?:\s|\/\/.*|\/\*[\s\S]*?\*\/)*\{/.test(bare)
    ? readJson5(bare, name)
    : readYaml(bare, name);
}

function readJson5(text: string, name: string): ReadSource {
  if (text.trim() === '')
    return {
      kind: 'source',
      source: source(name, {}, { offsets: new Map(), placeAt: () => start }),
    };
  try {
    const data = plainJson(text) ?? JSON5.parse(text);
    const { offsets, duplicates } = json5Places(text);
    const at = (offset: number) => placeAt(text, offset);
    if (duplicates.length === 0)
      return { kind: 'source', source: source(name, data, { offsets, placeAt: at }) };
    const problems = duplicates.map(({ path, offset }) => {
      return { place: at(offset), said: words.duplicateKey(path.join('.')) };
    });
    return { kind: 'problems', problems };
  } catch (thrown) {
    if (!(thrown instanceof SyntaxError)) throw thrown;
    return { kind: 'problems', problems: [json5Problem(thrown)] };
  }
}

/** Most profiles are plain JSON, which Node reads at once. Undefined for what is not. */
function plainJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** `JSON5: invalid character 'x' at 3:5` */
function json5Problem(error: SyntaxError): ProfileProblem {
  const [, text = error.message, line, column] =
    /^JSON5: (.*?)(?: at (\d+):(\d+))?$/s.exec(error.message) ?? [];
  const place = { line: Number(line ?? 1), column: Number(column ?? 1) };
  return { place, said: words.notJson5(text) };
}

function readYaml(text: string, name: string): ReadSource {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const problems = document.errors.map((error) => {
    return { place: yamlPlace(lines, error.pos[0]), said: words.notYaml(error.message) };
  });
  if (problems.length > 0) return { kind: 'problems', problems };
  const offsets = new Map<string, number>();
  if (document.contents)
    collect(document.contents, [], (path, offset) => offsets.set(pathKey(path), offset));
  try {
    const data: unknown = document.toJS({ maxAliasCount: mostAliases });
    return {
      kind: 'source',
      source: source(name, data ?? {}, { offsets, placeAt: (offset) => yamlPlace(lines, offset) }),
    };
  } catch (thrown) {
    if (!(thrown instanceof ReferenceError)) throw thrown;
    return {
      kind: 'problems',
      problems: [{ place: start, said: words.notYaml(thrown.message) }],
    };
  }
}

/** A profile repeats little; more than this is an attempt to exhaust memory. */
const mostAliases = 100;

function collect(
  node: Node,
  path: readonly string[],
  note: (path: readonly string[], offset: number) => void,
): void {
  if (isMap<Node, Node | null>(node)) {
    for (const { key, value } of node.items) {
      const here = [...path, isScalar(key) ? String(key.value) : ''];
      note(here, key.range?.[0] ?? 0);
      if (value) collect(value, here, note);
    }
  } else if (isSeq<Node>(node)) {
    for (const [index, item] of node.items.entries()) {
      const here = [...path, String(index)];
      note(here, item.range?.[0] ?? 0);
      collect(item, here, note);
    }
  }
}

function yamlPlace(lines: LineCounter, offset: number): Place {
  const { line, col } = lines.linePos(offset);
  return { line: Math.max(1, line), column: Math.max(1, col) };
}

/** Where things stand in a text. Lines are only counted for what is said. */
interface Places {
  /** by pathKey */
  readonly offsets: ReadonlyMap<string, number>;
  placeAt(offset: number): Place;
}

function source(name: string, data: unknown, { offsets, placeAt }: Places): ProfileSource {
  return {
    name,
    data,
    placeOf: (path) => {
      for (let length = path.length; length > 0; length -= 1) {
        const offset = offsets.get(pathKey(path.slice(0, length)));
        if (offset !== undefined) return placeAt(offset);
      }
      return start;
    },
  };
}

const start: Place = { line: 1, column: 1 };
