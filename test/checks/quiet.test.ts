/** What must not be reported: legitimate configurations that look like a fault at first sight. */
import { expect, test } from 'vitest';
import { diskFull } from '../../src/checks/disk-full.ts';
import { hostsTomlTakesOver } from '../../src/checks/hosts-toml-takes-over.ts';
import { ignoredKey } from '../../src/checks/ignored-key.ts';
import { checks } from '../../src/checks/index.ts';
import { notReloaded } from '../../src/checks/not-reloaded.ts';
import { judge } from '../../src/engine/doctor/judge.ts';
import { readHostsToml } from '../../src/formats/hosts-toml.ts';
import {
  authority,
  engine28,
  evidenceOf,
  evidenceWith,
  hopTo,
  skipped,
  viewWith,
} from './evidence.ts';
import { failing } from './fixtures/index.ts';

test('a mirror named in hosts.toml and in daemon.json alike is no surprise', () => {
  const evidence = failing.DC5019?.();
  if (!evidence) throw new Error('DC5019 has no fixture');
  expect(hostsTomlTakesOver.judge(evidence)).toHaveLength(1);
  const used = { ...evidence.views.used, mirrors: ['https://m.example/'] };
  const both = { ...evidence, views: { ...evidence.views, used } };
  expect(hostsTomlTakesOver.judge(both)).toEqual([]);
});

test('a key without effect that would switch off verification is no small change', () => {
  const risks = ['registry-mirrors', 'insecure-registries'].map((use) => {
    const wrong = [
      { name: 'x', line: 1, kind: 'ignored', use, problem: { en: '', 'zh-CN': '' } },
    ] as const;
    const evidence = evidenceWith({ config: { ...evidenceWith().config, wrong } });
    return ignoredKey.judge(evidence)[0]?.remedies[0].risk;
  });
  expect(risks).toEqual(['reload', 'loosens-security']);
});

test('a small disk with room for an image, or one that counts no files, is not full', () => {
  const disk = { path: '/var/lib/docker', totalBytes: 2e9, readOnly: false };
  const small = { ...disk, freeBytes: 300 * 1024 * 1024, freeFiles: 5_000 };
  const uncounted = { ...disk, freeBytes: 1e9, freeFiles: null };
  expect(diskFull.judge(evidenceWith({ disks: [small, uncounted] }))).toEqual([]);
  const noFiles = { ...disk, freeBytes: 1e9, freeFiles: 3 };
  expect(diskFull.judge(evidenceWith({ disks: [noFiles] }))).toHaveLength(1);
});

test('a list that the engine keeps in another form than the file is no missing reload', () => {
  const evidence = failing.DC5006?.();
  if (!evidence) throw new Error('DC5006 has no fixture');
  expect(notReloaded.judge(evidence)).toHaveLength(1);
  const { used } = evidence.views;
  const mirrors = ['https://m.example', 'https://m.example/', 'https://n.example'];
  const insecure = ['http://r:5000', 'r:5000', '10.1.2.3/8', '127.0.0.0/8', 'docker.io'];
  const views = {
    used: {
      ...used,
      mirrors: ['https://m.example/', 'https://n.example/'],
      insecure: ['10.0.0.0/8', 'r:5000'],
    },
    files: { ...used, of: 'files' as const, mirrors, insecure },
  };
  expect(notReloaded.judge({ ...evidence, views })).toEqual([]);
});

test('the registry that hosts.toml names with its CA is not missed where it stands a second time', () => {
  const host = 'harbor.example';
  const url = `https://${host}`;
  const toml = readHostsToml(`[host."${url}"]\n  ca = "root.pem"\n`);
  const path = `/etc/docker/certs.d/${host}/root.pem`;
  const root = { name: 'root.pem', path, bytes: new TextEncoder().encode(authority.pem) };
  const view = viewWith({
    engine: { ...engine28, store: 'containerd' },
    hostsToml: new Map([[host, toml]]),
    trustDirectories: new Map([[host, [root]]]),
  });
  const untrusted = hopTo(host, {
    verdict: {
      ...{ ok: false, verified: true, problem: 'unknown-authority', subject: host },
      ...{ detail: {}, engineText: 'x509: certificate signed by unknown authority' },
    },
  });
  const rest = { v2: skipped, manifest: skipped, blob: skipped };
  const image = `${host}/hello:latest`;
  const second = { hops: [untrusted], ...rest };
  const found = (walks: readonly object[]) =>
    judge(evidenceOf({ view, image, walks }), checks).findings.filter(
      ({ severity }) => severity !== 'notice',
    );
  expect(found([{}, second])).toEqual([]);
  expect(found([second, second])).not.toEqual([]);
});
