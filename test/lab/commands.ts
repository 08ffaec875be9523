/** The lab's commands: each returns its exit status. */
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { canRunLab } from './can-run.ts';
import { prefix } from './cgroups.ts';
import { leftOvers, takeDown, takeDownAll } from './down.ts';
import { installPackages } from './install.ts';
import type { Lab } from './lab.ts';
import { findLab, startLab } from './lab.ts';
import { ensureRoot, pruneRoots, rootPath } from './roots.ts';
import { cleanEnv, holders } from './sandbox.ts';
import { services } from './services/index.ts';
import type { Store, SuiteName } from './suites.ts';
import { isSuite, suites } from './suites.ts';

type LabCommand = (args: string[]) => Promise<number>;

/** The lab that `up` starts; those of tests have random names. */
const ours = 'up';

export const usage = `npm run lab -- COMMAND
  roots [--prune] [--all]          build the engine roots that are not in the cache yet;
                                   prune those of old recipes, or all
  up [HOST…] [--store containerd]  start a lab with these hosts, or add them to the one that runs
  shell HOST [COMMAND…]            a root shell, or one command, on a host
                                   ("services": where the services run)
  reset HOST [--store containerd]  put a host back to stock
  log SERVICE                      what a service has logged (${services.map(({ name }) => name).join(', ')})
  ca public|private                a certificate authority of the lab, as PEM
  status                           the labs on this machine
  down [--all]                     take this lab away; or every one, those of tests at work, too
  install                          install the Debian packages the lab needs
HOST is ${Object.keys(suites).join(', ')}; \`up\` without one starts trixie.`;

export const commands: Readonly<Record<string, LabCommand>> = {
  async roots(args) {
    const { prune, all } = parse(args).values;
    if (prune) console.log((await pruneRoots({ every: all === true })).join('\n'));
    if (prune && all) return 0;
    await Promise.all(Object.values(suites).map(ensureRoot));
    for (const suite of Object.values(suites)) console.log(`${suite.name}\t${rootPath(suite)}`);
    return 0;
  },

  async up(args) {
    const { positionals: words, values } = parse(args);
    const refusal = await canRunLab();
    if (refusal !== null) return fail(refusal);
    const hosts = words.length === 0 ? (['trixie'] as const) : words.map(suiteName);
    const lab = (await findLab(ours)) ?? (await startLab({ name: ours, stay: true }));
    const missing = hosts.filter((name) => !lab.hosts.has(name));
    await Promise.all(missing.map((name) => lab.addHost(name, storeOf(values.store))));
    for (const name of hosts)
      console.log(`${name}\t${lab.host(name).address}\tnpm run lab -- shell ${name}`);
    return 0;
  },

  async shell([name = 'trixie', ...argv]) {
    const lab = await running();
    const wanted = argv.length > 0 ? argv : ['bash', '-l'];
    const [file, args] =
      name === 'services' ? lab.sandbox.command(wanted) : lab.host(suiteName(name)).command(wanted);
    const env = { ...cleanEnv, TERM: process.env.TERM ?? 'dumb' };
    return spawnSync(file, args, { stdio: 'inherit', env }).status ?? 1;
  },

  async reset(args) {
    const { positionals, values } = parse(args);
    const host = (await running()).host(suiteName(positionals[0] ?? ''));
    await host.reset(values.store ? { store: storeOf(values.store) } : {});
    return 0;
  },

  async log([name = '']) {
    process.stdout.write(await (await running()).log(name));
    return 0;
  },

  async ca([name = '']) {
    if (name !== 'public' && name !== 'private') return fail(usage);
    process.stdout.write((await running()).ca[name]);
    return 0;
  },

  async status() {
    for (const id of (await holders()).keys()) console.log(id);
    const lab = await findLab(ours);
    for (const host of lab?.hosts.values() ?? []) {
      console.log(`${host.name}\t${host.address}\tengine ${await host.version()}`);
    }
    if (lab === null) return 0;
    for (const { name, hostnames, ports } of services) {
      console.log(`${name}\t${hostnames.join(' ')}\t${ports.join(' ')}`);
    }
    return 0;
  },

  async down(args) {
    const { all } = parse(args).values;
    if (all) console.log((await takeDownAll()).join('\n') || 'there was none');
    else await takeDown(`${prefix}${ours}`);
    const left = await leftOvers(all ? prefix : `${prefix}${ours}`);
    return left.length === 0 ? 0 : fail(`still there: ${left.join(' ')}`);
  },

  async install() {
    console.log((await installPackages()).join(' ') || 'nothing was missing');
    return 0;
  },
};

async function running(): Promise<Lab> {
  const lab = await findLab(ours);
  if (lab === null) throw new Error('no lab is up: npm run lab -- up trixie');
  return lab;
}

function suiteName(word: string): SuiteName {
  if (isSuite(word)) return word;
  throw new Error(`no host is called ${word}: there are ${Object.keys(suites).join(', ')}`);
}

function storeOf(word = 'classic'): Store {
  if (word === 'classic' || word === 'containerd') return word;
  throw new Error(`no store is called ${word}: there are classic, containerd`);
}

function parse(args: string[]) {
  return parseArgs({
    args,
    allowPositionals: true,
    options: { store: { type: 'string' }, prune: { type: 'boolean' }, all: { type: 'boolean' } },
  });
}

function fail(reason: string): number {
  console.error(reason);
  return 1;
}
