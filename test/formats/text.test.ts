import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decode, encode } from '../../src/formats/encoding.ts';
import { excerptAt } from '../../src/formats/excerpt.ts';
import {
  applySplices,
  bytesOf,
  eolOf,
  firstUndecodable,
  linesOf,
  placeAt,
  textOf,
} from '../../src/formats/text.ts';

describe('textOf and bytesOf', () => {
  const sequence = fc.constantFrom(
    [0x41],
    [0xe4, 0xbd, 0xa0],
    [0xf0, 0x9f, 0x90, 0xb3],
    [0xc3],
    [0xe4, 0xbd],
    [0xed, 0xa0, 0x80],
    [0xc0, 0x80],
    [0xf5],
    [0xd5, 0xc5],
  );

  it('give any bytes back', () => {
    const bytes = fc.array(sequence).map((parts) => Uint8Array.from(parts.flat()));
    fc.assert(
      fc.property(fc.oneof(bytes, fc.uint8Array()), (original) => {
        expect(bytesOf(textOf(original))).toEqual(original);
      }),
      { numRuns: 1000 },
    );
  });

  it('agree with UTF-8 wherever it is UTF-8', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(textOf(new TextEncoder().encode(text))).toBe(text);
        expect(firstUndecodable(text)).toBeNull();
      }),
    );
    expect(firstUndecodable(textOf(Uint8Array.from([0x61, 0xe4, 0xbd, 0xa0, 0xff])))).toBe(2);
  });
});

describe('decode and encode', () => {
  it('give any bytes back but half a unit of UTF-16', () => {
    const mark = fc.constantFrom([], [0xef, 0xbb, 0xbf], [0xff, 0xfe], [0xfe, 0xff]);
    fc.assert(
      fc.property(mark, fc.uint8Array(), (head, body) => {
        // what is drawn can begin with a mark by chance as well
        const all = Uint8Array.from([...head, ...body]);
        const isUtf16 = [0xfffe, 0xfeff].includes(((all[0] ?? 0) << 8) | (all[1] ?? 0));
        const bytes = isUtf16 ? all.subarray(0, all.length - (all.length % 2)) : all;
        const { text, ...how } = decode(bytes);
        expect(encode(text, how)).toEqual(bytes);
      }),
    );
  });
});

describe('lines and places', () => {
  it('join to the text again, and start where they say', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', '\r', '\n', '你') }), (text) => {
        const lines = linesOf(text);
        expect(lines.map((line) => line.text + line.eol).join('')).toBe(text);
        for (const [at, line] of lines.entries()) {
          expect(placeAt(text, line.start)).toEqual({ line: at + 1, column: 1 });
        }
      }),
    );
  });

  it('count characters, not code units', () => {
    expect(placeAt('a\r\n🐳x', 5)).toEqual({ line: 2, column: 2 });
  });

  it('tell the line end most lines have', () => {
    expect(['a', 'a\r\nb\n', 'a\r\nb\nc\n', 'a\rb\r'].map(eolOf)).toEqual([
      '\n',
      '\r\n',
      '\n',
      '\r',
    ]);
  });
});

describe('applySplices', () => {
  it('replaces in any order given', () => {
    const splices = [
      { start: 4, end: 4, text: '!' },
      { start: 0, end: 2, text: 'X' },
    ];
    expect(applySplices('abcd', splices)).toBe('Xcd!');
  });
});

describe('excerptAt', () => {
  it('puts the caret below wide characters and tabs', () => {
    expect(excerptAt('\t镜像: x', 5)).toBe('  1 | \t镜像: x\n    | \t      ^');
  });

  it('shows a window of a long line', () => {
    const text = `${'x'.repeat(500)}!${'y'.repeat(500)}`;
    const [line = '', caret = ''] = excerptAt(text, 500).split('\n');
    expect(line.length).toBeLessThan(90);
    expect(line[caret.indexOf('^')]).toBe('!');
  });

  it('masks passwords before and under the caret and keeps it in place', () => {
    const text = '{"https-proxy": "http://bob:hun@ter2@proxy:1",}';
    const shown = excerptAt(text, text.length - 2);
    expect(shown).not.toContain('ter2');
    const [line = '', caret = ''] = shown.split('\n');
    expect(line[caret.indexOf('^')]).toBe(',');
    expect(excerptAt(text, text.indexOf('ter2'))).not.toContain('ter2');
  });
});
