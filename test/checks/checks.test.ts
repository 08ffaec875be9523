import { describe, expect, test } from 'vitest';
import type { Evidence } from '../../src/checks/evidence.ts';
import { checks } from '../../src/checks/index.ts';
import type { Said } from '../../src/domain/said.ts';
import { infoWith } from '../doubles/facts.ts';
import { evidenceWith, factsWith } from './evidence.ts';
import { failing } from './fixtures/index.ts';

const healthy = (): Evidence => {
  const evidence = evidenceWith();
  // The engine answered: that it did not is a finding of its own.
  return { ...evidence, facts: factsWith({ info: healthyInfo }) };
};

const healthyInfo = infoWith({ liveRestore: true, raw: { DockerRootDir: '/var/lib/docker' } });

/** Evidence that notes which of its parts were looked at. */
function watched(evidence: Evidence): { evidence: Evidence; read: Set<string> } {
  const read = new Set<string>();
  const proxy = new Proxy(evidence, {
    get: (target, key, receiver) => {
      read.add(String(key));
      return Reflect.get(target, key, receiver);
    },
  });
  return { evidence: proxy, read };
}

const isSaid = ({ en, 'zh-CN': zh }: Said) => en.trim() !== '' && /[\u4e00-\u9fff]/.test(zh);

test('codes are unique and of the known shape', () => {
  const codes = checks.map(({ code }) => code);
  expect(new Set(codes).size).toBe(codes.length);
  expect(codes.every((code) => /^DC[1-7]\d{3}$/.test(code))).toBe(true);
});

test('every check has a failing fixture, and no fixture is left over', () => {
  expect(Object.keys(failing).toSorted()).toEqual(checks.map(({ code }) => code).toSorted());
});

test('causes name checks that exist', () => {
  const codes = new Set(checks.map(({ code }) => code));
  for (const check of checks) {
    expect(
      check.causes.filter((code) => !codes.has(code)),
      check.code,
    ).toEqual([]);
    expect(check.causes).not.toContain(check.code);
  }
});

describe.each(checks.map((check) => [check.code, check] as const))('%s', (code, check) => {
  test('finds nothing on a healthy host', () => {
    expect(check.judge(healthy())).toEqual([]);
  });

  test('finds something in its fixture, with text, evidence and a way out', () => {
    const found = check.judge(failing[code]?.() ?? healthy());
    expect(found.length).toBeGreaterThan(0);
    for (const each of found) {
      expect(each.subject).not.toBe('');
      expect(isSaid(each.text), JSON.stringify(each.text)).toBe(true);
      expect(each.text.en).not.toMatch(/undefined|null|\[object/);
      expect(each.text['zh-CN']).not.toMatch(/undefined|null|\[object/);
      expect(each.seen.length).toBeGreaterThan(0);
      expect(each.seen.map((line) => line.trim())).not.toContain('');
      expect(each.remedies.length).toBeGreaterThan(0);
      for (const remedy of each.remedies) {
        expect(isSaid(remedy.text), JSON.stringify(remedy.text)).toBe(true);
        if (remedy.kind !== 'ask') expect(remedy.command.length).toBeGreaterThan(0);
        if (remedy.kind !== 'dockcfg') continue;
        expect([...Object.keys(remedy.desired), ...(remedy.deeds ?? [])]).not.toEqual([]);
      }
    }
  });

  test('reads what it declares, and nothing else', () => {
    const one = watched(failing[code]?.() ?? healthy());
    const two = watched(healthy());
    check.judge(one.evidence);
    check.judge(two.evidence);
    expect([...new Set([...one.read, ...two.read])].toSorted()).toEqual(check.reads.toSorted());
  });

  test('is explained in both languages', () => {
    expect(isSaid(check.title)).toBe(true);
    expect(isSaid(check.about)).toBe(true);
    expect(check.ways.every(isSaid)).toBe(true);
    expect(check.title.en).not.toMatch(/\.$/);
  });
});
