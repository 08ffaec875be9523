import { describe, expect, it } from 'vitest';
import type { RegistryHost } from '../../src/domain/desired.ts';
import type { JsonObject } from '../../src/domain/json.ts';
import { readWishes } from '../../src/engine/read-wishes.ts';
import { rootAuthority } from '../world/certificates/authority.ts';

const ca = rootAuthority('Test Root').pem;

/** A profile named `dir/p.json5`, flags over it, and files by name and the folder they are in. */
function read(
  profile: string | null,
  flags: JsonObject | null,
  files: { [path: string]: string } = {},
) {
  return readWishes({
    profile: profile === null ? null : { name: 'dir/p.json5', text: profile },
    flags,
    readFile: async (path, beside) => {
      const text = files[beside === null ? path : `beside ${beside}: ${path}`];
      return text === undefined ? null : new TextEncoder().encode(text);
    },
  });
}

describe('wishes', () => {
  it('come from a profile, whose files lie beside it', async () => {
    const profile = '{ registries: { "h:1": { ca: "ca.pem" } }, proxies: { "no-proxy": "x" } }';
    const desired = await read(profile, null, { 'beside dir/p.json5: ca.pem': ca });
    expect(desired.registries?.get('h:1' as RegistryHost)?.ca).toContain('BEGIN CERTIFICATE');
    expect(desired.proxies).toEqual({ 'no-proxy': 'x' });
  });

  it('of flags beat the profile key by key, and member by member below proxies', async () => {
    const profile = `{
      "registry-mirrors": ["https://a"],
      "insecure-registries": ["10.0.0.1:5000"],
      proxies: { "no-proxy": "x", "https-proxy": "http://p:1" },
    }`;
    const desired = await read(profile, {
      'registry-mirrors': { add: ['https://b'] },
      proxies: { 'no-proxy': 'y' },
    });
    expect(desired['registry-mirrors']).toEqual({ kind: 'merge', add: ['https://b'], remove: [] });
    expect(desired['insecure-registries']).toMatchObject({ values: ['10.0.0.1:5000'] });
    expect(desired.proxies).toMatchObject({ 'no-proxy': 'y', 'https-proxy': { host: 'p' } });
  });

  it('keep registries that only one of the two names', async () => {
    const profile = '{ registries: { "a:1": null, "b:1": null } }';
    const desired = await read(
      profile,
      { registries: { 'c:1': { ca: 'c.pem' } } },
      { 'c.pem': ca },
    );
    expect([...(desired.registries?.keys() ?? [])]).toEqual(['a:1', 'b:1', 'c:1']);
  });

  it('take a password file given by flag for the proxies of the profile', async () => {
    const profile = '{ proxies: { "https-proxy": "http://me@p:1" } }';
    const flags = { proxies: { 'password-file': 'pw' } };
    const desired = await read(profile, flags, { pw: 's3cret\n' });
    expect(desired.proxies?.['https-proxy']?.password?.reveal()).toBe('s3cret');
  });

  it('say where the path of a missing file starts from only where a profile named it', async () => {
    const wish = { registries: { 'h:1': { ca: 'ca.pem' } } };
    const inProfile = read(JSON.stringify(wish), null);
    await expect(inProfile).rejects.toThrow('ca.pem cannot be read; paths are relative to');
    await expect(read(null, wish)).rejects.toThrow(/ca\.pem cannot be read$/);
    const password = { proxies: { 'password-file': 'pw' } };
    const proxies = '{ proxies: { "https-proxy": "http://u@p:1" } }';
    await expect(read(proxies, password)).rejects.toThrow(/pw cannot be read$/);
  });

  it('tell what is wrong in a profile with its place, and in flags without one', async () => {
    await expect(read('{\n  "registry-mirrors": ["a"] }', null)).rejects.toThrow(
      /^dir\/p\.json5:2:/,
    );
    await expect(read(null, { 'registry-mirrors': ['a'] })).rejects.toThrow(/^the mirror "a"/);
  });
});
