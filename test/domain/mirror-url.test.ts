import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseEngineVersion } from '../../src/domain/engine.ts';
import {
  normalisedMirror,
  normalisedMirrors,
  parseMirrorUrl,
} from '../../src/domain/mirror-url.ts';

function judge(text: string, engine: string): string {
  const result = parseMirrorUrl(text, parseEngineVersion(engine));
  return 'url' in result ? result.url : result.engineText;
}

describe('a mirror', () => {
  test.each([
    // measured on 28.5.2
    [
      'mirror.lab',
      '28.5.2',
      `invalid mirror: no scheme specified for "mirror.lab": must use either 'https://' or 'http://'`,
    ],
    [
      'mirror.lab:5000',
      '28.5.2',
      `invalid mirror: no scheme specified for "mirror.lab:5000": must use either 'https://' or 'http://'`,
    ],
    // measured on 20.10.24 and 26.1.5
    ['mirror.lab', '26.1.5', 'invalid mirror: unsupported scheme "" in "mirror.lab"'],
    ['mirror.lab', '20.10.24', 'invalid mirror: unsupported scheme "" in "mirror.lab"'],
    [
      'mirror.lab:5000',
      '26.1.5',
      'invalid mirror: unsupported scheme "mirror.lab" in "mirror.lab:5000"',
    ],
    [
      'https://m/path',
      '20.10.24',
      'invalid mirror: path, query, or fragment at end of the URI "https://m/path"',
    ],
    [
      'https://m/path',
      '24.0.7',
      'invalid mirror: path, query, or fragment at end of the URI "https://m/path"',
    ],
    ['https://m/path', '24.0.8', 'https://m/path'],
    ['https://m/path', '25.0.0', 'https://m/path'],
    ['https://m/', '20.10.24', 'https://m'],
    [
      'https://m?x=1',
      '28.5.2',
      'invalid mirror: query or fragment at end of the URI "https://m?x=1"',
    ],
    ['https://m#x', '28.5.2', 'invalid mirror: query or fragment at end of the URI "https://m#x"'],
    [
      'ftp://x',
      '28.5.2',
      `invalid mirror: unsupported scheme "ftp" in "ftp://x": must use either 'https://' or 'http://'`,
    ],
    ['ftp://x', '27.5.1', 'invalid mirror: unsupported scheme "ftp" in "ftp://x"'],
    [
      'https://user:pw@h',
      '28.5.2',
      'invalid mirror: username/password not allowed in URI "https://user:xxxxx@h"',
    ],
    ['HTTPS://Mirror.Example', '28.5.2', 'https://Mirror.Example'],
    ['http://10.0.0.1:5000', '1.13.1', 'http://10.0.0.1:5000'],
    ['ftp://x', '1.13.1', 'Unsupported scheme ftp'],
    [
      'https://h:x',
      '28.5.2',
      'invalid mirror: "https://h:x" is not a valid URI: parse "https://h:x": invalid port ":x" after host',
    ],
    ['https://h:x', '20.10.24', 'invalid mirror: "https://h:x" is not a valid URI'],
    [
      'https://a b',
      '23.0.1',
      'invalid mirror: "https://a b" is not a valid URI: parse "https://a b": invalid character " " in host name',
    ],
    ['https://', '28.5.2', 'http: no Host in request URL'],
    ['https://[::1]:5000', '28.5.2', 'https://[::1]:5000'],
  ])('%s is judged by %s: %s', (text, engine, verdict) => {
    expect(judge(text, engine)).toBe(verdict);
  });

  test('a password in it is never repeated', () => {
    for (const text of [
      'https://me:hunter2@h',
      'https://me:hunter2@h:x',
      'https://me:hunter2@h?q',
    ]) {
      expect(JSON.stringify(parseMirrorUrl(text, null))).not.toContain('hunter2');
    }
  });

  test('every problem names the way out in both languages', () => {
    for (const text of [
      'm',
      'ftp://m',
      'https://m?q',
      'https://u:p@m',
      'https://',
      'https://h:x',
    ]) {
      const result = parseMirrorUrl(text, null);
      expect('problem' in result && result.problem['zh-CN']).toMatch(/\p{Script=Han}/u);
    }
  });

  test('what is accepted is accepted again and does not change', () => {
    const mirror = fc.webUrl({ withQueryParameters: false, withFragments: false });
    fc.assert(
      fc.property(mirror, (text) => {
        const once = parseMirrorUrl(text, null);
        if (!('url' in once)) return;
        expect(parseMirrorUrl(once.url, null)).toEqual(once);
        expect(normalisedMirror(normalisedMirror(once.url))).toBe(`${once.url}/`);
      }),
    );
  });

  test('is kept once, where it stood first', () => {
    const list = ['https://b/', 'https://a', 'https://b', 'http://b'];
    expect(normalisedMirrors(list)).toEqual(['https://b/', 'https://a/', 'http://b/']);
  });
});
