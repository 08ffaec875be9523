import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { asGoReads, type JsonValue, jsonTree } from '../../../src/formats/json/tree.ts';

/** JSON as people write it: any space between any two tokens. */
const space = fc.stringMatching(/^[ \t\r\n]{0,3}$/);
const laidOut = fc
  .tuple(fc.jsonValue(), fc.infiniteStream(space))
  .map(([value, spaces]) =>
    JSON.stringify(value).replace(
      /"(?:[^"\\]|\\.)*"|[[\]{},:]|[^"[\]{},:]+/g,
      (token) => `${spaces.next().value}${token}${spaces.next().value}`,
    ),
  );

describe('the tree of a JSON text', () => {
  test('says what the text says', () => {
    fc.assert(
      fc.property(laidOut, (text) => {
        expect(asGoReads(jsonTree(text))).toEqual(JSON.parse(text));
      }),
    );
  });

  test('knows where every value stands, to the byte', () => {
    fc.assert(
      fc.property(laidOut, fc.string(), (text, before) => {
        for (const { start, end, value } of everything(jsonTree(before + text, before.length))) {
          const own = (before + text).slice(start, end);
          expect(own).toBe(own.trim());
          expect(JSON.parse(own)).toEqual(value);
        }
      }),
    );
  });

  test('a member begins at its key and ends with its value', () => {
    const text = ' {"a" : 1 ,\n"b\\"" :[ {"c":null} ]} ';
    const members = jsonTree(text).members ?? [];
    expect(members.map(({ key, start, end }) => [key, text.slice(start, end)])).toEqual([
      ['a', '"a" : 1'],
      ['b"', '"b\\"" :[ {"c":null} ]'],
    ]);
  });

  test('ends with the first value; what follows is not looked at', () => {
    expect(jsonTree('[1] oops').end).toBe(3);
    expect(jsonTree('"a" {').scalar).toBe('a');
    expect(jsonTree('12\n}').scalar).toBe(12);
    expect(jsonTree('01').end).toBe(1);
    expect(jsonTree('null\0').end).toBe(4);
    expect(jsonTree('-1.5e+3x').scalar).toBe(-1500);
  });

  test('what lies deeper than a hundred levels is one piece, and ten thousand are no matter', () => {
    const nested = (levels: number) => `${'[{"k]":'.repeat(levels / 2)}1${'}]'.repeat(levels / 2)}`;
    expect(deepestOf(jsonTree(nested(100)))).toBe(1);
    expect(deepestOf(jsonTree(nested(10_000)))).toBe(nested(9_900));
  });

  test('a long string is read', () => {
    const long = 'a\\"'.repeat(1_000_000);
    expect(String(jsonTree(`["${long}"]`).elements?.[0]?.scalar).length).toBe(2_000_000);
  });

  test.each(['', '{', '[1', '{"a":1', '["a]', '}'])('%j is no JSON, and not guessed at', (text) => {
    expect(() => jsonTree(text)).toThrow();
  });
});

/** Every value below and including this one, with what it says. */
function everything(node: JsonValue): { start: number; end: number; value: unknown }[] {
  const below = node.elements ?? (node.members ?? []).map(({ value }) => value);
  return [
    { start: node.start, end: node.end, value: asGoReads(node) },
    ...below.flatMap((each) => everything(each)),
  ];
}

function deepestOf(node: JsonValue): JsonValue['scalar'] {
  const below = node.elements?.[0] ?? node.members?.[0]?.value;
  return below ? deepestOf(below) : node.scalar;
}
