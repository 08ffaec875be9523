import { execFileSync, spawn, spawnSync } from 'node:child_process';
import {
  closeSync,
  constants,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { plainOutput } from '../../src/adapters/plain-output.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dockcfg-output-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const nonBlocking = constants.O_WRONLY | constants.O_NONBLOCK;

function fifo(): string {
  const path = join(folder, 'pipe');
  execFileSync('mkfifo', [path]);
  return path;
}

describe('output that nobody watches', () => {
  it('goes to a file as it was said', () => {
    const path = join(folder, 'file');
    const fd = openSync(path, 'w');
    plainOutput(fd)?.write('可用 ok\n');
    closeSync(fd);
    expect(readFileSync(path, 'utf8')).toBe('可用 ok\n');
  });

  it('goes to /dev/null as if that was a file', () => {
    const fd = openSync('/dev/null', 'w');
    expect(() => plainOutput(fd)?.write('x')).not.toThrow();
    expect(plainOutput(fd)).not.toBeNull();
    closeSync(fd);
  });

  it('is not made for a terminal, a device or a descriptor that is closed', () => {
    const fd = openSync('/dev/ptmx', 'w');
    expect(plainOutput(fd)).toBeNull();
    closeSync(fd);
    expect(plainOutput(fd)).toBeNull();
  });

  it('reaches a reader that is slower than the pipe is wide', async () => {
    const path = fifo();
    const keepsOpen = openSync(path, constants.O_RDWR);
    const fd = openSync(path, nonBlocking);
    const script = 'exec 3<"$1"; head -c 1000000 <&3 | wc -c';
    const reader = spawn('sh', ['-c', script, 'sh', path], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    plainOutput(fd)?.write('x'.repeat(1_000_000));
    expect((await text(reader.stdout)).trim()).toBe('1000000');
    closeSync(fd);
    closeSync(keepsOpen);
  });

  it('ends quietly when the reader has gone', () => {
    const path = fifo();
    const reader = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    const fd = openSync(path, nonBlocking);
    closeSync(reader);
    expect(() => plainOutput(fd)?.write('x')).not.toThrow();
    closeSync(fd);
  });

  it('tears nothing apart where it is not the result, on a disk that is full or fails', () => {
    const path = join(folder, 'file');
    writeFileSync(path, '');
    const fd = openSync(path, 'r');
    expect(() => plainOutput(fd)?.write('x')).toThrow('EBADF');
    expect(() => plainOutput(fd, 'may be lost')?.write('x')).not.toThrow();
    closeSync(fd);
  });
});

describe('a run whose stderr goes to a file that takes nothing', () => {
  const main = join(import.meta.dirname, '../../src/main.ts');

  it('comes to its end, and to its own exit code', () => {
    const fd = openSync(join(folder, 'log'), 'w');
    const asked = ['show', '--json', '--root', '/nonexistent'];
    const limited = ['-c', 'ulimit -f 0; exec "$@"', 'sh', process.execPath, main, ...asked];
    const run = spawnSync('sh', limited, {
      stdio: ['ignore', 'pipe', fd],
      encoding: 'utf8',
    });
    closeSync(fd);
    expect(JSON.parse(run.stdout)).toMatchObject({ exit: 65 });
    expect(run.status).toBe(65);
  });
});
