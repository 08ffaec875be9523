import { describe, expect, test } from 'vitest';
import { checks } from '../../src/checks/index.ts';
import { explain, explainCode } from '../../src/engine/explain.ts';
import { judge } from '../../src/engine/judge.ts';
import { narrow } from '../../src/engine/narrow.ts';
import { pullAndCompare } from '../../src/engine/pull-compare.ts';
import { untilHealthy } from '../../src/engine/until-healthy.ts';
import type { Commands } from '../../src/ports/commands.ts';
import { evidenceWith, factsWith, viewWith } from '../checks/evidence.ts';
import { failing } from '../checks/fixtures.ts';
import { createTestClock } from '../doubles/clock.ts';
import { engineInfo } from './host.ts';

function judged(code: string) {
  const evidence = { ...(failing[code]?.() ?? evidenceWith()) };
  const info = engineInfo({ raw: { DockerRootDir: '/var/lib/docker' } });
  const whole = { ...evidence, facts: factsWith({ info }) };
  return { elapsedMs: 1, evidence: whole, ...judge(whole, checks) };
}

const codesOf = ({ findings }: { findings: readonly { code: string }[] }) =>
  findings.map(({ code }) => code);

describe('folding', () => {
  test('puts what follows behind its cause, and roots by severity first', () => {
    const { findings } = judged('DC7002');
    expect(findings.map(({ code, rootCause, causedBy }) => [code, rootCause, causedBy])).toEqual([
      ['DC7002', true, null],
      ['DC7001', false, 'DC7002 mirror.example'],
    ]);
  });

  test('reports a check that crashes as a state of its own, and goes on', () => {
    const crashing = {
      ...checks[0],
      code: 'DC1999',
      judge: () => {
        throw new TypeError('boom');
      },
    } as (typeof checks)[number];
    const result = judge(evidenceWith(), [crashing, ...checks]);
    expect(result.checks[0]).toEqual({
      code: 'DC1999',
      state: 'crashed',
      trouble: 'TypeError: boom',
    });
    expect(result.checks.slice(1).every(({ state }) => state !== 'crashed')).toBe(true);
  });
});

describe('narrowing', () => {
  test('to a code makes consequences stand for themselves', () => {
    const narrowed = narrow(judged('DC7002'), { only: ['dc7001'], ignore: [] });
    expect(codesOf(narrowed)).toEqual(['DC7001']);
    expect(narrowed.findings[0]).toMatchObject({ rootCause: true, causedBy: null });
    expect(narrowed.checks.find(({ code }) => code === 'DC7002')?.state).toBe('skipped');
  });

  test.each([
    [['DC7002'], ['DC7001']],
    [['DC7002=mirror.*', 'DC7001=*.example'], []],
    [['DC7002=other.*'], ['DC7002', 'DC7001']],
    [['DC7002=mirrorXexample'], ['DC7002', 'DC7001']],
  ])('ignores %j', (ignore, left) => {
    const narrowed = narrow(judged('DC7002'), { only: [], ignore });
    expect(codesOf(narrowed)).toEqual(left);
    expect(narrowed.verdict).toBe(left.length === 0 ? 'healthy' : 'degraded');
  });
});

describe('the engine itself', () => {
  const saying = (exitCode: number, stderr: string): Commands => ({
    run: async () => ({ exitCode, stdout: '', stderr }),
  });

  test('agrees with the prediction, or is shown where it does not', async () => {
    const diagnosis = judged('DC2001');
    const stderr = 'x\nError response from daemon: Get "https://u:s3cret@h/v2/": x509: unknown\n';
    const [failed] = await pullAndCompare(diagnosis, saying(1, stderr));
    expect(failed).toMatchObject({ pulled: false, agrees: true });
    expect(failed?.error).not.toContain('s3cret');
    const [pulled] = await pullAndCompare(diagnosis, saying(0, ''));
    expect(pulled).toMatchObject({ pulled: true, error: null, agrees: false });
  });
});

describe('waiting until pulls work', () => {
  test('looks again, and stops at the first good verdict', async () => {
    const verdicts = ['broken', 'unknown', 'degraded', 'healthy'] as const;
    let looks = 0;
    const look = async () => ({ ...judged('DC7002'), verdict: verdicts[looks++] ?? 'healthy' });
    const clock = createTestClock();
    const signal = new AbortController().signal;
    const end = await untilHealthy(look, { clock, deadlineMs: 60_000, signal });
    expect([end.verdict, looks]).toEqual(['degraded', 3]);
  });

  test('gives up when the time is up', async () => {
    let looks = 0;
    const look = async () => {
      looks++;
      return { ...judged('DC2001'), verdict: 'broken' as const };
    };
    const clock = createTestClock();
    const signal = new AbortController().signal;
    const end = await untilHealthy(look, { clock, deadlineMs: 7_000, signal });
    expect([end.verdict, looks]).toEqual(['broken', 3]);
  });
});

describe('explaining offline', () => {
  test('a route, hop by hop', () => {
    const view = viewWith({
      mirrors: ['https://mirror.example'],
      proxies: { http: '', https: 'http://ann:s3cret@proxy:3128', no: 'mirror.example' },
    });
    const document = explain('nginx', view, 'en');
    expect(document.endpoints.map(({ url, proxy }) => [url, proxy])).toEqual([
      ['https://mirror.example', null],
      ['https://registry-1.docker.io', 'http://ann:xxxxx@proxy:3128'],
    ]);
    expect(JSON.stringify(document)).not.toContain('s3cret');
  });

  test('a name that is none is refused in the words of the engine', () => {
    expect(() => explain('NGINX', viewWith(), 'en')).toThrow('must be lowercase');
  });

  test.each(checks.map(({ code }) => code))('%s', (code) => {
    expect(explainCode(code.toLowerCase())).toMatchObject({ code });
  });

  test('no code is explained that does not exist', () => {
    expect(explainCode('DC9999')).toBeNull();
  });
});
