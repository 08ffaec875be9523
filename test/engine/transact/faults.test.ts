import { describe, expect, it } from 'vitest';
import type { Transacted } from '../../../src/engine/transact/context.ts';
import { recover } from '../../../src/engine/transact/recover.ts';
import { transact } from '../../../src/engine/transact/transact.ts';
import { daemonJson, dropIn } from '../../doubles/engine.ts';
import { file } from '../../doubles/files.ts';
import { createTestHost, Died, type Fault, stateOf, type TestHost } from '../../doubles/host.ts';
import { certificate, contextFor, mirrorsPlan, planFor, quiet } from './plans.ts';

/** A change of a host: how it starts, and the plan for what it is at the moment. */
interface Scenario {
  readonly name: string;
  readonly host: () => TestHost;
  readonly plan: (host: TestHost) => ReturnType<typeof planFor>;
  /** the plan cannot succeed: whatever happens, the host stays old */
  readonly fails?: boolean;
}

const old = { [daemonJson]: '{"registry-mirrors":["https://old.lab"]}' };

const scenarios: readonly Scenario[] = [
  {
    name: 'a new list of mirrors, by a reload',
    host: () => createTestHost(old),
    plan: (host) => mirrorsPlan(host, ['https://new.lab']),
  },
  {
    name: 'the first list of mirrors, in a new file',
    host: () => createTestHost(),
    plan: (host) => mirrorsPlan(host, ['https://new.lab']),
  },
  {
    name: 'a list that leaves the file',
    host: () => createTestHost(old),
    plan: (host) => {
      const expects = [{ key: 'registry-mirrors', value: [] }];
      const isDone = host.world.running?.mirrors.length === 0;
      return planFor(host, { [daemonJson]: '{}' }, { action: isDone ? 'none' : 'reload', expects });
    },
  },
  {
    name: 'three files and a restart',
    host: () => createTestHost(old),
    plan: (host) => {
      const texts = {
        [daemonJson]: '{"log-level":"info"}',
        [dropIn]: 'Environment="HTTPS_PROXY=http://proxy.lab:3128"',
        [certificate]: 'PEM',
      };
      const expects = [{ key: 'https-proxy', value: 'http://proxy.lab:3128' }];
      const isDone = host.world.running?.httpsProxy === 'http://proxy.lab:3128';
      return planFor(host, texts, { action: isDone ? 'none' : 'restart', expects });
    },
  },
  {
    name: 'mirrors that move from a flag to the file',
    host: () => createTestHost({ [dropIn]: 'ExecStart=dockerd --registry-mirror=https://old.lab' }),
    plan: (host) => {
      const mirrors = ['https://new.lab'];
      const texts = { [dropIn]: '', [daemonJson]: JSON.stringify({ 'registry-mirrors': mirrors }) };
      const expects = [{ key: 'registry-mirrors', value: mirrors }];
      const isDone = host.world.running?.mirrors.join() === 'https://new.lab/';
      return planFor(host, texts, { action: isDone ? 'none' : 'restart', expects });
    },
  },
  {
    name: 'a value that the engine refuses at a reload',
    host: () => createTestHost(old),
    plan: (host) => mirrorsPlan(host, ['new.lab']),
    fails: true,
  },
  {
    name: 'a value that kills the engine at a restart',
    host: () => createTestHost(old),
    plan: (host) => {
      const texts = { [certificate]: 'PEM', [daemonJson]: '{"nonsense":1}' };
      return planFor(host, texts, { action: 'restart' });
    },
    fails: true,
  },
];

describe.each(scenarios)('$name', (scenario) => {
  const points = () => callsOf(scenario);
  const states = async () => {
    const host = scenario.host();
    const before = stateOf(host);
    await run(host, scenario);
    return { before, after: stateOf(host) };
  };

  it.each(['die-before', 'die-after'] as const)(
    'is entirely there after one more run, whenever the first one died (%s)',
    async (kind) => {
      const { before, after } = await states();
      for (let at = 1; at <= (await points()); at += 1) {
        const host = await died(scenario, { at, kind });
        host.newProcess();
        await run(host, scenario);
        const expected = scenario.fails ? before : after;
        expect(stateOf(host), `died at call ${at}`).toEqual(expected);
        expectTidy(host);
      }
    },
  );

  it.each(['die-before', 'die-after'] as const)(
    'is entirely old or entirely new after a rollback of the run that died (%s)',
    async (kind) => {
      const { before, after } = await states();
      for (let at = 1; at <= (await points()); at += 1) {
        const host = await died(scenario, { at, kind });
        const committed = [...host.journal.records.values()].some(
          (each) => each.end === 'committed',
        );
        host.newProcess();
        await recover(contextFor(host), quiet);
        expect(stateOf(host), `died at call ${at}`).toEqual(committed ? after : before);
      }
    },
  );

  it('is put back by the next run when that one dies of putting back, too', async () => {
    const { before } = await states();
    const total = await points();
    for (let at = 3; at <= total; at += 2) {
      for (let again = 1; again <= 12; again += 1) {
        const host = await died(scenario, { at, kind: 'die-after' });
        if ([...host.journal.records.values()].some((each) => each.end === 'committed')) continue;
        host.newProcess();
        host.inject({ at: again, kind: 'die-after' });
        await recover(contextFor(host), quiet).catch(onlyDied);
        host.newProcess();
        await recover(contextFor(host), quiet);
        expect(stateOf(host), `died at calls ${at}, ${again}`).toEqual(before);
      }
    }
  });

  it('has the engine up at boot after a power loss at any moment, and one run later is whole', async () => {
    const { before, after } = await states();
    for (let at = 1; at <= (await points()); at += 1) {
      const host = await died(scenario, { at, kind: 'die-after' });
      host.reboot();
      expect(host.world.running, `power lost at call ${at}`).not.toBeNull();
      await run(host, scenario);
      expect(stateOf(host), `power lost at call ${at}`).toEqual(scenario.fails ? before : after);
      expectTidy(host);
    }
  });

  it('is entirely old or entirely new, as it says, whatever is refused', async () => {
    const { before, after } = await states();
    for (let at = 1; at <= (await points()); at += 1) {
      const host = scenario.host();
      host.inject({ at, kind: 'refuse' });
      const result = await run(host, scenario).catch((error) => error);
      const why = `refused at call ${at}: ${host.calls[at - 1]}`;
      if (result.exit === 'done') expect(stateOf(host), why).toEqual(after);
      else if (result.exit !== 'putBackIncomplete') expect(stateOf(host), why).toEqual(before);
      else await expectMendable(host, before, why);
    }
  });
});

/** What could not be put back at once is put back by the next run. */
async function expectMendable(host: TestHost, before: unknown, why: string): Promise<void> {
  host.newProcess();
  await recover(contextFor(host), quiet);
  expect(stateOf(host), why).toEqual(before);
}

async function died(scenario: Scenario, fault: Fault): Promise<TestHost> {
  const host = scenario.host();
  host.inject(fault);
  await run(host, scenario).catch(onlyDied);
  return host;
}

function onlyDied(error: unknown): void {
  if (!(error instanceof Died)) throw error;
}

/** `dockcfg apply`: plans without the lock, and again under it when the host is another. */
function run(host: TestHost, scenario: Scenario): Promise<Transacted> {
  const replan = async () => ({ plan: scenario.plan(host), facts: host.facts() });
  return transact(scenario.plan(host), contextFor(host, {}, { replan }), quiet);
}

function expectTidy(host: TestHost): void {
  expect(host.guard.isArmed()).toBe(false);
  expect(host.lock.isHeld()).toBe(false);
  expect([...host.journal.records.values()].filter((each) => each.end === 'open')).toEqual([]);
}

describe('after a power loss', () => {
  it('what the administrator wrote since then stays, even where it is the same', async () => {
    const host = await diedAfterWriting(daemonJson, '{"log-level":"info"}');
    expect(host.text(daemonJson)).toBe('{"log-level":"info"}');
    host.reboot();
    expect(host.text(daemonJson)).toBe(old[daemonJson]);
    host.files.files.set(daemonJson, file('{"log-level":"info"}'));
    expect((await recover(contextFor(host), quiet))?.leftovers).toEqual([]);
    expect(host.text(daemonJson)).toBe('{"log-level":"info"}');
  });

  it('an engine that came up on the old files is not restarted again', async () => {
    const scenario = scenarios.find((each) => each.name === 'three files and a restart');
    if (!scenario) throw new Error('no scenario');
    const total = await callsOf(scenario);
    const host = await died(scenario, { at: total - 8, kind: 'die-after' });
    host.reboot();
    host.world.orders.length = 0;
    expect(await recover(contextFor(host), quiet)).not.toBeNull();
    expect(host.world.orders).toEqual(['daemon-reload']);
  });
});

describe('after a run that died', () => {
  it('units are read again, since anybody may have had them read in between', async () => {
    const host = await diedAfterWriting(dropIn, 'x');
    expect([host.text(dropIn), host.world.orders]).toEqual(['x', []]);
    host.newProcess();
    await recover(contextFor(host), quiet);
    expect([host.text(dropIn), host.world.orders]).toEqual([null, ['daemon-reload']]);
  });
});

/** A host on which a run has died right after it wrote one file. */
async function diedAfterWriting(path: string, text: string): Promise<TestHost> {
  const scenario: Scenario = {
    name: path,
    host: () => createTestHost(old),
    plan: (host) => planFor(host, { [path]: text }, { action: 'restart' }),
  };
  return died(scenario, { at: `replace ${path}`, kind: 'die-after' });
}

async function callsOf(scenario: Scenario): Promise<number> {
  const host = scenario.host();
  await run(host, scenario);
  return host.calls.length;
}
