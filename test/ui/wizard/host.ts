import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Company, startCompany } from '../../demo/company.ts';
import { makeTree } from '../../demo/tree.ts';
import { keys, openPty, type Pty } from '../pty.ts';

export const main = join(import.meta.dirname, '../../../src/main.ts');

/** A host that is a folder, in a network on loopback, and the wizard at a real terminal on it. */
export interface WizardHost extends AsyncDisposable {
  readonly company: Company;
  readonly root: string;
  /** as it was before anybody touched it */
  reset(): Promise<void>;
  setup(options?: SetupOptions): Pty;
  /** every file of the host with its content */
  contents(): Promise<ReadonlyMap<string, string>>;
  daemonJson(): Promise<{ readonly [key: string]: unknown }>;
  writeDaemonJson(content: object): Promise<void>;
}

export interface SetupOptions {
  readonly argv?: readonly string[];
  readonly env?: { readonly [name: string]: string };
  readonly columns?: number;
}

/** @param prepare adds to the network before the host's file of names is written */
export async function openWizardHost(
  prepare: (company: Company) => Promise<void> = async () => {},
): Promise<WizardHost> {
  const company = await startCompany();
  await prepare(company);
  const hosts = company.world.hostsFile().split('\n');
  const known = {
    ...company,
    hosts: hosts.filter((line) => !line.endsWith('docker.io')).join('\n'),
  };
  const pristine = await makeTree(known);
  const folder = await mkdtemp(join(tmpdir(), 'dockcfg-wizard-'));
  await writeFile(join(folder, 'corp.pem'), company.companyRoot);
  await writeFile(join(folder, 'other.pem'), company.publicRoot);
  const root = join(folder, 'host');
  return {
    company,
    root,
    reset: async () => {
      await rm(root, { recursive: true, force: true });
      await cp(pristine.root, root, { recursive: true });
    },
    setup: ({ argv = [], env = {}, columns = 80 } = {}) =>
      openPty({
        argv: [main, 'setup', '--root', root, '--image', 'nginx', ...argv],
        ...{ env, columns, rows: 60, cwd: folder },
      }),
    contents: () => contentsOf(root),
    daemonJson: async () =>
      JSON.parse(await readFile(join(root, 'etc/docker/daemon.json'), 'utf8')),
    writeDaemonJson: (content) =>
      writeFile(join(root, 'etc/docker/daemon.json'), JSON.stringify(content)),
    [Symbol.asyncDispose]: async () => {
      await pristine[Symbol.asyncDispose]();
      await company.world.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function contentsOf(root: string): Promise<ReadonlyMap<string, string>> {
  const names = await readdir(root, { recursive: true, withFileTypes: true });
  const files = names
    .filter((each) => each.isFile())
    .map((each) => join(each.parentPath, each.name));
  const pairs = files.map(async (path) => [path, await readFile(path, 'latin1')] as const);
  return new Map(await Promise.all(pairs));
}

/** Waits for each question, and answers it. Enter alone keeps what is offered. */
export async function answer(
  pty: Pty,
  answers: readonly (readonly [question: string | RegExp, keys: string])[],
): Promise<void> {
  for (const [question, typed] of answers) {
    await pty.see(question);
    pty.press(`${typed}${keys.enter}`);
  }
}
