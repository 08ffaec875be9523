import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { familiarName, familiarText, parseReference } from '../../src/domain/reference.ts';
import type { Reference } from '../../src/domain/route.ts';

const sha = `sha256:${'86e0e091d0da6bde2456dbb48306f3956bbeb2eae1b5b9a43045843f69fe4aaa'}`;
const hex = '1a3f5e7d9c1b3a5f7e9d1c3b5a7f9e1d3c5b7a9f1e3d5d7c9b1a3f5e7d9c1b3a';

function parsed(text: string): Reference {
  const result = parseReference(text);
  if (!('reference' in result)) throw new Error(`${text}: ${result.engineText}`);
  return result.reference;
}

function refusal(text: string): string {
  const result = parseReference(text);
  return 'reference' in result ? result.reference.canonical : result.engineText;
}

describe('a reference', () => {
  // distribution/reference normalize_test.go TestParseDockerRef, TestNormalizedSplitHostname
  test.each([
    ['busybox', 'docker.io/library/busybox:latest'],
    ['busybox:latest', 'docker.io/library/busybox:latest'],
    [`busybox@${sha}`, `docker.io/library/busybox@${sha}`],
    ['library/busybox', 'docker.io/library/busybox:latest'],
    ['docker.io/busybox', 'docker.io/library/busybox:latest'],
    ['docker.io/library/busybox:1', 'docker.io/library/busybox:1'],
    ['index.docker.io/nginx', 'docker.io/library/nginx:latest'],
    ['index.docker.io/foo/bar', 'docker.io/foo/bar:latest'],
    ['gcr.io/library/busybox', 'gcr.io/library/busybox:latest'],
    [`gcr.io/library/busybox:latest@${sha}`, `gcr.io/library/busybox@${sha}`],
    ['test_com/foo', 'docker.io/test_com/foo:latest'],
    ['test-com:8080/foo', 'test-com:8080/foo:latest'],
    ['xn--n3h.com:18080/foo', 'xn--n3h.com:18080/foo:latest'],
    ['docker.io/library/foo/bar', 'docker.io/library/foo/bar:latest'],
    ['localhost/foo', 'localhost/foo:latest'],
    ['localhost:5000', 'docker.io/library/localhost:5000'],
    ['localhost:5000/x:1', 'localhost:5000/x:1'],
    ['Foo/bar', 'Foo/bar:latest'],
    ['LOCALDOMAIN/library/debian', 'LOCALDOMAIN/library/debian:latest'],
    ['myhost/x', 'docker.io/myhost/x:latest'],
    ['192.168.0.1:80', 'docker.io/library/192.168.0.1:80'],
    ['192.168.0.1:8/debian', '192.168.0.1:8/debian:latest'],
    ['[fc00::1]:5000/docker', '[fc00::1]:5000/docker:latest'],
    ['[::1]:5000/x', '[::1]:5000/x:latest'],
    ['registry-1.docker.io/nginx', 'registry-1.docker.io/nginx:latest'],
    ['docker---rules/docker', 'docker.io/docker---rules/docker:latest'],
    ['dock__er/docker', 'docker.io/dock__er/docker:latest'],
    [
      'thisisthesongthatneverendsitgoesonandonandonthisisthesongthatnev',
      'docker.io/library/thisisthesongthatneverendsitgoesonandonandonthisisthesongthatnev:latest',
    ],
    [`docker.io/${hex}`, `docker.io/library/${hex}:latest`],
    [
      'b.gcr.io/test.example.com/my-app:test.example.com',
      'b.gcr.io/test.example.com/my-app:test.example.com',
    ],
    ['lowercase:Uppercase', 'docker.io/library/lowercase:Uppercase'],
    [`example.com/${'a'.repeat(255)}:tag`, `example.com/${'a'.repeat(255)}:tag`],
  ])('%s stands for %s', (text, canonical) => {
    expect(parsed(text).canonical).toBe(canonical);
  });

  const format = 'invalid reference format';
  test.each([
    ['', format],
    [':justtag', format],
    [`@${sha}`, format],
    ['https://github.com/docker/docker', format],
    ['docker/', format],
    ['docker///docker', format],
    ['-docker/docker', format],
    ['docker-/docker', format],
    ['____/____', format],
    ['dock..er/docker', format],
    ['dock_.er/docker', format],
    ['aa/asdf$$^/aa', format],
    ['[fc00::1]', format],
    ['[fc00::1]:5000', format],
    ['fc00::1:5000/debian', format],
    ['[fe80::1%eth0]:5000/debian', format],
    ['[2001:db8:3:4::192.0.2.33]:5000/debian', format],
    ['a:b:c', format],
    [`a:${'t'.repeat(129)}`, format],
    ['docker/Docker', `${format}: repository name (docker/Docker) must be lowercase`],
    ['NGINX', `${format}: repository name (library/NGINX) must be lowercase`],
    ['Uppercase:tag', `${format}: repository name (library/Uppercase) must be lowercase`],
    ['test:5000/Uppercase/x:tag', `${format}: repository name (Uppercase/x) must be lowercase`],
    ['docker.io/docker/Docker', `${format}: repository name (docker/Docker) must be lowercase`],
    [hex, `invalid repository name (${hex}), cannot specify 64-byte hexadecimal strings`],
    [`domain/${'a'.repeat(256)}:tag`, 'repository name must not be more than 255 characters'],
    [`repo@sha256:${'f'.repeat(34)}`, 'invalid checksum digest length'],
    [`repo@sha256:${'F'.repeat(64)}`, 'invalid checksum digest format'],
    [`validname@invaliddigest:${'f'.repeat(64)}`, 'unsupported digest algorithm'],
    ['scratch', "'scratch' is a reserved name"],
    ['docker.io/library/scratch:1', "'scratch' is a reserved name"],
  ])('%s is refused as the engine refuses it', (text, wording) => {
    expect(refusal(text)).toBe(wording);
  });

  test('the refusal in English is the engine’s own wording', () => {
    const result = parseReference('NGINX');
    expect('problem' in result && result.problem.en).toBe(refusal('NGINX'));
  });

  test.each([
    ['ubuntu', 'ubuntu', 'ubuntu:latest'],
    ['library/foo/bar', 'library/foo/bar', 'library/foo/bar:latest'],
    ['localhost/fooo/bar:1', 'localhost/fooo/bar', 'localhost/fooo/bar:1'],
    [`foo/bar@${sha}`, 'foo/bar', `foo/bar@${sha}`],
  ])('%s is shown to people as %s', (text, name, whole) => {
    expect(familiarName(parsed(text))).toBe(name);
    expect(familiarText(parsed(text))).toBe(whole);
  });

  test('a canonical name reads as itself', () => {
    const component = fc.stringMatching(/^[a-z0-9]{1,8}$/);
    const domain = fc.constantFrom('docker.io', 'quay.io', 'reg:5000', '[::1]:5000', 'localhost');
    fc.assert(
      fc.property(domain, component, component, component, (host, one, two, tag) => {
        const canonical = `${host}/${one}/${two}:${tag}`;
        expect(parsed(canonical)).toMatchObject({ canonical, domain: host, path: `${one}/${two}` });
      }),
    );
  });

  test('any text is either read or refused, and what is read reads again the same', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const first = parseReference(text);
        if (!('reference' in first)) return;
        expect(parsed(first.reference.canonical).canonical).toBe(first.reference.canonical);
      }),
    );
  });
});
