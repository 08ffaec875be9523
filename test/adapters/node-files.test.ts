import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createNodeFiles } from '../../src/adapters/node-files.ts';
import { createCommands } from '../../src/adapters/spawn-commands.ts';
import type { Commands } from '../../src/ports/commands.ts';
import { absent, file } from '../doubles/files.ts';
import { fill, scratch } from './scratch.ts';

const isRoot = process.geteuid?.() === 0;
const run = (program: string, ...args: string[]) =>
  execFileSync(program, args, { encoding: 'utf8' });

/** A tree with /etc/docker/daemon.json, and the files port over it. */
function tree(commands: Commands = createCommands()) {
  const root = scratch();
  const at = (path: string) => join(root, path);
  mkdirSync(at('/etc/docker'), { recursive: true });
  writeFileSync(at('/etc/docker/daemon.json'), 'old');
  return { root, at, files: createNodeFiles(root, commands) };
}

const path = '/etc/docker/daemon.json';

describe('looking at files on the disk', () => {
  it('sees at the next look what became of a directory on the way', async () => {
    const { at, files } = tree();
    const textAt = async () => {
      const { state, realPath } = await files.snapshot(path);
      return [state.kind === 'file' ? new TextDecoder().decode(state.bytes) : state.kind, realPath];
    };
    expect(await Promise.all([textAt(), textAt()])).toEqual([
      ['old', null],
      ['old', null],
    ]);
    renameSync(at('/etc/docker'), at('/etc/elsewhere'));
    expect(await textAt()).toEqual(['absent', null]);
    symlinkSync('elsewhere', at('/etc/docker'));
    expect(await textAt()).toEqual(['old', null]);
    mkdirSync(at('/srv'));
    writeFileSync(at('/srv/daemon.json'), 'other');
    unlinkSync(at('/etc/docker'));
    symlinkSync('/srv', at('/etc/docker'));
    expect(await textAt()).toEqual(['other', null]);
  });
});

describe('replacing a file on the disk', () => {
  it('keeps extended attributes and ACL, and their inode when it is put back', async () => {
    const { at, files } = tree();
    run('setfattr', '-n', 'user.origin', '-v', 'kept', at(path));
    run('setfacl', '-m', 'u:1234:rw', at(path));
    const before = (await files.snapshot(path)).state;
    const inode = lstatSync(at(path)).ino;
    if (before.kind !== 'file') throw new Error('no file');
    const after = { ...before, bytes: new TextEncoder().encode('new') };
    await files.replace(path, after, before);
    expect(run('getfattr', '--only-values', '-n', 'user.origin', at(path))).toBe('kept');
    expect(run('getfacl', '-n', at(path))).toContain('user:1234:rw-');
    expect(readFileSync(at(path), 'utf8')).toBe('new');
    await files.replace(path, before, after);
    expect(lstatSync(at(path)).ino).toBe(inode);
  });

  it('takes away what a narrower mode forbids, ACL included', async () => {
    const { at, files } = tree();
    run('setfacl', '-m', 'u:1234:rw', at(path));
    const before = (await files.snapshot(path)).state;
    await files.replace(path, file('secret', { mode: 0o600 }), before as never);
    expect(lstatSync(at(path)).mode & 0o777).toBe(0o600);
    expect(run('getfacl', '-n', at(path))).toContain('mask::---');
  });

  it('fails with nothing changed when attributes cannot be kept', async () => {
    const refuse: Commands = {
      run: async () => ({ exitCode: 1, stdout: '', stderr: 'cp: setting attributes: no room' }),
    };
    const { at, files } = tree(refuse);
    await expect(files.replace(path, file('new'), file('old'))).rejects.toMatchObject({
      exit: 'cannotWrite',
      message: expect.stringContaining('no room'),
    });
    expect(readFileSync(at(path), 'utf8')).toBe('old');
    expect(readdirSync(at('/etc/docker'))).toEqual(['daemon.json']);
  });

  it('does without them where cp knows of none', async () => {
    const busybox: Commands = {
      run: async () => ({ exitCode: 1, stdout: '', stderr: 'cp: unrecognized option' }),
    };
    const { at, files } = tree(busybox);
    await files.replace(path, file('new'), file('old'));
    expect(readFileSync(at(path), 'utf8')).toBe('new');
  });

  it.runIf(isRoot)('gives the file its owner', async () => {
    const { at, files } = tree();
    await files.replace(path, file('new', { uid: 12, gid: 34 }), file('old'));
    expect(lstatSync(at(path))).toMatchObject({ uid: 12, gid: 34 });
  });

  it('hides what it writes from everybody else until it is in place', async () => {
    const seen: number[] = [];
    const { at, files } = tree({
      run: async (argv) => {
        if (argv[0] === 'cp') seen.push(lstatSync(join(argv[5] ?? '', '..')).mode & 0o777);
        return { exitCode: 0, stdout: '', stderr: '' };
      },
    });
    await files.replace(path, file('secret', { mode: 0o600 }), file('old'));
    expect(seen).toEqual([0o700]);
    expect(existsSync(at('/etc/docker/.dockcfg/daemon.json.new'))).toBe(false);
  });

  it('writes over what a run that died left behind', async () => {
    const { at, files } = tree();
    mkdirSync(at('/etc/docker/.dockcfg'));
    writeFileSync(at('/etc/docker/.dockcfg/daemon.json.new'), 'half');
    await files.replace(path, file('new'), file('old'));
    await files.sweep(path);
    expect(readdirSync(at('/etc/docker'))).toEqual(['daemon.json']);
  });

  it('notices a change that comes while it writes', async () => {
    const { at, files } = tree({
      run: async () => {
        writeFileSync(at(path), 'theirs, longer');
        return { exitCode: 0, stdout: '', stderr: '' };
      },
    });
    await expect(files.replace(path, file('new'), file('old'))).rejects.toMatchObject({
      exit: 'tryAgain',
    });
    expect(readFileSync(at(path), 'utf8')).toBe('theirs, longer');
  });

  it('keeps the first state of a file through several replacements', async () => {
    const { at, files } = tree();
    const inode = lstatSync(at(path)).ino;
    await files.replace(path, file('one'), file('old'));
    await files.replace(path, file('two'), file('one'));
    await files.replace(path, file('old'), file('two'));
    expect(lstatSync(at(path)).ino).toBe(inode);
  });
});

describe('symbolic links', () => {
  it('are followed: the target is replaced, the link stays a link', async () => {
    const { at, files } = tree();
    mkdirSync(at('/srv'));
    writeFileSync(at('/srv/real.json'), 'old');
    symlinkSync('/srv/real.json', at('/etc/docker/link.json'));
    const before = await files.snapshot('/etc/docker/link.json');
    expect(before).toMatchObject({ realPath: '/srv/real.json', state: file('old') });
    await files.replace('/etc/docker/link.json', file('new'), file('old'));
    expect(readlinkSync(at('/etc/docker/link.json'))).toBe('/srv/real.json');
    expect(readFileSync(at('/srv/real.json'), 'utf8')).toBe('new');
  });

  it.each([
    ['an absolute link', '/etc/passwd'],
    ['a relative link that climbs too far', '../../../../../../../../etc/passwd'],
  ])('never lead out of a tree: %s', async (_what, target) => {
    const { at, files } = tree();
    symlinkSync(target, at('/etc/docker/out'));
    const { state, realPath } = await files.snapshot('/etc/docker/out');
    expect([state, realPath]).toEqual([absent, '/etc/passwd']);
    writeFileSync(at('/etc/passwd'), 'inside');
    expect((await files.snapshot('/etc/docker/out')).state).toEqual(file('inside'));
  });

  it('of directories on the way stay within a tree as well', async () => {
    const { at, files } = tree();
    mkdirSync(at('/srv/docker'), { recursive: true });
    symlinkSync('/srv/docker', at('/etc/alias'));
    await files.replace('/etc/alias/new.json', file('x'), absent);
    expect(readFileSync(at('/srv/docker/new.json'), 'utf8')).toBe('x');
  });

  it('that dangle are refused', async () => {
    const { at, files } = tree();
    symlinkSync('/srv/none', at('/etc/docker/link.json'));
    const attempt = files.replace('/etc/docker/link.json', file('x'), absent);
    await expect(attempt).rejects.toMatchObject({
      exit: 'cannotWrite',
      message: expect.stringContaining('/srv/none'),
    });
    expect(existsSync(at('/srv'))).toBe(false);
  });

  it('of directories that dangle are refused as well, and nothing is made behind them', async () => {
    const { at, files } = tree();
    symlinkSync('/mnt/config', at('/etc/alias'));
    const attempt = files.replace('/etc/alias/certs.d/h/ca.crt', file('x'), absent);
    await expect(attempt).rejects.toMatchObject({
      exit: 'cannotWrite',
      message: expect.stringContaining('/etc/alias is a symbolic link to /mnt/config'),
    });
    expect(existsSync(at('/mnt'))).toBe(false);
  });

  it('are not removed in place of their target', async () => {
    const { at, files } = tree();
    symlinkSync('daemon.json', at('/etc/docker/link.json'));
    const attempt = files.replace('/etc/docker/link.json', absent, file('old'));
    await expect(attempt).rejects.toMatchObject({ exit: 'cannotWrite' });
    expect(readFileSync(at(path), 'utf8')).toBe('old');
  });

  it('in a circle are unreadable, and refused', async () => {
    const { at, files } = tree();
    symlinkSync('loop', at('/etc/docker/loop'));
    expect((await files.snapshot('/etc/docker/loop')).state).toEqual({
      kind: 'unreadable',
      code: 'ELOOP',
    });
    await expect(files.replace('/etc/docker/loop', file('x'), absent)).rejects.toMatchObject({
      exit: 'cannotWrite',
      message: expect.stringContaining('too many symbolic links'),
    });
  });

  it('are followed on the live host, too', async () => {
    const { at } = tree();
    const live = createNodeFiles('/', createCommands());
    symlinkSync('daemon.json', at('/etc/docker/link.json'));
    expect(await live.snapshot(at('/etc/docker/link.json'))).toMatchObject({
      realPath: at(path),
      state: file('old'),
    });
    expect((await live.snapshot(at('/etc/docker/none'))).state).toEqual(absent);
  });
});

describe('a link where dockcfg works', () => {
  it('is not followed out of the tree, neither to write nor to clear away', async () => {
    const { at, files } = tree();
    const outside = scratch();
    writeFileSync(join(outside, 'daemon.json'), 'theirs');
    symlinkSync(outside, at('/etc/docker/.dockcfg'));
    await expect(files.replace(path, file('new'), file('old'))).rejects.toMatchObject({
      exit: 'cannotWrite',
      message: expect.stringContaining('/etc/docker/.dockcfg'),
    });
    await files.sweep(path);
    expect(readdirSync(outside)).toEqual(['daemon.json']);
    expect(readFileSync(at(path), 'utf8')).toBe('old');
  });
});

describe('what the machine refuses', () => {
  const refused = async (files: ReturnType<typeof tree>['files'], words: string) => {
    const attempt = files.replace(path, file('new'), file('old'));
    await expect(attempt).rejects.toMatchObject({
      exit: 'cannotWrite',
      message: expect.stringContaining(words),
    });
    expect((await files.snapshot(path)).state).toEqual(file('old'));
  };

  it.runIf(isRoot)('is told of an immutable file', async () => {
    const { at, files } = tree();
    run('chattr', '+i', at(path));
    onTestFinished(() => void run('chattr', '-i', at(path)));
    await refused(files, 'immutable');
    expect(readdirSync(at('/etc/docker'))).toEqual(['daemon.json']);
  });

  it.runIf(isRoot)('is told of a file that may only be appended to', async () => {
    const { at, files } = tree();
    run('chattr', '+a', at(path));
    onTestFinished(() => void run('chattr', '-a', at(path)));
    await refused(files, 'append-only');
    expect(readdirSync(at('/etc/docker'))).toEqual(['daemon.json']);
  });

  it.runIf(isRoot)('is told of an immutable directory', async () => {
    const { at, files } = tree();
    run('chattr', '+i', at('/etc/docker'));
    onTestFinished(() => void run('chattr', '-i', at('/etc/docker')));
    await refused(files, 'immutable');
  });

  it.runIf(isRoot)(
    'is told of a directory that may only grow, in which nothing is left',
    async () => {
      const { at, files } = tree();
      mkdirSync(at('/etc/docker/certs.d'));
      const folders = ['/etc/docker', '/etc/docker/certs.d'];
      for (const folder of folders) run('chattr', '+a', at(folder));
      onTestFinished(() => {
        for (const folder of folders) run('chattr', '-a', at(folder));
      });
      await refused(files, 'append-only');
      for (const fresh of ['/etc/docker/new.json', '/etc/docker/certs.d/a.example/ca.crt']) {
        await expect(files.replace(fresh, file('new'), absent)).rejects.toMatchObject({
          exit: 'cannotWrite',
          message: expect.stringContaining(fresh),
        });
      }
      expect(readdirSync(at('/etc/docker')).sort()).toEqual(['certs.d', 'daemon.json']);
      expect(readdirSync(at('/etc/docker/certs.d'))).toEqual([]);
    },
  );

  it.runIf(isRoot)('is told of a full disk, and going back needs no room', async () => {
    const { at, files } = tree();
    const mount = at('/etc/docker');
    run('mount', '-t', 'tmpfs', '-o', 'size=64k', 'none', mount);
    onTestFinished(() => void run('umount', mount));
    writeFileSync(at(path), 'old');
    await files.replace(path, file('new'), file('old'));
    fill(join(mount, 'filler'));
    const next = files.replace(path, file('x'.repeat(8192)), file('new'));
    await expect(next).rejects.toMatchObject({
      exit: 'cannotWrite',
      message: expect.stringContaining('No space is left'),
    });
    await files.replace(path, file('old'), file('new'));
    expect(readFileSync(at(path), 'utf8')).toBe('old');
  });

  it.runIf(isRoot)('is told of a read-only file system', async () => {
    const { at, files } = tree();
    const mount = at('/etc/docker');
    run('mount', '--bind', mount, mount);
    run('mount', '-o', 'remount,bind,ro', mount);
    onTestFinished(() => void run('umount', mount));
    await refused(files, 'read-only');
  });

  it.runIf(isRoot)('is told of a file that is a mount point', async () => {
    const { at, files } = tree();
    writeFileSync(at('/etc/other'), 'old');
    run('mount', '--bind', at('/etc/other'), at(path));
    onTestFinished(() => void run('umount', at(path)));
    await refused(files, 'mount point');
    expect(readdirSync(at('/etc/docker'))).toEqual(['daemon.json']);
  });

  it('is told of a directory that is a file', async () => {
    const { files } = tree();
    const attempt = files.replace(`${path}/x`, file('new'), absent);
    await expect(attempt).rejects.toMatchObject({ exit: 'cannotWrite' });
  });

  it('is told of anything but a regular file', async () => {
    const { at, files } = tree();
    run('mkfifo', at('/etc/docker/fifo'));
    expect((await files.snapshot('/etc/docker/fifo')).state).toEqual({
      kind: 'unreadable',
      code: 'ENOTREG',
    });
    await expect(files.replace('/etc/docker/fifo', file('x'), absent)).rejects.toMatchObject({
      message: expect.stringContaining('not a regular file'),
    });
  });

  it('does not leave behind the directories it made', async () => {
    const { at, files } = tree({
      run: async ([program]) => {
        if (program !== 'lsattr') throw new TypeError('bug');
        return { exitCode: 1, stdout: '', stderr: '' };
      },
    });
    chmodSync(at(path), 0o644);
    const attempt = files.replace('/etc/docker/certs.d/h/ca.crt', file('x'), file('not there'));
    await expect(attempt).rejects.toMatchObject({ exit: 'tryAgain' });
    expect(readdirSync(at('/etc/docker'))).toEqual(['daemon.json']);
  });
});
