/** `apply` in a unit that the engine waits for: an order to the engine would wait for its giver. */
import { describe, expect, it } from 'vitest';
import { recover } from '../../../src/engine/transact/recover.ts';
import { transact } from '../../../src/engine/transact/transact.ts';
import { daemonJson } from '../../doubles/engine.ts';
import { file } from '../../doubles/files.ts';
import { createTestHost, type TestHost } from '../../doubles/host.ts';
import { mirror, old } from './mirror-change.ts';
import { contextFor, mirrorsPlan, planFor, quiet } from './plans.ts';

const text = JSON.stringify({ 'registry-mirrors': mirror });
const expects = [{ key: 'registry-mirrors', value: mirror }];

/** A host on which dockcfg runs in this control group. */
function hostWith(cgroup: string, waits = true): TestHost {
  const host = createTestHost(old);
  host.files.files.set('/proc/self/cgroup', file(`1:cpu:/\n0::${cgroup}\n`));
  host.world.waits = waits;
  return host;
}

describe('before the engine starts', () => {
  it.each([
    ['a unit that is ordered before it', '/system.slice/first.service', 'first.service'],
    ['its own ExecStartPre=', '/system.slice/docker.service/control', 'docker.service'],
  ])('%s writes the files, and leaves the start to the manager', async (_what, cgroup, unit) => {
    const host = hostWith(cgroup);
    host.world.kill();
    const plan = planFor(host, { [daemonJson]: text }, { action: 'restart', expects });
    const result = await transact(plan, contextFor(host), quiet);
    expect(result).toMatchObject({ exit: 'done', changed: true, plan: { action: 'none' } });
    expect(result.restartRequired).toBe(false);
    expect(result.warnings.map((each) => each.en)).toEqual([
      expect.stringContaining(`as part of ${unit}`),
    ]);
    expect(host.world.orders).toEqual([]);
    expect(host.text(daemonJson)).toBe(text);
  });

  it.each(['/system.slice/cron.service', '/user.slice/user-0.slice/session-1.scope', '/'])(
    'anything else, as in %s, starts it',
    async (cgroup) => {
      const host = hostWith(cgroup, false);
      host.world.kill();
      const plan = planFor(host, { [daemonJson]: text }, { action: 'restart', expects });
      const result = await transact(plan, contextFor(host), quiet);
      expect(result).toMatchObject({ exit: 'done', warnings: [] });
      expect(host.world.orders).toEqual(['start']);
    },
  );

  it('what a run that died had begun is put back, and the start is left alone', async () => {
    const host = createTestHost(old);
    host.inject({ at: `replace ${daemonJson}`, kind: 'die-after' });
    await expect(transact(mirrorsPlan(host, mirror), contextFor(host), quiet)).rejects.toThrow();
    host.newProcess();
    host.world.kill();
    host.files.files.set('/proc/self/cgroup', file('0::/system.slice/first.service\n'));
    host.world.waits = true;
    expect((await recover(contextFor(host), quiet))?.leftovers).toEqual([]);
    expect(host.world.orders).toEqual([]);
    expect(host.text(daemonJson)).toBe(old[daemonJson]);
  });
});

describe('while the engine runs', () => {
  it('a reload from there is refused before anything is written', async () => {
    const host = hostWith('/system.slice/first.service');
    const attempt = transact(mirrorsPlan(host, mirror), contextFor(host), quiet);
    await expect(attempt).rejects.toMatchObject({
      exit: 'needsDecision',
      said: { en: expect.stringContaining('first.service after docker.service') },
    });
    expect(host.text(daemonJson)).toBe(old[daemonJson]);
    expect(host.journal.records.size).toBe(0);
  });

  it('the files alone can be written', async () => {
    const host = hostWith('/system.slice/first.service');
    const context = contextFor(host, { restart: 'never' });
    const result = await transact(mirrorsPlan(host, mirror), context, quiet);
    expect(result).toMatchObject({ exit: 'done', reloadRequired: true });
  });
});
