/** One lab's private corner of the machine: its own processes, mounts and network, under one holder. */
import path from 'node:path';
import { execa } from 'execa';
import { removeCgroups } from './cgroups.ts';
import { processes } from './processes.ts';
import { until } from './until.ts';

const holderScript = path.join(import.meta.dirname, 'holder.sh');
const namespaces = ['--pid', '--fork', '--kill-child', '--mount', '--mount-proc', '--net'];

/** The machine's own variables (proxies, certificate bundles) must not reach the lab. */
const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
export const cleanEnv = { PATH, LANG: 'C.UTF-8', HOME: '/root' };

/** Where everything of a lab lives, seen from inside its sandbox. */
export const home = '/run/dcl';

export type RunOptions = { input?: string; env?: Record<string, string>; timeout?: number };

/** Opens a sandbox. It ends with this process, unless it is to `stay` until `lab down`. */
export async function openSandbox(id: string, { stay = false } = {}): Promise<Sandbox> {
  const holder = execa(
    'unshare',
    [...namespaces, 'sh', holderScript, id, ...(stay ? ['stay'] : [])],
    {
      stdin: stay ? 'ignore' : 'pipe',
      stdout: 'pipe',
      detached: true,
      cleanup: false,
      reject: false,
      env: cleanEnv,
      extendEnv: false,
    },
  );
  const ended = holder.then(async ({ stderr }) => {
    await removeCgroups(id);
    return stderr;
  });
  const ready = new Promise<void>((done) => holder.stdout?.once('data', () => done()));
  const failure = await Promise.race([ready, ended]);
  if (failure !== undefined) throw new Error(`the lab's sandbox did not open: ${failure}`);
  const pid = await until(`holder of ${id}`, () => holderOf(id));
  if (stay) {
    holder.nodeChildProcess.unref();
    holder.stdout?.destroy();
    holder.stderr?.destroy();
  }
  return new Sandbox(id, pid, ended);
}

/** Every lab now on this machine, by id and the process that holds it. */
export async function holders(): Promise<Map<string, number>> {
  const found = (await processes()).filter(
    ({ argv }) => argv[0] === 'sh' && path.basename(argv[1] ?? '') === 'holder.sh',
  );
  return new Map(found.map(({ argv, pid }) => [argv[2] ?? '', pid]));
}

async function holderOf(id: string): Promise<number | null> {
  return (await holders()).get(id) ?? null;
}

/** A sandbox that some other process opened. */
export async function findSandbox(id: string): Promise<Sandbox | null> {
  const pid = await holderOf(id);
  return pid === null ? null : new Sandbox(id, pid, null);
}

export class Sandbox {
  readonly id: string;
  readonly pid: number;
  readonly #ended: Promise<unknown> | null;

  constructor(id: string, pid: number, ended: Promise<unknown> | null) {
    this.id = id;
    this.pid = pid;
    this.#ended = ended;
  }

  /** The same file, as processes outside the sandbox can name it. */
  path(...inner: string[]): string {
    return path.join(`/proc/${this.pid}/root`, home, ...inner);
  }

  /** The command line that runs `argv` in the service namespace. */
  command(argv: readonly string[]): [string, string[]] {
    return ['nsenter', ['-t', String(this.pid), '-m', '-p', '-n', '--', ...argv]];
  }

  /** Runs a command in the service namespace and fails if it fails. */
  async run(argv: readonly string[], options: RunOptions = {}) {
    const { env = {}, ...rest } = options;
    return execa(...this.command(argv), {
      ...rest,
      ...(rest.input === undefined ? { stdin: 'ignore' as const } : {}),
      env: { ...cleanEnv, ...env },
      extendEnv: false,
    });
  }

  /** Starts a process that lives as long as the sandbox; its output goes to its log. */
  async daemon(name: string, argv: readonly string[], env: Record<string, string> = {}) {
    const body = `echo $$ >${home}/pid/$0; exec "$@" >>${home}/log/$0 2>&1`;
    const detach = 'setsid sh -c "$0" "$@" </dev/null >/dev/null 2>&1 &';
    await this.run(['sh', '-c', detach, body, name, ...argv], { env });
  }

  /** Ends a daemon, whatever it is doing. */
  async endDaemon(name: string): Promise<void> {
    const pidFile = `${home}/pid/${name}`;
    const script = `kill -KILL "$(cat ${pidFile})"; rm ${pidFile}`;
    await this.run(['sh', '-c', script]);
  }

  /** Takes the whole lab away; a holder that does not go by itself is killed. */
  async close(): Promise<void> {
    const gone = () => until(`the end of ${this.id}`, async () => !(await holderOf(this.id)));
    signal(this.pid, 'SIGTERM');
    await gone().catch(() => signal(this.pid, 'SIGKILL'));
    await gone();
    await this.#ended;
    await removeCgroups(this.id);
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It has ended already, which is what was wanted.
  }
}
