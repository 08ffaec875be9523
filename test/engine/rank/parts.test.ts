import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseEngineVersion } from '../../../src/domain/engine.ts';
import { Failure } from '../../../src/domain/failure.ts';
import { candidatesOf } from '../../../src/engine/rank/candidates.ts';
import { agreedDigest } from '../../../src/engine/rank/digest.ts';
import { fewAtATime } from '../../../src/engine/rank/field.ts';
import { inOrder, type RankedMirror } from '../../../src/engine/rank/order.ts';
import { readPresets } from '../../../src/engine/rank/presets.ts';

const version = parseEngineVersion('28.5.2');

describe('the candidates', () => {
  it('are each named once, with everybody who named them', () => {
    const found = candidatesOf(
      {
        given: ['https://a.example/'],
        configured: ['https://b.example/', 'https://a.example'],
        presets: [{ url: 'https://a.example', operator: 'A' }],
      },
      version,
    );
    expect(found).toEqual([
      {
        url: 'https://a.example',
        sources: ['argument', 'host', 'preset'],
        operator: 'A',
        refused: null,
      },
      { url: 'https://b.example', sources: ['host'], operator: null, refused: null },
    ]);
  });

  it('never show a password that stands in the configuration', () => {
    const lists = { given: [], configured: ['https://me:s3cret@m.example'], presets: [] };
    expect(JSON.stringify(candidatesOf(lists, version))).not.toContain('s3cret');
  });

  it('are refused where the user named one that the engine would not take', () => {
    const lists = { given: ['m.example'], configured: [], presets: [] };
    expect(() => candidatesOf(lists, version)).toThrow(Failure);
  });
});

describe('the shipped list', () => {
  it('is dated, and names each https mirror once, with who documents it', async () => {
    const text = await readFile(
      new URL('../../../templates/mirrors.json', import.meta.url),
      'utf8',
    );
    const { date, presets } = readPresets(text);
    expect(date).toMatch(/^20\d\d-\d\d-\d\d$/);
    const urls = presets.map(({ url }) => url);
    expect(new Set(urls).size).toBe(urls.length);
    for (const old of ['17.12.0', '28.5.2']) {
      const found = candidatesOf({ given: urls, configured: [], presets }, parseEngineVersion(old));
      expect(found.map(({ url }) => url)).toEqual(urls);
    }
    expect(urls.every((url) => url.startsWith('https://'))).toBe(true);
  });
});

describe('the digest agreed on', () => {
  it.each([
    ['a', ['b', 'b', 'b'], { digest: 'a', by: 'upstream' }],
    [null, ['b', 'b', 'c'], { digest: 'b', by: 'majority' }],
    [null, ['b', 'b', 'c', 'c'], { digest: null, by: null }],
    [null, ['b'], { digest: null, by: null }],
    [null, [null, 'b', 'b', null], { digest: 'b', by: 'majority' }],
    [null, [], { digest: null, by: null }],
  ] as const)('for upstream %s and mirrors %j is %j', (upstream, mirrors, agreed) => {
    expect(agreedDigest(upstream, mirrors)).toEqual(agreed);
  });
});

describe('the order', () => {
  const ranked = (changes: Partial<RankedMirror>): RankedMirror => ({
    candidate: { url: 'https://m', sources: ['argument'], operator: null, refused: null },
    judged: { standing: 'serves', text: { en: '', 'zh-CN': '' } },
    proxy: null,
    digest: 'sha256:1',
    contactMs: 100,
    firstByteMs: 50,
    bytesPerSecond: 1_000_000,
    rounds: [{ kind: 'measured', firstByteMs: 50, bytes: 1, ms: 1, isTooSmall: false }],
    rank: null,
    ...changes,
  });
  const failedOnce = {
    rounds: [...ranked({}).rounds, { kind: 'failed', code: 'DEADLINE' }],
  } as const;

  it.each([
    ['the faster line', { bytesPerSecond: 2_000_000 }, {}],
    ['the shorter wait, on lines alike', { firstByteMs: 10 }, {}],
    ['throughput before a short wait', { firstByteMs: 900, bytesPerSecond: 9_000_000 }, {}],
    ['the one that never fails', { bytesPerSecond: 700_000 }, failedOnce],
    [
      'what was measured',
      { bytesPerSecond: 10_000 },
      { firstByteMs: null, bytesPerSecond: null, contactMs: 1 },
    ],
    [
      'what serves',
      { bytesPerSecond: 1 },
      { judged: { standing: 'stale', text: { en: '', 'zh-CN': '' } } },
    ],
  ] as const)('prefers %s', (_, better, worse) => {
    const [one, other] = [
      ranked({ ...better, proxy: 'better' }),
      ranked(worse as Partial<RankedMirror>),
    ];
    for (const list of [
      [one, other],
      [other, one],
    ]) {
      expect(inOrder(list)[0]?.proxy).toBe('better');
    }
  });

  it('numbers from 1 without a gap, and only what serves', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { maxLength: 20 }), (serving) => {
        const text = { en: '', 'zh-CN': '' };
        const mirrors = serving.map((serves, index) =>
          ranked({
            judged: { standing: serves ? 'serves' : 'page', text },
            bytesPerSecond: 1000 + ((index * 7919) % 1000),
          }),
        );
        const ranks = inOrder(mirrors).map(({ rank }) => rank);
        const good = serving.filter(Boolean).length;
        expect(ranks).toEqual(serving.map((_, index) => (index < good ? index + 1 : null)));
      }),
    );
  });
});

describe('work that is done a few at a time', () => {
  it('is all done, in order, and never more at once than there are lanes', async () => {
    let [now, most] = [0, 0];
    const seen: number[] = [];
    await fewAtATime([1, 2, 3, 4, 5, 6, 7], 3, async (entry) => {
      now += 1;
      most = Math.max(most, now);
      seen.push(entry);
      await new Promise(setImmediate);
      now -= 1;
    });
    expect(seen).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(most).toBe(3);
  });
});
