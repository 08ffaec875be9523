import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../../src/domain/json.ts';
import { spliceJson } from '../../../src/formats/json/splice.ts';
import { asGoReads, isObject, jsonTree, sameJson } from '../../../src/formats/json/tree.ts';

describe('spliceJson', () => {
  it('adds a member in the style of its neighbours', () => {
    const edit = { path: ['debug'], value: true };
    expect(spliceJson('{\n\t"mtu": 1400\n}', edit)).toBe('{\n\t"mtu": 1400,\n\t"debug": true\n}');
    expect(spliceJson('{"mtu":1400}', edit)).toBe('{"mtu":1400,"debug":true}');
    expect(spliceJson('{"mtu": 1400}', edit)).toBe('{"mtu": 1400, "debug": true}');
    expect(spliceJson('{ "a" : 1\n, "b" : 2 }', edit)).toBe(
      '{ "a" : 1\n, "b" : 2\n, "debug": true }',
    );
    expect(spliceJson('{}', edit)).toBe('{\n  "debug": true\n}');
    expect(spliceJson('{\r\n}', edit)).toBe('{\r\n  "debug": true\r\n}');
    expect(spliceJson('null', edit)).toBe('{\n  "debug": true\n}');
  });

  it('does not copy blank lines along with a separator', () => {
    expect(spliceJson('{\n  "a": 1,\n\n  "b": 2\n}', { path: ['c'], value: 3 })).toBe(
      '{\n  "a": 1,\n\n  "b": 2,\n  "c": 3\n}',
    );
  });

  it('removes a member with the comma that belongs to it', () => {
    const text = '{\n  "a": 1,\n  "b": 2,\n  "c": 3\n}\n';
    const without = (key: string) => spliceJson(text, { path: [key], value: undefined });
    expect(without('a')).toBe('{\n  "b": 2,\n  "c": 3\n}\n');
    expect(without('b')).toBe('{\n  "a": 1,\n  "c": 3\n}\n');
    expect(without('c')).toBe('{\n  "a": 1,\n  "b": 2\n}\n');
    expect(spliceJson('{\n  "a": 1\n}\n', { path: ['a'], value: undefined })).toBe('{}\n');
  });

  it('changes a list element by element', () => {
    const tall = '{\n  "m": [\n    "a",\n    "b"\n  ]\n}';
    expect(spliceJson(tall, { path: ['m'], value: ['a', 'b', 'c'] })).toBe(
      '{\n  "m": [\n    "a",\n    "b",\n    "c"\n  ]\n}',
    );
    expect(spliceJson(tall, { path: ['m'], value: ['b'] })).toBe('{\n  "m": [\n    "b"\n  ]\n}');
    const aligned = '{ "m": ["a" , "b",    "c"] }';
    expect(spliceJson(aligned, { path: ['m'], value: ['a', 'x', 'c'] })).toBe(
      '{ "m": ["a" , "x" , "c"] }',
    );
    expect(spliceJson(tall, { path: ['m'], value: [] })).toBe('{\n  "m": []\n}');
  });

  it('writes a new list as the lists of the file are written', () => {
    const mirrors = { path: ['m'], value: ['x', 'y'] };
    expect(spliceJson('{\n  "dns": ["1.1.1.1"]\n}', mirrors)).toContain('"m": ["x", "y"]');
    expect(spliceJson('{\n  "dns": [\n    "1.1.1.1"\n  ]\n}', mirrors)).toContain(
      '"m": [\n    "x",\n    "y"\n  ]',
    );
  });

  it('sets the duplicate that the engine obeys and removes all of them', () => {
    const text = '{"a":1,"b":2,"a":3}';
    expect(spliceJson(text, { path: ['a'], value: 4 })).toBe('{"a":1,"b":2,"a":4}');
    expect(spliceJson(text, { path: ['a'], value: undefined })).toBe('{"b":2}');
  });

  it('keeps a number it cannot represent when it does not touch it', () => {
    expect(spliceJson('{"n":12345678901234567890,"a":1}', { path: ['a'], value: 2 })).toBe(
      '{"n":12345678901234567890,"a":2}',
    );
  });

  it('builds the objects on the way to a nested key', () => {
    expect(spliceJson('{\n  "a": 1\n}', { path: ['p', 'q'], value: 'x' })).toBe(
      '{\n  "a": 1,\n  "p": {\n    "q": "x"\n  }\n}',
    );
    expect(spliceJson('{"p": null}', { path: ['p', 'q'], value: 'x' })).toBe('{"p": {"q": "x"}}');
  });

  const key = fc.constantFrom('a', 'b', 'registry-mirrors', 'proxies', '__proto__', 'x y');
  const value = fc.letrec<{ any: Json }>((tie) => ({
    any: fc.oneof(
      { maxDepth: 2 },
      fc.constantFrom<Json>(null, true, 'text', 'ü"\\', 0, 12.5, '', []),
      fc.array(tie('any'), { maxLength: 3 }),
      fc.dictionary(key, tie('any'), { maxKeys: 3 }),
    ),
  })).any;
  const object = fc.dictionary(key, value, { maxKeys: 4 });
  const indent = fc.constantFrom('', '  ', '\t', 4);

  it('makes the text say what was asked, and only that', () => {
    const path = fc.array(key, { minLength: 1, maxLength: 2 });
    fc.assert(
      fc.property(
        object,
        indent,
        path,
        fc.option(value, { nil: undefined }),
        (from, gap, at, to) => {
          const edited = spliceJson(JSON.stringify(from, null, gap), { path: at, value: to });
          expect(JSON.parse(edited)).toEqual(withChange(from, at, to));
        },
      ),
      { numRuns: 1500 },
    );
  });

  it('does nothing when the text already says so', () => {
    fc.assert(
      fc.property(object, indent, (from, gap) => {
        const text = JSON.stringify(from, null, gap);
        for (const [name, now] of Object.entries(from)) {
          expect(spliceJson(text, { path: [name], value: now })).toBe(text);
        }
      }),
    );
  });

  it('touches no byte outside the member it changes', () => {
    fc.assert(
      fc.property(object, indent, value, (from, gap, to) => {
        const text = JSON.stringify({ ...from, target: 'old' }, null, gap);
        const edited = spliceJson(text, { path: ['target'], value: to });
        const before = text.slice(0, text.lastIndexOf('"old"'));
        expect(edited.startsWith(before)).toBe(true);
        expect(edited.endsWith(text.slice(before.length + '"old"'.length))).toBe(true);
      }),
    );
  });

  it('obeys duplicates as Go does', () => {
    const member = fc.tuple(fc.constantFrom('a', 'b'), fc.constantFrom('1', '{"a":1}', '{"b":2}'));
    fc.assert(
      fc.property(
        fc.array(member, { maxLength: 5 }),
        fc.constantFrom<string[]>(['a'], ['b'], ['a', 'a'], ['a', 'b']),
        fc.constantFrom<Json | undefined>(undefined, 7, { b: 9 }),
        (members, path, to) => {
          const text = `{${members.map(([name, one]) => `"${name}":${one}`).join(',')}}`;
          const before = asGoReads(jsonTree(text));
          const edited = spliceJson(text, { path, value: to });
          const after = asGoReads(jsonTree(edited));
          expect(sameJson(after, withChange(before, path, to))).toBe(true);
        },
      ),
      { numRuns: 1500 },
    );
  });
});

function withChange(
  from: Json,
  [key = '', ...rest]: readonly string[],
  to: Json | undefined,
): Json {
  const base = isObject(from) ? from : {};
  const own = Object.hasOwn(base, key) ? base[key] : undefined;
  const entries = Object.entries(base).filter(([name]) => name !== key);
  if (rest.length > 0) {
    if (to === undefined && !isObject(own)) return from;
    return Object.fromEntries([...entries, [key, withChange(own ?? {}, rest, to)]]);
  }
  return Object.fromEntries(to === undefined ? entries : [...entries, [key, to]]);
}
