import { describe, expect, test } from 'vitest';
import { checks } from '../../src/checks/index.ts';
import { judge } from '../../src/engine/doctor/judge.ts';
import { explain, explainCode } from '../../src/engine/explain/explain.ts';
import { evidenceWith, factsWith, viewWith } from '../checks/evidence.ts';
import { failing } from '../checks/fixtures/index.ts';
import { infoWith } from '../doubles/facts.ts';

function judged(code: string) {
  const evidence = { ...(failing[code]?.() ?? evidenceWith()) };
  const info = infoWith({ raw: { DockerRootDir: '/var/lib/docker' } });
  const whole = { ...evidence, facts: factsWith({ info }) };
  return { elapsedMs: 1, evidence: whole, ...judge(whole, checks) };
}

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
