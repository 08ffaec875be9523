/** Which entry of an index an engine takes (measured on 20.10.24, 26.1.5 and 28.5.2). */
import { expect, test } from 'vitest';
import { pickPlatform } from '../../src/probes/manifest.ts';

const digest = (letter: string) => `sha256:${letter.repeat(64)}`;
const entry = (letter: string, os?: string, architecture?: string) => ({
  digest: digest(letter),
  ...(os === undefined ? {} : { platform: { os, architecture } }),
});

const amd64 = { os: 'linux', architecture: 'amd64' };
const arm64 = { os: 'linux', architecture: 'arm64' };

const own = entry('a', 'linux', 'amd64');
const small = entry('b', 'linux', '386');
const nameless = entry('c');
const arm = entry('d', 'linux', 'arm');
const attestation = entry('e', 'unknown', 'unknown');
const windows = entry('f', 'windows', 'amd64');

test.each([
  ['its own', amd64, [small, nameless, own], own],
  ['what runs there too', amd64, [nameless, small, arm], small],
  ['what says nothing, after everything else', amd64, [attestation, arm, nameless], nameless],
  ['32-bit ARM on 64-bit ARM', arm64, [own, arm], arm],
  ['no attestation, and nothing of another system', amd64, [attestation, windows, arm], null],
])('a newer engine takes %s', (_title, platform, manifests, wanted) => {
  const picked = pickPlatform({ manifests }, { ...platform, takesKin: true });
  expect(picked).toBe(wanted?.digest ?? null);
});

test('an older engine takes its own and nothing else', () => {
  expect(pickPlatform({ manifests: [small, own] }, amd64)).toBe(own.digest);
  expect(pickPlatform({ manifests: [small, nameless] }, amd64)).toBeNull();
});
