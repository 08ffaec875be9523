/** One engine host of a lab: a whole Debian with systemd and Docker's engine. */
import { execa } from 'execa';
import { awaitEnd, bootHost, checkoutOnHost, enter, initOf } from './boot.ts';
import { installedStore, installHost, removeHost } from './hosts.ts';
import type { Block } from './network.ts';
import { addresses, blockRules } from './network.ts';
import type { RunOptions, Sandbox } from './sandbox.ts';
import { cleanEnv } from './sandbox.ts';
import type { Store, Suite } from './suites.ts';
import { until } from './until.ts';

export type Result = {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
};

const node = `${checkoutOnHost}/node_modules/node-linux-${process.arch}/bin/node`;
const dropIns = '/etc/systemd/system/docker.service.d';

/** Boots a host that the lab does not have yet. */
export async function startHost(sandbox: Sandbox, suite: Suite, store: Store): Promise<LabHost> {
  return new LabHost(sandbox, suite, { store, pid: await installHost(sandbox, suite, store) });
}

/** A host that is running already, under whichever process started it. */
export async function findHost(sandbox: Sandbox, suite: Suite): Promise<LabHost | null> {
  const pid = await initOf(sandbox.id, suite.name);
  if (pid === null) return null;
  return new LabHost(sandbox, suite, { pid, store: await installedStore(sandbox, suite.name) });
}

export class LabHost {
  readonly name: string;
  readonly address: string;
  readonly suite: Suite;
  readonly #sandbox: Sandbox;
  #pid: number;
  #store: Store;

  constructor(sandbox: Sandbox, suite: Suite, running: { pid: number; store: Store }) {
    this.name = suite.name;
    this.address = suite.address;
    this.suite = suite;
    this.#sandbox = sandbox;
    this.#pid = running.pid;
    this.#store = running.store;
  }

  /** The image store it was started or last reset with. */
  get store(): Store {
    return this.#store;
  }

  /** The command line that runs `argv` on this host, for terminals and for tools of other kinds. */
  command(argv: readonly string[]): [string, string[]] {
    return ['nsenter', [...enter(this.#pid), ...argv]];
  }

  /** Runs a command as root; a failing one is a result, not an exception. */
  async run(argv: readonly string[], options: RunOptions = {}): Promise<Result> {
    const { env = {}, input = '', timeout = 120_000 } = options;
    const [file, args] = this.command(argv);
    const ended = await execa(file, args, {
      ...{ input, timeout, reject: false, extendEnv: false },
      env: { ...cleanEnv, ...env },
    });
    const { exitCode = -1, stdout, stderr } = ended;
    return { exitCode, stdout, stderr: ended.timedOut ? `${stderr}\n(timed out)` : stderr };
  }

  /** Runs a command that has to work; returns what it printed. */
  async must(argv: readonly string[], options: RunOptions = {}): Promise<string> {
    const { exitCode, stdout, stderr } = await this.run(argv, options);
    if (exitCode === 0) return stdout;
    throw new Error(`${this.name}: ${argv.join(' ')} ended with ${exitCode}\n${stderr || stdout}`);
  }

  /** Runs a shell script that has to work. */
  sh(script: string): Promise<string> {
    return this.must(['sh', '-euc', script]);
  }

  /** Runs this checkout's dockcfg, with its own node. */
  dockcfg(args: readonly string[], options: RunOptions = {}): Promise<Result> {
    return this.run([node, `${checkoutOnHost}/bin/dockcfg.js`, ...args], options);
  }

  /** Writes a file, and the folders above it. */
  async writeFile(file: string, text: string, mode = '644'): Promise<void> {
    const script = 'mkdir -p "$(dirname "$0")" && cat >"$0" && chmod "$1" "$0"';
    await this.must(['sh', '-c', script, file, mode], { input: text });
  }

  /** A file's text, byte for byte. */
  async readFile(file: string): Promise<string> {
    const { stdout } = await execa(...this.command(['cat', file]), { stripFinalNewline: false });
    return stdout;
  }

  async exists(file: string): Promise<boolean> {
    return (await this.run(['test', '-e', file])).exitCode === 0;
  }

  /** Writes a drop-in of docker.service and makes systemd read it; the engine keeps running. */
  async dropIn(name: string, text: string): Promise<void> {
    await this.writeFile(`${dropIns}/${name}.conf`, text);
    await this.must(['systemctl', 'daemon-reload']);
  }

  /** Restarts the engine; resolves when it answers, throws with its journal if it does not come up. */
  async restartDocker(): Promise<void> {
    const { exitCode } = await this.run(['systemctl', 'restart', 'docker']);
    if (exitCode !== 0) throw new Error(`${this.name}: no engine\n${await this.journal()}`);
    await this.waitForDocker();
  }

  /** Sends the engine a reload. That it read its file can only be seen in `docker info`. */
  async reloadDocker(): Promise<Result> {
    return this.run(['systemctl', 'reload', 'docker']);
  }

  async waitForDocker(): Promise<void> {
    const ping = ['docker', 'version', '--format', '{{.Server.Version}}'];
    await until(`the engine of ${this.name}`, async () => (await this.run(ping)).exitCode === 0);
  }

  /** The engine's version, asked anew: testing's moves. */
  version(): Promise<string> {
    return this.must(['docker', 'version', '--format', '{{.Server.Version}}']);
  }

  /** `docker info` as the engine's own JSON. */
  async info(): Promise<Record<string, unknown>> {
    return JSON.parse(await this.must(['docker', 'info', '--format', '{{json .}}']));
  }

  /** What the engine's unit has logged since the last reset. */
  journal(unit = 'docker.service'): Promise<string> {
    return this.must(['journalctl', '--unit', unit, '--output', 'cat', '--no-pager']);
  }

  pull(image: string): Promise<Result> {
    return this.run(['docker', 'pull', image]);
  }

  /** Removes images and, in the containerd store, their content: the next pull asks for all of it. */
  async forgetImages(): Promise<void> {
    await this.sh('docker images --quiet --all | sort -u | xargs -r docker rmi --force >/dev/null');
    await this.sh('ctr -n moby content ls -q | xargs -r ctr -n moby content rm >/dev/null');
  }

  /** Cuts the host off from addresses: refused at once, or, with `drop`, never answered. */
  async block(targets: readonly string[], how: Block = 'reject'): Promise<void> {
    const netns = ['-t', String(this.#pid), '--net', '--'];
    await execa('nsenter', [...netns, 'nft', '-f', '-'], { input: blockRules(targets, how) });
  }

  /** Docker Hub cannot be reached directly any more. */
  blockHub(how: Block = 'reject'): Promise<void> {
    return this.block([addresses.hub, addresses.auth], how);
  }

  unblock(): Promise<void> {
    return this.block([]);
  }

  /** Back to stock from the ground up: a fresh tree, a fresh network namespace, a new boot. */
  async reset({ store = this.store }: { store?: Store } = {}): Promise<void> {
    // With its init dead the host is dead; its nspawn alone could be gone and the host live on.
    killInit(this.#pid);
    await awaitEnd(this.#sandbox.id, this.name);
    await removeHost(this.#sandbox, this.name);
    this.#pid = await installHost(this.#sandbox, this.suite, store);
    this.#store = store;
  }

  /** Loses power at once, and boots again with whatever was on its disk. */
  async losePower(): Promise<void> {
    process.kill(this.#pid, 'SIGKILL');
    await awaitEnd(this.#sandbox.id, this.name);
    this.#pid = await bootHost(this.#sandbox, this.suite);
  }

  /** Shuts the host down and boots it again, with everything that was done to it. */
  async reboot(): Promise<void> {
    await this.run(['systemctl', 'poweroff']);
    await awaitEnd(this.#sandbox.id, this.name);
    this.#pid = await bootHost(this.#sandbox, this.suite);
  }
}

/** A host that did not come up is reset all the same. */
function killInit(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}
