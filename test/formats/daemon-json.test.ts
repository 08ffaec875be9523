import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseEngineVersion } from '../../src/domain/engine.ts';
import {
  absentDaemonJson,
  type BrokenDaemonJson,
  type DaemonJson,
  editDaemonJson,
  readDaemonJson,
} from '../../src/formats/daemon-json.ts';
import { bytesOf, textOf } from '../../src/formats/text.ts';
import { fixture, fixtureNames } from './fixtures.ts';

const old = parseEngineVersion('20.10.24');
const newer = parseEngineVersion('26.1.5');
const newest = parseEngineVersion('28.5.2');

function reads(bytes: Uint8Array | string, version = newest): DaemonJson {
  const doc = readDaemonJson(typeof bytes === 'string' ? bytesOf(bytes) : bytes, version);
  if (doc.kind !== 'ok') throw new Error(doc.reason.en);
  return doc;
}

function breaks(bytes: Uint8Array | string, version = newest): BrokenDaemonJson {
  const doc = readDaemonJson(typeof bytes === 'string' ? bytesOf(bytes) : bytes, version);
  if (doc.kind !== 'broken') throw new Error('the file was read');
  return doc;
}

describe('readDaemonJson on files that engines read', () => {
  it.each(fixtureNames('daemon-json/reads'))('reads %s and leaves its bytes alone', (name) => {
    const bytes = fixture(`daemon-json/reads/${name}`);
    const doc = reads(bytes);
    expect(editDaemonJson(doc, [])).toEqual(bytes);
    const same = Object.entries(doc.values).map(([key, value]) => ({ path: [key], value }));
    expect(editDaemonJson(doc, same)).toEqual(bytes);
  });

  it.each(fixtureNames('daemon-json/reads'))('adds a mirror to %s and takes it out', (name) => {
    const doc = reads(fixture(`daemon-json/reads/${name}`));
    const wanted = ['https://mirror.example'];
    const edited = editDaemonJson(doc, [{ path: ['registry-mirrors'], value: wanted }]);
    const again = reads(edited);
    expect(again.values).toEqual({ ...doc.values, 'registry-mirrors': wanted });
    expect([again.encoding, again.bom]).toEqual([doc.encoding, doc.bom]);
    const removed = reads(
      editDaemonJson(again, [{ path: ['registry-mirrors'], value: undefined }]),
    );
    const { 'registry-mirrors': _, ...rest } = doc.values;
    expect(removed.values).toEqual(rest);
  });

  it.each([99, 100, 101, 512, 5_000, 9_995])(
    'edits beside what is nested %d levels deeper',
    (levels) => {
      const options = `{"a[": ${'['.repeat(levels)}${']'.repeat(levels)}, "b": "]}"}`;
      const text = (log: string) =>
        `{"runtimes": {"x": {"runtimeType": "y", "options": ${options}}}, "log-level": "${log}"}\n`;
      const doc = reads(text('info'));
      const edited = editDaemonJson(doc, [{ path: ['log-level'], value: 'warn' }]);
      expect(textOf(edited)).toBe(text('warn'));
      expect(
        editDaemonJson(doc, [{ path: ['runtimes'], value: doc.values.runtimes ?? null }]),
      ).toBe(doc.bytes);
      expect(() => JSON.stringify(doc.values)).not.toThrow();
    },
  );

  it('says that what no engine reads is nested too deep', () => {
    const text = `{"runtimes": ${'['.repeat(10_000)}${']'.repeat(10_000)}}`;
    expect(breaks(text).engineText).toBe('invalid JSON: exceeded max depth');
    expect(breaks(text, newer).engineText).toBe("invalid character '[' exceeded max depth");
  });

  it('lets the last of duplicate keys win and tells where all of them stand', () => {
    const doc = reads(fixture('daemon-json/reads/duplicate-mirrors.json'));
    expect(doc.values['registry-mirrors']).toEqual(['https://second.example']);
    expect(doc.duplicates).toEqual([
      {
        path: ['registry-mirrors'],
        places: [
          { line: 2, column: 3 },
          { line: 4, column: 3 },
        ],
      },
    ]);
    expect(doc.at('registry-mirrors')).toEqual({ line: 4, column: 3 });
    expect(doc.at('debug')).toBeNull();
  });

  it('tells where a nested key stands', () => {
    const doc = reads(fixture('daemon-json/reads/proxies.json'));
    expect(doc.at(['proxies', 'no-proxy'])).toEqual({ line: 5, column: 5 });
  });

  it('reads what follows the first object in no engine up to 20.10, and keeps it', () => {
    const text = '{"debug": true}\n{"mtu": 1400}\n';
    const doc = reads(text, old);
    expect(doc.values).toEqual({ debug: true });
    expect(doc.ignoredFrom).toEqual({ line: 2, column: 1 });
    const edited = editDaemonJson(doc, [{ path: ['debug'], value: false }]);
    expect(textOf(edited)).toBe('{"debug": false}\n{"mtu": 1400}\n');
    expect(breaks(text).engineText).toContain("invalid character '{' after top-level value");
  });

  it('keeps bytes that are not UTF-8 where an old engine reads the file', () => {
    const bytes = fixture('daemon-json/broken/latin1-value.json');
    const doc = reads(bytes, old);
    const edited = editDaemonJson(doc, [{ path: ['debug'], value: true }]);
    expect(textOf(edited)).toBe(textOf(bytes).replace('"]\n', '"],\n  "debug": true\n'));
    expect([...edited]).toContain(0xfc);
  });
});

describe('readDaemonJson on files that keep an engine from starting', () => {
  const causes: { readonly [name: string]: readonly [number, number, string, object | null] } = {
    'array-top.json': [1, 1, 'must contain one object', null],
    'bare-word.json': [2, 17, 'not JSON', null],
    'comment-block.json': [2, 3, 'comments', { 'insecure-registries': ['10.0.0.5:5000'] }],
    'comment-hash.json': [2, 46, 'comments', { ...mirrors('a'), debug: true }],
    'comment-line.json': [2, 3, 'comments', mirrors('a')],
    'double-comma.json': [2, 16, 'an extra comma', { debug: true, mtu: 1400 }],
    'echo.json': [1, 2, 'backslash', mirrors('a')],
    'em-dash-nested.json': [3, 5, 'http-proxy', proxy('http://proxy.example:3128', 'http-proxy')],
    'en-dash-key.json': [2, 3, 'registry-mirrors', mirrors('a')],
    'equals.json': [2, 11, '"="', { debug: true }],
    'extra-brace.json': [4, 1, 'an extra closing bracket', mirrors('a')],
    'fence.json': [1, 1, 'Markdown', { debug: true }],
    'full-width.json': [1, 1, 'full-width', mirrors('a', 'b')],
    'gbk-comment.json': [2, 6, 'UTF-8', mirrors('a')],
    'heredoc.json': [1, 1, 'shell', { debug: true }],
    'hex.json': [1, 11, 'not JSON', { mtu: 1500 }],
    'html.json': [1, 1, '404 Not Found', null],
    'ideographic-space.json': [2, 1, 'plain space', mirrors('a')],
    'latin1-value.json': [2, 21, 'UTF-8', null],
    'leading-comma.json': [2, 3, 'an extra comma', { debug: true }],
    'missing-comma-array.json': [3, 24, 'comma is missing', mirrors('a', 'b')],
    'missing-comma.json': [
      2,
      44,
      'comma is missing',
      { ...mirrors('a'), 'insecure-registries': ['10.0.0.5:5000'] },
    ],
    'mixed-quotes.json': [2, 24, 'typographic', mirrors('a', 'b')],
    'nbsp.json': [2, 1, 'no-break', { 'insecure-registries': ['10.0.0.5:5000'] }],
    'no-braces.json': [1, 1, 'braces', { ...mirrors('a'), debug: true }],
    'number-zero.json': [2, 11, 'not JSON', null],
    'password-line.json': [
      2,
      70,
      'an extra comma',
      proxy('http://bob:hunter2@proxy.example:3128', 'https-proxy'),
    ],
    'python.json': [1, 2, 'single', { debug: true, ...mirrors('a'), mtu: null }],
    'several.json': [2, 3, 'comments', { ...mirrors('a', 'b'), debug: true }],
    'single-quotes.json': [2, 3, 'single', mirrors('a')],
    'trailing-comma-array.json': [4, 24, 'an extra comma', mirrors('a', 'b')],
    'trailing-comma-object.json': [2, 44, 'an extra comma', mirrors('a')],
    'truncated-string.json': [2, 39, 'cut off in the middle', null],
    'truncated.json': [3, 24, 'before all brackets', mirrors('a')],
    'two-objects-comma.json': [2, 1, 'second object', { debug: true, mtu: 1400 }],
    'two-objects-disagree.json': [2, 1, 'after top-level value', null],
    'two-objects.json': [
      4,
      1,
      'second object',
      { ...mirrors('a'), 'exec-opts': ['native.cgroupdriver=systemd'] },
    ],
    'typographic-quotes.json': [2, 3, 'typographic', mirrors('a')],
    'unquoted.json': [2, 3, 'needs double quotes', { ...mirrors('a'), debug: true }],
    'utf16-unmarked.json': [1, 1, 'UTF-16', { debug: true }],
    'windows-path.json': [2, 16, 'doubled', { 'data-root': 'D:\\docker' }],
    'zero-width.json': [2, 3, 'invisible', { debug: true }],
  };

  it('knows every file of the corpus', () => {
    expect(fixtureNames('daemon-json/broken')).toEqual(Object.keys(causes));
  });

  it.each(Object.entries(causes))('names place and cause in %s', (name, [line, column, says]) => {
    const found = breaks(fixture(`daemon-json/broken/${name}`));
    expect({ line: found.line, column: found.column }).toEqual({ line, column });
    expect(found.reason.en).toContain(says);
    expect(found.engineText).not.toBe('');
  });

  it.each(Object.entries(causes))('repairs %s where it has one reading', (name, expected) => {
    const { repaired } = breaks(fixture(`daemon-json/broken/${name}`));
    const meant = expected[3];
    if (meant === null) expect(repaired).toBeNull();
    else expect(reads(repaired ?? '').values).toEqual(meant);
  });

  it('shows the line with a caret below the place', () => {
    expect(breaks('{\n  "debug": true,\n}\n').reason.en).toBe(
      'there is an extra comma here\n  1 | {\n  2 |   "debug": true,\n    |                ^',
    );
  });

  it('never shows a password', () => {
    const found = breaks(fixture('daemon-json/broken/password-line.json'));
    expect(found.reason.en).not.toContain('hunter2');
    expect(found.reason.en).toContain('bob:xxxxx@proxy.example');
    const token = breaks('{ "log-opts": { "splunk-token": "s3cret", } }');
    expect(token.reason.en).not.toContain('s3cret');
  });

  it('says what each engine prints', () => {
    const at = (text: string) => [old, newer, newest].map((one) => breaks(text, one).engineText);
    const slash = "invalid character '/' looking for beginning of object key string";
    expect(at('{ // x\n}')).toEqual([slash, slash, `invalid JSON: ${slash}`]);
    const quote = 'looking for beginning of object key string';
    expect(at('{“a”: 1}')).toEqual([
      `invalid character 'â' ${quote}`,
      `invalid character 'â' ${quote}`,
      `invalid JSON: invalid character '“' ${quote}`,
    ]);
    expect(at('{"a": [')).toEqual([
      'unexpected EOF',
      'unexpected end of JSON input',
      'invalid JSON: unexpected end of JSON input',
    ]);
  });

  it('knows that engines before 23.0 read no byte-order mark and no empty file', () => {
    const bom = fixture('daemon-json/reads/bom.json');
    expect(reads(bom, newer).values).toEqual({ debug: true });
    const refused = breaks(bom, old);
    expect(refused.engineText).toBe("invalid character 'ï' looking for beginning of value");
    expect(refused.repaired).toBe('{\r\n  "debug": true\r\n}\r\n');
    expect(breaks('', old)).toMatchObject({ engineText: 'EOF', repaired: '{}\n' });
    expect(reads(' \n', newer).values).toEqual({});
  });

  it('never repairs into anything an engine would refuse', () => {
    const piece = fc.constantFrom(...'{}[]:,"\'=#“”：，\u00a0–'.split(''), '\n', '//c\n', '\\"');
    const word = fc.constantFrom(
      '"a"',
      '"registry–mirrors"',
      "'b'",
      'true',
      'True',
      '1',
      'c',
      '{"x":1}',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, word), { maxLength: 14 }), (pieces) => {
        const doc = readDaemonJson(bytesOf(pieces.join('')), newest);
        if (doc.kind === 'ok' || doc.repaired === null) return;
        expect(readDaemonJson(bytesOf(doc.repaired), newest).kind).toBe('ok');
      }),
      { numRuns: 3000 },
    );
  });

  it('reads any bytes without failing', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        for (const version of [old, newest]) {
          const doc = readDaemonJson(bytes, version);
          if (doc.kind === 'ok') expect(editDaemonJson(doc, [])).toEqual(bytes);
        }
      }),
      { numRuns: 1000 },
    );
  });
});

describe('editDaemonJson', () => {
  it('starts a file that does not exist', () => {
    const edits = [{ path: ['registry-mirrors'], value: ['https://a.example'] }];
    expect(textOf(editDaemonJson(absentDaemonJson, edits))).toBe(
      '{\n  "registry-mirrors": ["https://a.example"]\n}\n',
    );
  });

  it('leaves a file that does not exist alone when there is nothing to say', () => {
    expect(editDaemonJson(absentDaemonJson, [{ path: ['debug'], value: undefined }])).toHaveLength(
      0,
    );
  });

  it('keeps tabs, CRLF and the missing final newline', () => {
    const doc = reads(fixture('daemon-json/reads/tabs-crlf.json'));
    const edited = editDaemonJson(doc, [{ path: ['proxies', 'no-proxy'], value: 'localhost' }]);
    expect(textOf(edited)).toContain(
      '\t"debug": false,\r\n\t"proxies": {\r\n\t\t"no-proxy": "localhost"\r\n\t}\r\n}\r\n',
    );
    const bare = reads(fixture('daemon-json/reads/no-final-newline.json'));
    expect(textOf(editDaemonJson(bare, [{ path: ['mtu'], value: 1400 }]))).toBe(
      '{\n  "bip": "192.168.99.1/24",\n  "mtu": 1400\n}',
    );
  });

  it('writes UTF-16 back as UTF-16', () => {
    const doc = reads(fixture('daemon-json/reads/utf16le.json'));
    const edited = editDaemonJson(doc, [{ path: ['debug'], value: true }]);
    expect([...edited.subarray(0, 4)]).toEqual([0xff, 0xfe, 0x7b, 0x00]);
    expect(reads(edited).values).toEqual({
      'registry-mirrors': ['https://镜像.example'],
      debug: true,
    });
  });
});

function mirrors(...names: string[]) {
  return { 'registry-mirrors': names.map((name) => `https://${name}.example`) };
}

function proxy(url: string, key: string) {
  return { proxies: { [key]: url } };
}
