/** Runs real plays with the collection of this checkout, and reads what came of every task. */
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { execa } from 'execa';

const here = import.meta.dirname;
export const collection = path.resolve(here, '../../ansible');

/** Debian's own python: it is the one that Debian's Ansible belongs to. */
export const python = '/usr/bin/python3';

export interface TaskResult {
  readonly host: string;
  readonly task: string;
  readonly outcome: 'ok' | 'failed' | 'skipped' | 'unreachable';
  // biome-ignore lint/suspicious/noExplicitAny: a module may return anything.
  readonly result: any;
}

export interface Played {
  readonly exitCode: number;
  readonly output: string;
  readonly results: readonly TaskResult[];
  /** what a person would be shown with --diff, by host */
  readonly diffs: ReadonlyMap<string, string>;
  /** the result of a task on a host, with `failed`; throws when there is none */
  of(task: string, host?: string): TaskResult['result'];
}

export interface Workspace {
  readonly folder: string;
  play(playbook: unknown, options?: PlayOptions): Promise<Played>;
  dispose(): Promise<void>;
}

export interface PlayOptions {
  readonly inventory?: unknown;
  readonly flags?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** A folder in which the collection is installed under its name, as Ansible looks for it. */
export async function openWorkspace(): Promise<Workspace> {
  const folder = await mkdtemp(path.join(tmpdir(), 'dockcfg-ansible-'));
  const home = path.join(folder, 'collections/ansible_collections/dockcfg');
  await mkdir(home, { recursive: true });
  await symlink(collection, path.join(home, 'engine'));
  return {
    folder,
    play: (playbook, options = {}) => play(folder, playbook, options),
    dispose: () => rm(folder, { recursive: true, force: true }),
  };
}

/** The machine that runs the test, as the only host. */
export const thisMachine = {
  all: {
    hosts: { local: { ansible_connection: 'local', ansible_python_interpreter: python } },
  },
};

async function play(folder: string, playbook: unknown, options: PlayOptions): Promise<Played> {
  const { inventory = thisMachine, flags = [], env = {} } = options;
  const record = path.join(folder, 'record.jsonl');
  // JSON is YAML.
  await writeFile(path.join(folder, 'inventory.yml'), JSON.stringify(inventory));
  await writeFile(path.join(folder, 'play.yml'), JSON.stringify(playbook));
  const argv = ['-i', 'inventory.yml', 'play.yml', ...flags];
  const { exitCode = -1, all } = await execa('/usr/bin/ansible-playbook', argv, {
    ...{ cwd: folder, reject: false, all: true, stdin: 'ignore', extendEnv: false },
    env: { ...environment(folder), RECORD_FILE: record, ...env },
  });
  const lines = (await readFile(record, 'utf8').catch(() => '')).trim().split('\n');
  const records = lines.filter((line) => line !== '').map((line) => JSON.parse(line));
  const results = records.filter(({ outcome }) => outcome !== 'diff') as TaskResult[];
  const diffs = new Map<string, string>();
  for (const { host, outcome, text } of records) {
    if (outcome === 'diff') diffs.set(host, `${diffs.get(host) ?? ''}${text}`);
  }
  return { exitCode, output: all, results, diffs, of };

  function of(task: string, host?: string) {
    const found = results.find((each) => each.task.endsWith(task) && (!host || each.host === host));
    // Ansible takes the mark out of what it hands to callbacks.
    if (found) return { ...found.result, failed: found.outcome === 'failed' };
    throw new Error(`no task ${task} was run:\n${all}\n${JSON.stringify(results, null, 2)}`);
  }
}

function environment(folder: string): Record<string, string> {
  return {
    PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
    LANG: 'C.UTF-8',
    HOME: folder,
    ANSIBLE_COLLECTIONS_PATH: path.join(folder, 'collections'),
    ANSIBLE_CALLBACK_PLUGINS: path.join(here, 'plugins/callback'),
    ANSIBLE_CONNECTION_PLUGINS: path.join(here, 'plugins/connection'),
    ANSIBLE_STDOUT_CALLBACK: 'record',
    ANSIBLE_PIPELINING: '1',
    ANSIBLE_RETRY_FILES_ENABLED: '0',
    ANSIBLE_LOCALHOST_WARNING: '0',
  };
}
