import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nameSourcesOf } from '../../src/formats/nsswitch.ts';

// The first, third and fourth with what an engine 28.5.2 then found; the rest as Go's source says.
test.each([
  ['hosts: files\n', 'files'],
  ['hosts: files dns\n', 'files-dns'],
  ['hosts: dns files\n', 'dns-files'],
  ['hosts: files [NOTFOUND=return] dns\n', 'files-dns'],
  ['passwd: files\nhosts:\tdns  # only\n', 'dns'],
  ['hosts: files mdns4_minimal [NOTFOUND=return] dns myhostname\n', 'files-dns'],
  ['hosts: files myhostname\n', 'files'],
  ['hosts: files resolve [!UNAVAIL=return] dns\n', 'files-dns'],
  ['hosts: mymachines ldap\n', 'files-dns'],
  ['hosts:\n', 'files-dns'],
  ['# hosts: dns\n', 'files-dns'],
  ['', 'files-dns'],
])('%j: %s', (text, sources) => {
  expect(nameSourcesOf(text)).toBe(sources);
});

test('any text has sources', () => {
  const texts = fc.string().map((text) => `hosts: ${text}`);
  fc.assert(
    fc.property(texts, (text) => {
      expect(nameSourcesOf(text)).toMatch(/files|dns/);
    }),
  );
});
