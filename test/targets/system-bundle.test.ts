import { describe, expect, it } from 'vitest';
import { systemRoots } from '../../src/targets/system-bundle.ts';
import { hostOf, type Tree } from '../engine/host.ts';
import { pem } from '../engine/plan/host.ts';

const bundle = '/etc/ssl/certs/ca-certificates.crt';
const ownUnit = '/etc/systemd/system/docker.service.d/own.conf';
const unit = '/usr/lib/systemd/system/docker.service';
const start = '[Service]\nExecStart=/usr/sbin/dockerd -H fd://\n';

async function rootsOf(tree: Tree) {
  const roots = systemRoots(await hostOf(tree));
  const held = ['a', 'b', 'c'].filter((name) => roots?.pem.includes(pem(name).trim()));
  return { path: roots?.path ?? null, held: held.join('') };
}

describe("the system's certificates, as Go gathers them", () => {
  it('are the bundle', async () => {
    expect(await rootsOf({ [bundle]: pem('a') })).toEqual({ path: bundle, held: 'a' });
  });

  it('are every other file beside it, too', async () => {
    const tree = { [bundle]: pem('a'), '/etc/ssl/certs/corp.pem': pem('b') };
    expect(await rootsOf(tree)).toEqual({ path: bundle, held: 'ab' });
  });

  it('are also those of the other folder', async () => {
    const tree = { [bundle]: pem('a'), '/etc/pki/tls/certs/corp.crt': pem('b') };
    expect((await rootsOf(tree)).held).toBe('ab');
  });

  it('are found without a bundle', async () => {
    const path = '/etc/ssl/certs/corp.pem';
    expect(await rootsOf({ [path]: pem('b') })).toEqual({ path, held: 'b' });
  });

  it('are read once where the tool has made links to what is in the bundle', async () => {
    const source = '/usr/share/ca-certificates/mozilla/Some_Root.crt';
    const tree = {
      [bundle]: pem('a'),
      [source]: pem('b'),
      '/etc/ssl/certs/Some_Root.pem': pem('b'),
      '/etc/ssl/certs/0a1b2c3d.0': pem('c'),
    };
    expect((await rootsOf(tree)).held).toBe('a');
  });

  it('are another bundle and the folders, where the unit names one', async () => {
    const tree = {
      [unit]: start,
      [ownUnit]: '[Service]\nEnvironment=SSL_CERT_FILE=/etc/corp.pem\n',
      '/etc/corp.pem': pem('b'),
      [bundle]: pem('a'),
    };
    expect(await rootsOf(tree)).toEqual({ path: '/etc/corp.pem', held: 'ab' });
  });

  it('are another bundle alone, where the unit names another folder as well', async () => {
    const tree = {
      [unit]: start,
      [ownUnit]: '[Service]\nEnvironment=SSL_CERT_FILE=/etc/corp.pem SSL_CERT_DIR=/etc/more:/b\n',
      '/etc/corp.pem': pem('b'),
      '/etc/more/c.pem': pem('c'),
      [bundle]: pem('a'),
    };
    expect(await rootsOf(tree)).toEqual({ path: '/etc/corp.pem', held: 'bc' });
  });

  it('are still the bundle, where the unit names another one since the engine was started', async () => {
    const tree = {
      [unit]: start,
      [ownUnit]: '[Service]\nEnvironment=SSL_CERT_FILE=/etc/corp.pem SSL_CERT_DIR=/etc/more\n',
      '/etc/corp.pem': pem('b'),
      [bundle]: pem('a'),
    };
    const facts = await hostOf(tree);
    const process = { pid: 42, argv: ['dockerd'], environment: {} };
    expect(systemRoots({ ...facts, process })).toEqual({ path: bundle, pem: pem('a') });
    expect(systemRoots({ ...facts, process: { ...process, environment: null } })?.path).toBe(
      '/etc/corp.pem',
    );
  });

  it('are the bundle alone where a folder holds what no person has laid there', async () => {
    const made = Array.from({ length: 100 }, (_, n) => [`/etc/ssl/certs/Root_${n}.pem`, pem('b')]);
    expect((await rootsOf({ [bundle]: pem('a'), ...Object.fromEntries(made) })).held).toBe('a');
  });
});
