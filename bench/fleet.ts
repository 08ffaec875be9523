/**
 * What a play costs that changes nothing, per host: one task of the collection against the tasks
 * that people write by hand for the same outcome. Both run in turns on hosts of the same kind.
 *
 *   node bench/fleet.ts [HOSTS]      trees that are not running, 50 of them
 *   node bench/fleet.ts lab          the lab's three running hosts; needs what the lab needs
 *
 * Ansible has to be installed.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { buildStandalone } from '../packaging/standalone.ts';
import { type Architecture, architectures } from '../packaging/toolbox.ts';
import { openWorkspace } from '../test/ansible/ansible.ts';
import { type Fleet, labHosts, trees } from './fleet-hosts.ts';
import { byHand, withCollection, writeTemplates } from './fleet-plays.ts';
import { median } from './table.ts';

const rounds = 3;
/** The promise: nothing to do costs a third of what the hand-written tasks cost, or less. */
const factor = 3;

const [wanted = '50'] = process.argv.slice(2);
const folder = await mkdtemp(join(tmpdir(), 'dockcfg-fleet-'));
const workspace = await openWorkspace();
const fleets: Fleet[] = [];
try {
  const [executable = ''] = await buildStandalone(folder, [ownArchitecture()]);
  await writeTemplates(workspace.folder);
  const contenders = [];
  for (const name of ['dockcfg.engine.config', 'tasks by hand']) {
    const open = () => (wanted === 'lab' ? labHosts(executable) : trees(folder, Number(wanted)));
    const fleet = await open();
    fleets.push(fleet);
    const isOurs = name === 'dockcfg.engine.config';
    contenders.push({
      name,
      fleet,
      play: isOurs ? withCollection(fleet.executable ?? executable) : byHand,
    });
  }
  for (const each of contenders) expectChanges(await run(each), each.fleet.size);
  const times = contenders.map(() => [] as number[]);
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, each] of contenders.entries()) {
      const started = performance.now();
      expectChanges(await run(each), 0);
      times[index]?.push((performance.now() - started) / each.fleet.size);
    }
  }
  report(contenders, times);
} finally {
  await Promise.all(fleets.map((fleet) => fleet[Symbol.asyncDispose]()));
  await workspace.dispose();
  await rm(folder, { recursive: true, force: true });
}

interface Contender {
  readonly name: string;
  readonly fleet: Fleet;
  readonly play: unknown;
}

function run({ play, fleet }: Contender) {
  return workspace.play([play], { inventory: fleet.inventory, flags: ['--forks', '10'] });
}

/** A play that fails, or that changes something when it should not, measures nothing. */
function expectChanges(played: Awaited<ReturnType<typeof run>>, hosts: number): void {
  const changed = new Set(
    played.results.flatMap(({ host, result }) => (result.changed ? [host] : [])),
  );
  if (played.exitCode !== 0 || changed.size !== hosts) {
    const results = JSON.stringify(played.results.slice(0, 3), null, 2);
    throw new Error(`${changed.size} hosts were changed, not ${hosts}:\n${results}`);
  }
}

function report(contenders: readonly Contender[], times: readonly number[][]): void {
  const [collection = [], hand = []] = times;
  for (const [index, { name, fleet }] of contenders.entries()) {
    const each = median(times[index] ?? []);
    console.log(`${name.padEnd(24)} ${each.toFixed(0)} ms a host, of ${fleet.size} hosts`);
  }
  const ratio = median(hand.map((ms, round) => ms / (collection[round] ?? Number.NaN)));
  const verdict = ratio < factor ? `  less than the promised ${factor}` : '';
  console.log(`by hand takes ${ratio.toFixed(2)} times as long${verdict}`);
  if (ratio < factor) process.exitCode = 1;
}

function ownArchitecture(): Architecture {
  const own = architectures.find((each) => each === process.arch);
  if (own === undefined) throw new Error(`there is no executable for ${process.arch}`);
  return own;
}
