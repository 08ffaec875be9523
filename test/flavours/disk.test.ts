/**
 * The hosts that no lab boots, written to disk and configured by the program itself: what it says
 * beforehand writes nothing, what it does it does once, and every byte comes back.
 */
import { chown, lstat, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runRecorded } from '../ui/outside.ts';
import { rootAuthority } from '../world/certificates/authority.ts';
import { type ModelledHost, modelledHosts } from './trees.ts';

const isRoot = process.getuid?.() === 0;
const authority = rootAuthority('Corp Root').pem;

describe.each(modelledHosts)('a $flavour host on disk', (host) => {
  let folder: string;
  let root: string;
  let wish: readonly string[];

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'dockcfg-flavour-'));
    root = join(folder, 'host');
    await plant(root, host);
    await writeFile(join(folder, 'ca.pem'), authority);
    await writeFile(join(folder, 'pw'), 's/%cret "\'\\$x');
    wish = [
      ...['--mirror', 'https://mirror.example', '--add-insecure-registry', '10.0.0.5:5000'],
      ...['--https-proxy', 'http://ada@proxy.example:3128', '--no-proxy', 'localhost,.corp'],
      ...['--proxy-password-file', join(folder, 'pw')],
      ...['--ca', `harbor.example:8443=${join(folder, 'ca.pem')}`],
    ];
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const dockcfg = async (...argv: readonly string[]) => {
    const { engineOverride } = host.options ?? {};
    const { version, store } = engineOverride ?? {};
    const engine = version ? ['--engine', [version.text, store].filter(Boolean).join()] : [];
    const user = host.options?.user;
    return runRecorded([...argv, '--root', root, '--json', ...engine], {
      real: true,
      ...(user ? { user } : {}),
    });
  };

  it.runIf(isRoot)('is planned without a trace, made once, shown, and put back', async () => {
    const before = await contentsOf(root);
    expect(await dockcfg('plan', ...wish)).toMatchObject({ exit: 0 });
    expect(await dockcfg('show')).toMatchObject({ exit: 0 });
    expect(await contentsOf(root)).toEqual(before);

    const made = await dockcfg('apply', '--yes', ...wish);
    expect(made.exit, made.stderr).toBe(0);
    expect(JSON.parse(made.stdout).changed).toBe(true);
    const after = await contentsOf(root);
    expect(secretsFor(after)).toEqual([]);
    const again = await dockcfg('apply', '--yes', ...wish);
    expect(JSON.parse(again.stdout).changed, again.stdout).toBe(false);
    expect(await contentsOf(root)).toEqual(after);

    const { settings } = JSON.parse((await dockcfg('show')).stdout);
    expect(valuesOf(settings)).toMatchObject({
      'registry-mirrors': ['https://mirror.example'],
      'insecure-registries': expect.arrayContaining(['10.0.0.5:5000']),
      'https-proxy': 'http://ada:xxxxx@proxy.example:3128',
      'no-proxy': 'localhost,.corp',
    });

    expect(await dockcfg('rollback', '--yes')).toMatchObject({ exit: 0 });
    expect(await contentsOf(root)).toEqual(before);
  });
});

async function plant(root: string, { tree, options }: ModelledHost): Promise<void> {
  const home = options?.user?.home;
  for (const [path, entry] of Object.entries(tree)) {
    const at = join(root, path);
    await mkdir(dirname(at), { recursive: true });
    await writeFile(at, typeof entry === 'string' ? entry : entry.text);
    if (home && path.startsWith(home) && isRoot) await chown(at, 1000, 1000);
  }
}

/** Every path with mode, owner and bytes; the program's own state is not the host's. */
async function contentsOf(root: string): Promise<Readonly<Record<string, string>>> {
  const names = await readdir(root, { recursive: true });
  const found: Record<string, string> = {};
  for (const name of names.filter((each) => !isState(each)).sort()) {
    const at = join(root, name);
    const stat = await lstat(at);
    const bytes = stat.isFile() ? await readFile(at, 'latin1') : '';
    found[name] = `${(stat.mode & 0o7777).toString(8)} ${stat.uid} ${bytes}`;
  }
  return found;
}

/** `/var/lib/dockcfg`, and what leads to it; a user's own state lies in the home. */
function isState(name: string): boolean {
  return /^var$|^var\/lib$|(?:^|\/)dockcfg(?:\/|$)|^home\/[^/]+\/\.local(?:$|\/state$)/.test(name);
}

/** Files that hold the password and that others than their owner can read. */
function secretsFor(contents: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(contents)
    .filter(([, text]) => text.includes('s%2F%25cret') && !/^[0-7]00 /.test(text))
    .map(([name]) => name);
}

interface Row {
  readonly key: string;
  readonly value: unknown;
  readonly state: string;
}

/** What counts; what nothing reads has rows of its own. */
function valuesOf(settings: readonly Row[]): Readonly<Record<string, unknown>> {
  const read = settings.filter(({ state }) => state !== 'ignored');
  return Object.fromEntries(read.map(({ key, value }) => [key, value]));
}
