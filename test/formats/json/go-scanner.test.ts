import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { afterTopLevel, scanGoValue } from '../../../src/formats/json/go-scanner.ts';

/** Texts as Go's encoding/json printed them. */
const refused: readonly [text: string, offset: number, says: string][] = [
  ['{"a":1,}', 7, "invalid character '}' looking for beginning of object key string"],
  ['[1,]', 3, "invalid character ']' looking for beginning of value"],
  ['{// x\n}', 1, "invalid character '/' looking for beginning of object key string"],
  ["{'a':1}", 1, "invalid character '\\'' looking for beginning of object key string"],
  ['{"a":1 "b":2}', 7, `invalid character '"' after object key:value pair`],
  ['["a" "b"]', 5, `invalid character '"' after array element`],
  ['{"a" 1}', 5, "invalid character '1' after object key"],
  ['{"a":tru}', 8, "invalid character '}' in literal true (expecting 'e')"],
  ['{"a":"b\nc"}', 7, "invalid character '\\n' in string literal"],
  ['{"a":"\\d"}', 7, "invalid character 'd' in string escape code"],
  ['{"a":"\\u12g4"}', 10, "invalid character 'g' in \\u hexadecimal character escape"],
  ['{"a":-x}', 6, "invalid character 'x' in numeric literal"],
  ['{"a":1.}', 7, "invalid character '}' after decimal point in numeric literal"],
  ['{"a":1e}', 7, "invalid character '}' in exponent of numeric literal"],
  ['{"a":01}', 6, "invalid character '1' after object key:value pair"],
  ['{"a":[1', 7, 'unexpected end of JSON input'],
  ['\0', 0, "invalid character '\\x00' looking for beginning of value"],
];

describe('scanGoValue', () => {
  it.each(refused)('refuses %j as Go does', (text, offset, says) => {
    expect(scanGoValue(text, 'byte')).toEqual({ offset, text: says });
  });

  it('quotes the first byte in old releases and the character in new ones', () => {
    expect(scanGoValue('{“a”:1}', 'byte')).toMatchObject({
      text: "invalid character 'â' looking for beginning of object key string",
    });
    expect(scanGoValue('{“a”:1}', 'rune')).toMatchObject({
      text: "invalid character '“' looking for beginning of object key string",
    });
    expect(scanGoValue('\u00a0{}', 'rune')).toMatchObject({
      text: "invalid character '\\u00a0' looking for beginning of value",
    });
  });

  it('stops after the first value and says what follows it', () => {
    expect(scanGoValue('{} x', 'byte')).toBe(2);
    expect(afterTopLevel('{} x', 2, 'byte')).toEqual({
      offset: 3,
      text: "invalid character 'x' after top-level value",
    });
    expect(afterTopLevel('{} \n', 2, 'byte')).toBeNull();
  });

  it('refuses more than 10,000 levels in the words of either release, as dockerd --validate does', () => {
    const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);
    expect(scanGoValue(nested(10_000), 'byte')).toBe(20_000);
    expect(scanGoValue(nested(10_001), 'byte')).toEqual({
      offset: 10_000,
      text: "invalid character '[' exceeded max depth",
    });
    expect(scanGoValue('['.repeat(100_000), 'rune')).toMatchObject({ text: 'exceeded max depth' });
  });

  it('accepts exactly what JSON.parse accepts', () => {
    const piece = fc.constantFrom(...'{}[]:,"\\u0e-+.1 \ntrfalsn'.split(''), 'true', 'null', '"a"');
    const text = fc.oneof(
      fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join('')),
      fc.json(),
    );
    fc.assert(
      fc.property(text, (candidate) => {
        const end = scanGoValue(candidate, 'byte');
        const ours = typeof end === 'number' && afterTopLevel(candidate, end, 'byte') === null;
        expect(ours).toBe(isJson(candidate));
      }),
      { numRuns: 2000 },
    );
  });
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
