/**
 * What a play costs that changes nothing, per host: one task of the collection against the tasks
 * that people write by hand for the same outcome. Both run in turns over the same trees.
 *
 *   node bench/fleet.ts [EXECUTABLE [HOSTS]]      Ansible has to be installed
 */
import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { buildStandalone } from '../packaging/standalone.ts';
import { openWorkspace, python } from '../test/ansible/ansible.ts';
import { layTree } from '../test/ansible/tree.ts';
import { byHand, withCollection, writeTemplates } from './fleet-plays.ts';

const [given, hosts = '50'] = process.argv.slice(2);
const hostCount = Number(hosts);
const rounds = 3;
/** The promise: nothing to do costs a third of what the hand-written tasks cost, or less. */
const factor = 3;

const folder = await mkdtemp(join(tmpdir(), 'dockcfg-fleet-'));
const workspace = await openWorkspace();
try {
  const [executable = ''] = given ? [given] : await buildStandalone(folder, [ownArchitecture()]);
  await writeTemplates(workspace.folder);
  const contenders = [
    { name: 'dockcfg.engine.config', play: withCollection(executable), trees: 'collection' },
    { name: 'tasks by hand', play: byHand, trees: 'hand' },
  ];
  for (const { play, trees } of contenders) {
    await layFleet(trees);
    expectChanges(await run(play, trees), hostCount);
  }
  const times = contenders.map(() => [] as number[]);
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, { play, trees }] of contenders.entries()) {
      const started = performance.now();
      expectChanges(await run(play, trees), 0);
      times[index]?.push((performance.now() - started) / hostCount);
    }
  }
  report(contenders, times);
} finally {
  await workspace.dispose();
  await rm(folder, { recursive: true, force: true });
}

async function layFleet(name: string): Promise<void> {
  const one = join(folder, name, 'host-0');
  await mkdir(one, { recursive: true });
  await layTree(one);
  for (let index = 1; index < hostCount; index += 1) {
    await cp(one, join(folder, name, `host-${index}`), { recursive: true });
  }
}

function run(play: unknown, trees: string) {
  const names = Array.from({ length: hostCount }, (_, index) => `host-${index}`);
  const hosts = Object.fromEntries(
    names.map((name) => [name, { tree: join(folder, trees, name) }]),
  );
  const vars = { ansible_connection: 'local', ansible_python_interpreter: python };
  return workspace.play([play], {
    inventory: { all: { hosts, vars } },
    flags: ['--forks', '10'],
  });
}

/** A play that fails, or that changes something when it should not, measures nothing. */
function expectChanges(played: Awaited<ReturnType<typeof run>>, hosts: number): void {
  const changed = new Set(
    played.results.flatMap(({ host, result }) => (result.changed ? [host] : [])),
  );
  if (played.exitCode !== 0 || changed.size !== hosts) {
    throw new Error(`${changed.size} hosts were changed, not ${hosts}:\n${played.output}`);
  }
}

function report(contenders: readonly { name: string }[], times: readonly number[][]): void {
  const [collection = [], hand = []] = times;
  for (const [index, { name }] of contenders.entries()) {
    const each = median(times[index] ?? []);
    console.log(`${name.padEnd(24)} ${each.toFixed(0)} ms a host, of ${hostCount} hosts`);
  }
  const ratio = median(hand.map((ms, round) => ms / (collection[round] ?? Number.NaN)));
  const verdict = ratio < factor ? `  less than the promised ${factor}` : '';
  console.log(`by hand takes ${ratio.toFixed(2)} times as long${verdict}`);
  if (ratio < factor) process.exitCode = 1;
}

function ownArchitecture(): 'x64' | 'arm64' {
  if (process.arch === 'x64' || process.arch === 'arm64') return process.arch;
  throw new Error(`there is no executable for ${process.arch}`);
}

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
