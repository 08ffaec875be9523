/** What must not be reported: legitimate configurations that look like a fault at first sight. */
import { expect, test } from 'vitest';
import { hostsTomlTakesOver } from '../../src/checks/hosts-toml-takes-over.ts';
import { failing } from './fixtures.ts';

test('a mirror named in hosts.toml and in daemon.json alike is no surprise', () => {
  const evidence = failing.DC5019?.();
  if (!evidence) throw new Error('DC5019 has no fixture');
  expect(hostsTomlTakesOver.judge(evidence)).toHaveLength(1);
  const used = { ...evidence.views.used, mirrors: ['https://m.example/'] };
  const both = { ...evidence, views: { ...evidence.views, used } };
  expect(hostsTomlTakesOver.judge(both)).toEqual([]);
});
