import { describe, expect, it } from 'vitest';
import type { Store } from '../../../src/domain/engine.ts';
import { type CaFile, listCas } from '../../../src/engine/ca/list.ts';
import { viewOf } from '../../../src/engine/view/view.ts';
import { readHostsToml } from '../../../src/formats/hosts-toml.ts';
import { engine28, factsWith, viewWith } from '../../checks/evidence.ts';
import { rootAuthority } from '../../world/certificates/authority.ts';

const authority = rootAuthority('Harbor Root CA');
const pem = Buffer.from(authority.pem);
const der = Buffer.from(authority.pem.replace(/-----[^-]+-----/g, ''), 'base64');
const toml = 'server = "https://harbor.example"\n';

type Directories = { readonly [name: string]: { readonly [file: string]: Buffer } };

function inventory(directories: Directories, store: Store, mirrors: readonly string[] = []) {
  const trustDirectories = new Map(
    Object.entries(directories).map(([name, files]) => [
      name,
      Object.entries(files).map(([file, bytes]) => ({
        name: file,
        path: `/etc/docker/certs.d/${name}/${file}`,
        bytes: new Uint8Array(bytes),
      })),
    ]),
  );
  const hostsToml = new Map(
    Object.entries(directories).flatMap(([name, files]) =>
      files['hosts.toml'] ? [[name, readHostsToml(String(files['hosts.toml']))] as const] : [],
    ),
  );
  const view = viewWith({ engine: { ...engine28, store }, trustDirectories, hostsToml, mirrors });
  return listCas(factsWith(), view);
}

function filesOf(directories: Directories, store: Store): readonly CaFile[] {
  return inventory(directories, store).directories.flatMap(({ files }) => files);
}

describe('what is read of a trust directory', () => {
  it.each([
    ['classic', 'ca.crt', pem, 'read', null],
    ['containerd', 'ca.crt', pem, 'read', null],
    ['classic', 'ca.crt', der, 'ignored', 'contains no PEM certificate'],
    ['containerd', 'ca.crt', der, 'breaks', 'unable to load CA cert'],
    ['classic', 'ca.pem', pem, 'ignored', 'rename it to end in .crt'],
    ['containerd', 'ca.pem', pem, 'ignored', 'rename it to end in .crt'],
    ['classic', 'ca.cert', pem, 'breaks', 'missing key ca.key'],
    ['classic', 'hosts.toml', Buffer.from(toml), 'ignored', 'does not read hosts.toml'],
    ['containerd', 'hosts.toml', Buffer.from(toml), 'read', null],
  ] as const)('in the %s store, %s: %#', (store, name, bytes, state, why) => {
    const [file] = filesOf({ 'harbor.example': { [name]: bytes } }, store);
    expect(file?.state).toBe(state);
    if (why === null) expect(file?.why).toBeNull();
    else expect(file?.why?.en).toContain(why);
  });

  it('shows who a certificate is also where no engine reads it', () => {
    const [file] = filesOf({ 'harbor.example': { 'ca.crt': der } }, 'classic');
    expect(file?.certificates).toMatchObject([
      { subject: 'CN=Harbor Root CA', sha256: authority.certificate.fingerprint256, isCa: true },
    ]);
  });

  it('is not the .crt files where a hosts.toml stands beside them', () => {
    const files = { 'ca.crt': pem, 'hosts.toml': Buffer.from(toml) };
    const found = filesOf({ 'harbor.example': files }, 'containerd');
    expect(found.map(({ use, state }) => [use, state])).toEqual([
      ['ca', 'ignored'],
      ['hosts.toml', 'read'],
    ]);
  });

  it('is nothing where the registry is insecure', () => {
    const view = viewWith({
      insecure: ['harbor.example'],
      trustDirectories: new Map([
        ['harbor.example', [{ name: 'ca.crt', path: '/x/ca.crt', bytes: new Uint8Array(pem) }]],
      ]),
    });
    const [directory] = listCas(factsWith(), view).directories;
    expect(directory?.files[0]?.state).toBe('ignored');
    expect(directory?.files[0]?.why?.en).toContain('insecure-registries');
  });
});

describe('what is said of a directory', () => {
  it('is that its port counts', () => {
    const [directory] = inventory(
      { 'harbor.example:443': { 'ca.crt': pem } },
      'classic',
    ).directories;
    expect(directory?.notes.map(({ en }) => en)).toEqual([
      'is used for images named harbor.example:443/…, not for those named harbor.example/…',
    ]);
  });

  it('is that no image name can lead there', () => {
    const [directory] = inventory({ 'https:__harbor': { 'ca.crt': pem } }, 'classic').directories;
    expect(directory?.notes[0]?.en).toContain('no image name');
    expect(directory?.files[0]?.state).toBe('ignored');
  });

  it('is that a mirror of the containerd store does not use it, and one of the classic does', () => {
    const certs = { 'mirror.example': { 'ca.crt': pem } };
    const notes = (store: Store) =>
      inventory(certs, store, ['https://mirror.example']).directories[0]?.notes.length;
    expect(notes('containerd')).toBe(1);
    expect(notes('classic')).toBe(0);
  });

  it('is the registry with its port, where containerd spells it with underscores', () => {
    const certs = { 'harbor.example_8443_': { 'ca.crt': pem } };
    expect(inventory(certs, 'containerd').directories[0]).toMatchObject({
      host: 'harbor.example:8443',
      files: [{ state: 'read' }],
    });
    expect(inventory(certs, 'classic').directories[0]?.files[0]?.state).toBe('ignored');
  });
});

describe('the system store', () => {
  it('is counted', () => {
    const { system } = listCas(factsWith(), viewOf(factsWith(), 'files'));
    expect(system).toEqual({ path: null, count: 0, added: [] });
    expect(inventory({}, 'classic').system.count).toBe(1);
  });
});
