import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { doctorReports } from '../../../src/ui/reports/doctor/index.ts';
import { runRecorded } from '../outside.ts';

/** Clears the screen, then the 8-bit form of the same introducer, then turns the text around. */
const hostile = '\u001b[2Jevil\u009b2J\u202e';
/** What the program itself colours with. */
const esc = '\u001b';
const paint = new RegExp(`${esc}\\[\\d{1,2}m`, 'g');
const unprintable = /(?!\n)[\p{Cc}\p{Bidi_Control}]/u;

describe('what comes from elsewhere, and could drive the terminal,', () => {
  let root: string;
  let profile: string;

  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'dockcfg-hostile-'));
    await mkdir(join(root, 'etc/docker'), { recursive: true });
    await writeFile(join(root, 'etc/docker/daemon.json'), `{"${hostile}": "${hostile}"`);
    profile = join(root, 'profile.json5');
    await writeFile(profile, JSON.stringify({ [hostile]: hostile }));
  });
  afterAll(() => rm(root, { recursive: true, force: true }));

  it.each([
    ['a key of a profile', () => ['plan', '--root', root, profile]],
    ['a broken daemon.json', () => ['show', '--root', root]],
    [
      'a broken daemon.json that is to be edited',
      () => ['plan', '--root', root, '--no-proxy', 'x'],
    ],
    ['a command', () => [hostile]],
    ['a host', () => ['ca', 'fetch', hostile]],
    ['an image', () => ['explain', '--root', root, hostile]],
    ['a file name', () => ['plan', '--root', root, hostile]],
    ['a value', () => ['plan', '--root', root, '--mirror', `https://${hostile}`]],
    ['a root', () => ['history', '--root', hostile]],
    ['a transaction', () => ['rollback', '--root', root, hostile]],
    ['an error that was pasted', () => ['doctor', '--root', root, '--from-error', hostile]],
  ])('is spelt out: %s', async (_, argv) => {
    for (const format of [[], ['--json'], ['--color', 'always']]) {
      const { stdout, stderr, exit } = await runRecorded([...argv(), ...format], { real: true });
      const painted = format.includes('always');
      for (const text of [stdout, stderr]) {
        const seen = painted ? text.replaceAll(paint, '') : text;
        expect(seen).not.toMatch(unprintable);
      }
      expect(`${stdout}${stderr}`, String(exit)).not.toBe('');
    }
  });
});

describe('a hostile registry', () => {
  const page = `<html><title>${hostile}</title>${hostile}</html>`;
  const errors = JSON.stringify({ errors: [{ code: hostile, message: hostile, detail: hostile }] });
  const challenge = `Bearer realm="http://127.0.0.1:1/${hostile}",service="${hostile}"`;

  it.each([
    ['a page', '200 OK', `Content-Type: text/html`, page],
    ['an error', `500 ${hostile}`, 'Content-Type: application/json', errors],
    ['a refusal', '403 Forbidden', `Content-Type: application/json\r\nServer: ${hostile}`, errors],
    ['a challenge', '401 Unauthorized', `WWW-Authenticate: ${challenge}`, ''],
    ['a redirect', '302 Found', `Location: http://127.0.0.1:1/${hostile}`, ''],
    ['no HTTP', hostile, hostile, hostile],
  ])('acts on no terminal with %s', async (_, status, header, body) => {
    const answer = `HTTP/1.1 ${status}\r\n${header}\r\nConnection: close\r\n\r\n${body}`;
    const server = createServer((socket) => {
      socket.on('error', () => {});
      socket.once('data', () => socket.end(answer));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const root = await mkdtemp(join(tmpdir(), 'dockcfg-hostile-'));
    try {
      const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
      for (const format of Object.keys(doctorReports)) {
        const argv = ['doctor', `${host}/app`, '--root', root, '--engine', '28.5.2', '--verbose'];
        const ran = await runRecorded([...argv, '--format', format], { real: true });
        expect(ran.stdout, format).toContain(host);
        for (const text of [ran.stdout, ran.stderr]) expect(text, format).not.toMatch(unprintable);
      }
    } finally {
      server.close();
      await rm(root, { recursive: true, force: true });
    }
  });
});
