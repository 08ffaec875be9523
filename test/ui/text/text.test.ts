import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printable, printableLine, unprintable } from '../../../src/ui/text/printable.ts';
import { shellLine } from '../../../src/ui/text/shell.ts';
import { table } from '../../../src/ui/text/table.ts';
import { padTo, widthOf } from '../../../src/ui/text/width.ts';
import { hang, wrap } from '../../../src/ui/text/wrap.ts';

describe('width', () => {
  it.each([
    ['', 0],
    ['abc', 3],
    ['镜像', 4],
    ['e\u0301', 1],
    ['a，b', 4],
    ['├─ ok', 5],
  ])('%j takes %i columns', (text, columns) => {
    expect(widthOf(text)).toBe(columns);
  });

  it('pads to a width', () => {
    expect(padTo('镜像', 6)).toBe('镜像  ');
  });
});

describe('wrap', () => {
  const words = fc.array(fc.stringMatching(/^[a-z镜像加速，。]{1,12}$/), { maxLength: 40 });

  it('never makes a line wider than it may be, but for a single long word', () => {
    fc.assert(
      fc.property(words, fc.integer({ min: 10, max: 60 }), (list, columns) => {
        for (const line of wrap(list.join(' '), columns)) {
          const breakable = / /.test(line) || /[镜像加速]{2}/.test(line);
          if (breakable) expect(widthOf(line)).toBeLessThanOrEqual(columns + 4);
        }
      }),
    );
  });

  it('keeps every character that is not a space', () => {
    fc.assert(
      fc.property(words, fc.integer({ min: 10, max: 60 }), (list, columns) => {
        const squeeze = (text: string) => text.replaceAll(/\s/g, '');
        expect(squeeze(wrap(list.join(' '), columns).join(''))).toBe(squeeze(list.join(' ')));
      }),
    );
  });

  it('breaks between Chinese characters, but not before their punctuation', () => {
    expect(wrap('拉取会失败，请先解决', 10)).toEqual(['拉取会失', '败，请先解', '决']);
  });

  it('keeps a URL in one piece', () => {
    const url = 'https://registry.example.com:8443/v2/library/nginx/manifests/latest';
    expect(wrap(`see ${url} there`, 20)).toEqual(['see', url, 'there']);
  });

  it('hangs the following lines under the text', () => {
    expect(hang('- ', 'one two three', 10)).toEqual(['- one two', '  three']);
  });
});

describe('printable', () => {
  it('spells out what could drive a terminal', () => {
    expect(printable('a\u001b[31mred\u0007')).toBe('a\\x1b[31mred\\x07');
    expect(printable('safe\u202etxt')).toBe('safe\\u202etxt');
    expect(printableLine('two\nlines\r')).toBe('two\\nlines\\r');
  });

  it('leaves no control character, whatever comes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(printableLine(text)).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u);
      }),
    );
  });
});

describe('what cannot be printed', () => {
  it('is what Unicode calls a control or a mark that reorders, line feed apart', () => {
    for (let code = 0; code <= 0x10ffff; code += 1) {
      const character = String.fromCodePoint(code);
      const inUnicode = /(?!\n)[\p{Cc}\p{Bidi_Control}]/u.test(character);
      if ((character.search(unprintable) === 0) !== inUnicode) expect.fail(code.toString(16));
    }
    expect('\n'.search(unprintable)).toBe(-1);
  });
});

describe('shellLine', () => {
  it('quotes what a shell would take apart', () => {
    expect(shellLine(['dockcfg', 'apply', '--mirror', 'https://m.example/a?b=c&d'])).toBe(
      "dockcfg apply --mirror 'https://m.example/a?b=c&d'",
    );
    expect(shellLine(['echo', "it's", '', '$HOME'])).toBe("echo 'it'\\''s' '' '$HOME'");
  });
});

describe('table', () => {
  const columns = [
    { title: 'key', cell: (row: { key: string; value: string }) => row.key },
    { title: 'value', cell: (row: { key: string; value: string }) => row.value },
  ];
  const rows = [
    { key: 'registry-mirrors', value: 'https://a.example and also https://b.example' },
    { key: '镜像', value: 'x' },
  ];

  it('lines columns up, wide characters included, and wraps the last one', () => {
    expect(table(columns, rows, 46)).toEqual([
      'key               value',
      'registry-mirrors  https://a.example and also',
      '                  https://b.example',
      '镜像              x',
    ]);
  });

  it('stacks where columns do not fit', () => {
    expect(table(columns, rows, 30)).toEqual([
      'key: registry-mirrors',
      'value: https://a.example and',
      '       also https://b.example',
      '',
      'key: 镜像',
      'value: x',
    ]);
  });

  it('puts a value below a label that would leave it no room', () => {
    const long = [
      { title: '值、所在位置、是否生效', cell: ({ value }: (typeof rows)[number]) => value },
    ];
    expect(table([...columns.slice(0, 1), ...long], rows.slice(0, 1), 32)).toEqual([
      'key: registry-mirrors',
      '值、所在位置、是否生效:',
      '  https://a.example and also',
      '  https://b.example',
    ]);
  });
});
