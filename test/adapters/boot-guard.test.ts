import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createBootGuard } from '../../src/adapters/boot-guard.ts';
import { createDiskJournal } from '../../src/adapters/disk-journal.ts';
import { createFlockLock } from '../../src/adapters/flock-lock.ts';
import { createNodeFiles } from '../../src/adapters/node-files.ts';
import { createCommands } from '../../src/adapters/spawn-commands.ts';
import type { FileState } from '../../src/domain/facts.ts';
import type { Change, Plan } from '../../src/domain/plan.ts';
import { absent, file } from '../doubles/files.ts';
import { scratch } from './scratch.ts';
import { startOf } from './transaction.ts';

const template = (name: string) =>
  readFile(new URL(`../../templates/${name}`, import.meta.url), 'utf8');

/** A transaction begun and guarded on files of a scratch directory, which stand for the host's. */
async function guarded(sides: { readonly [name: string]: [FileState, FileState] }) {
  const base = scratch();
  const stateDir = join(base, 'state');
  const unitDir = join(base, 'units');
  const host = join(base, 'host');
  mkdirSync(unitDir);
  mkdirSync(host);
  const files = createNodeFiles('/', createCommands());
  const changes = Object.entries(sides).map(([name, [before, after]]): Change => {
    const path = join(host, name);
    if (before.kind === 'file') writeFileSync(path, before.bytes, { mode: before.mode });
    return { kind: 'file', target: 't', path, before, after, because: [] };
  });
  changes.push({ kind: 'effect', effect: 'daemon-reload', because: [] });
  const plan: Plan = { ...startOf('').plan, changes };
  const journal = createDiskJournal(stateDir);
  const id = await journal.identify(0);
  const start = { ...startOf(id), plan };
  await journal.begin(start);
  const guard = createBootGuard({ stateDir, unitDir, manager: 'system' }, template);
  const unarmed = await guard.arm(start);
  const directory = join(stateDir, 'transactions', id);
  /** carries the changes out, as far as the machine got before it lost power */
  const write = async (count: number) => {
    for (const change of changes.slice(0, count))
      if (change.kind === 'file') await files.replace(change.path, change.after, change.before);
  };
  const at = (name: string) => join(host, name);
  const text = (name: string) => (existsSync(at(name)) ? readFileSync(at(name), 'utf8') : null);
  const lock = createFlockLock(stateDir, { command: 'test' });
  return { base, stateDir, unitDir, directory, guard, journal, id, unarmed, write, at, text, lock };
}

type Guarded = Awaited<ReturnType<typeof guarded>>;

/** Runs the script as the unit does before the engine starts; returns what systemctl was told. */
function boot({ base, directory }: Guarded, meanwhile = ''): string {
  const bin = join(base, 'bin');
  const calls = join(base, 'calls');
  mkdirSync(bin, { recursive: true });
  writeFileSync(join(bin, 'systemctl'), `#!/bin/sh\necho "$@" >> ${calls}\n${meanwhile}\n`);
  chmodSync(join(bin, 'systemctl'), 0o755);
  execFileSync('/bin/sh', [join(directory, 'recover.sh'), directory], {
    env: { PATH: `${bin}:${process.env.PATH}` },
    stdio: 'pipe',
  });
  return existsSync(calls) ? readFileSync(calls, 'utf8') : '';
}

const owner = { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };
const old = file('old', { mode: 0o640, ...owner });
const fresh = file('new', { mode: 0o600, ...owner });

describe('the boot guard', () => {
  it('is a unit that the engine wants and that comes before it', async () => {
    const { unitDir, directory, unarmed } = await guarded({ a: [old, fresh] });
    expect(unarmed).toBeNull();
    const unit = readFileSync(join(unitDir, 'dockcfg-recover.service'), 'utf8');
    expect(unit).toContain('Before=docker.service\n');
    expect(unit).toContain(`ExecStart=/bin/sh "${directory}/recover.sh" "${directory}"\n`);
    expect(unit).not.toContain('@');
    const link = join(unitDir, 'docker.service.wants/dockcfg-recover.service');
    expect(readlinkSync(link)).toBe('../dockcfg-recover.service');
  });

  it('leaves nothing behind when it is disarmed, twice if need be', async () => {
    const { unitDir, guard } = await guarded({ a: [old, fresh] });
    await guard.disarm('docker.service');
    await guard.disarm('docker.service');
    expect(readdirSync(unitDir)).toEqual([]);
  });

  it('is armed again over what a run that died left behind', async () => {
    const first = await guarded({ a: [old, fresh] });
    const { journal, guard, unitDir } = first;
    const id = await journal.identify(5_000);
    const start = startOf(id);
    await journal.begin(start);
    expect(await guard.arm(start)).toBeNull();
    expect(readFileSync(join(unitDir, 'dockcfg-recover.service'), 'utf8')).toContain(id);
  });

  it('says why it cannot stand', async () => {
    const guard = createBootGuard(
      { stateDir: join(scratch(), 'none'), unitDir: '/proc/none', manager: 'system' },
      template,
    );
    expect((await guard.arm(startOf('x')))?.en).toContain('/proc/none/dockcfg-recover.service');
  });

  it('does nothing for a host without a service', async () => {
    const base = scratch();
    const guard = createBootGuard({ stateDir: base, unitDir: base, manager: 'system' }, template);
    expect(await guard.arm({ ...startOf('x'), service: null })).toBeNull();
    expect(readdirSync(base)).toEqual([]);
  });
});

describe('when the engine starts after a power loss', () => {
  const sides = {
    edited: [old, fresh],
    created: [absent, fresh],
    removed: [old, absent],
  } as const;

  it.each([0, 1, 2, 3])('the old files are back, after %d of three were written', async (count) => {
    const host = await guarded(sides as never);
    await host.write(count);
    expect(boot(host)).toBe('daemon-reload\n');
    expect([host.text('edited'), host.text('created'), host.text('removed')]).toEqual([
      'old',
      null,
      'old',
    ]);
    for (const name of ['edited', 'removed'])
      expect(statSync(host.at(name)).mode & 0o777).toBe(0o640);
    expect((await host.journal.pending())?.restoredAt).not.toBeNull();
  });

  it('they come from the journal when the kept ones are gone', async () => {
    const host = await guarded(sides as never);
    await host.write(3);
    const files = createNodeFiles('/', createCommands());
    for (const name of Object.keys(sides)) await files.sweep(host.at(name));
    boot(host);
    expect([host.text('edited'), host.text('created'), host.text('removed')]).toEqual([
      'old',
      null,
      'old',
    ]);
    expect(statSync(host.at('edited')).mode & 0o777).toBe(0o640);
  });

  it('what somebody else wrote stays', async () => {
    const host = await guarded(sides as never);
    await host.write(3);
    writeFileSync(host.at('edited'), 'theirs');
    boot(host);
    expect([host.text('edited'), host.text('created')]).toEqual(['theirs', null]);
  });

  it('nothing happens while a run has the lock: it is still at it', async () => {
    const host = await guarded(sides as never);
    await host.write(3);
    const release = await host.lock.acquire(0);
    expect(boot(host)).toBe('');
    expect(host.text('edited')).toBe('new');
    expect((await host.journal.pending())?.restoredAt).toBeNull();
    await release();
    expect(boot(host)).toBe('daemon-reload\n');
    expect(host.text('edited')).toBe('old');
  });

  it('no run begins while the files are being put back', async () => {
    const host = await guarded(sides as never);
    await host.write(3);
    const release = await host.lock.acquire(0);
    await release();
    const taken = join(host.base, 'taken');
    boot(host, `flock -n ${join(host.stateDir, 'lock')} true || echo "$?" > ${taken}`);
    expect(readFileSync(taken, 'utf8')).toBe('1\n');
    await (await host.lock.acquire(0))();
  });

  it.each(['committed', 'undone'] as const)('nothing happens once it is %s', async (end) => {
    const host = await guarded(sides as never);
    await host.write(3);
    await host.journal.end(host.id, end);
    boot(host);
    expect(host.text('edited')).toBe('new');
  });

  it('a second boot leaves alone what has been written since', async () => {
    const host = await guarded(sides as never);
    await host.write(3);
    boot(host);
    writeFileSync(host.at('edited'), 'new');
    boot(host);
    expect(host.text('edited')).toBe('new');
  });

  it('a path with spaces is put back as well', async () => {
    const host = await guarded({ 'a file': [old, fresh] });
    await host.write(1);
    boot(host);
    expect(host.text('a file')).toBe('old');
  });
});
