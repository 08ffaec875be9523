/** A clock that somebody sets while the engine is told something: NTP after a boot, a person. */
import { describe, expect, it } from 'vitest';
import { transact } from '../../../src/engine/transact/transact.ts';
import type { Services } from '../../../src/ports/services.ts';
import { daemonJson } from '../../doubles/engine.ts';
import { file } from '../../doubles/files.ts';
import { createTestHost, type TestHost } from '../../doubles/host.ts';
import { old } from './mirror-change.ts';
import { contextFor, planFor, quiet } from './plans.ts';

const hours = 3_600_000;

function contextWith(host: TestHost, act: Services['act']) {
  const context = contextFor(host);
  const services = { ...context.ports.services, act };
  return { ...context, ports: { ...context.ports, services } };
}

describe('a clock that is set in the middle', () => {
  it('by hours back: what the engine refuses is heard all the same', async () => {
    const host = createTestHost(old);
    const plan = planFor(host, { [daemonJson]: '{"nonsense": 1}' }, { action: 'reload' });
    const { act } = host.ports.services;
    const context = contextWith(host, (verb, unit) => {
      host.clock.set(-2 * hours);
      return act(verb, unit);
    });
    const result = await transact(plan, context, quiet);
    expect(result).toMatchObject({ exit: 'putBack', leftovers: [] });
    expect(result.failure?.en).toContain("don't match any configuration option: nonsense");
    expect(host.text(daemonJson)).toBe(old[daemonJson]);
  });

  it('by hours on: an engine that was not started anew does not count as started', async () => {
    const host = createTestHost(old);
    const plan = planFor(host, { [daemonJson]: '{}' }, { action: 'restart' });
    const context = contextWith(host, async () => {
      host.clock.set(2 * hours);
      return 'Transaction for docker.service/restart is destructive';
    });
    const result = await transact(plan, context, quiet);
    expect(result.exit).not.toBe('done');
    expect(result.failure?.en).toContain('is destructive');
  });

  it('back, as after a boot with a clock that was ahead: older complaints are old', async () => {
    const host = createTestHost(old);
    const good = file(old[daemonJson] ?? '');
    host.clock.set(8 * hours);
    host.files.files.set(daemonJson, file('{'));
    await host.world.services.act('reload', 'docker.service');
    host.files.files.set(daemonJson, good);
    host.clock.set(-8 * hours);
    const plan = planFor(host, { [daemonJson]: '{}' }, { action: 'reload' });
    expect((await transact(plan, contextFor(host), quiet)).exit).toBe('done');
  });
});
