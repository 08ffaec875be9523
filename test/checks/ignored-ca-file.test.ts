/** Why a CA in the right directory is not read. */
import { expect, test } from 'vitest';
import { ignoredCaFile } from '../../src/checks/ignored-ca-file.ts';
import { readHostsToml } from '../../src/formats/hosts-toml.ts';
import { evidenceOf, viewWith } from './evidence.ts';
import { bytes, containerd, elsewhere, harbor, image, refused, stopped } from './fixtures/parts.ts';

function why(name: string, toml?: string, text = elsewhere.pem): string | undefined {
  const path = `/etc/docker/certs.d/${harbor}/${name}`;
  const view = viewWith({
    engine: containerd,
    trustDirectories: new Map([[harbor, [{ name, path, bytes: bytes(text) }]]]),
    hostsToml: new Map(toml === undefined ? [] : [[harbor, readHostsToml(toml)]]),
  });
  const leaf = elsewhere.issue({ names: ['harbor.example'] });
  const walk = stopped(refused('harbor.example', [leaf]), 'harbor.example', 8443);
  return ignoredCaFile.judge(evidenceOf({ image, walks: [walk], view }))[0]?.text.en;
}

test('by its name, where no hosts.toml decides', () => {
  expect(why('ca.pem')).toContain('only files ending in .crt');
});

test.each([
  elsewhere.pem.replaceAll('CERTIFICATE', 'TRUSTED CERTIFICATE'),
  elsewhere.pem.replace(/^/gm, '  '),
])('by its form, though its name is right', (text) => {
  expect(why('ca.crt', undefined, text)).toContain('not in a form that the engine reads');
});

test('because a hosts.toml beside it names what is read', () => {
  const toml = `server = "https://${harbor}"\n`;
  expect(why('ca.crt', toml)).toContain('only the CAs that the hosts.toml beside it names');
});
