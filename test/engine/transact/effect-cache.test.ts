import { describe, expect, it } from 'vitest';
import { cachePaths } from '../../../src/engine/cache/files.ts';
import { settleCache } from '../../../src/engine/transact/effect-cache.ts';
import type { ServiceState, Services } from '../../../src/ports/services.ts';
import { createTestClock } from '../../doubles/clock.ts';
import { createTestHost } from '../../doubles/host.ts';

const running: ServiceState = {
  active: 'active',
  sub: 'running',
  result: 'success',
  enabled: null,
  masked: false,
  restarts: 0,
  mainPid: 7,
  startedAt: null,
};
const failing = (restarts: number): ServiceState => ({
  ...running,
  active: 'activating',
  sub: 'auto-restart',
  restarts,
});

/** A service that goes through these states, one each time it is looked at; the last one stays. */
function settle(texts: { [path: string]: string }, states: readonly ServiceState[], refusal = '') {
  const orders: string[] = [];
  const left = [...states];
  const services: Services = {
    state: async () => (left.length > 1 ? left.shift() : left[0]) ?? running,
    act: async (verb) => {
      orders.push(verb);
      return verb === 'stop' && refusal !== '' ? refusal : null;
    },
    holdsUp: async () => false,
    logEnd: async (at) => ({ at, cursor: null }),
    journal: async () => ['starting', 'panic: listen tcp 127.0.0.1:5000: in use', 'Failed.'],
  };
  const clock = createTestClock();
  const ports = { ...createTestHost(texts).ports, services, clock };
  const done = settleCache({ ports });
  return { done, orders, waited: () => clock.monotonic() };
}

const there = { [cachePaths.unit]: '[Service]\n' };

describe('settling the cache', () => {
  it('starts it anew where its unit stands, and sees it run for a while', async () => {
    const { done, orders, waited } = settle(there, [failing(0), failing(0), running]);
    await done;
    expect(orders).toEqual(['daemon-reload', 'reset-failed', 'restart']);
    expect(waited()).toBeGreaterThanOrEqual(2_000);
  });

  it('does not take a start for success that ends a moment later', async () => {
    const { done } = settle(there, [running, running, failing(1), running, failing(2)]);
    await expect(done).rejects.toMatchObject({
      exit: 'cannotWrite',
      said: { en: expect.stringContaining('panic: listen tcp 127.0.0.1:5000: in use') },
    });
  });

  it('counts only the starts of its own', async () => {
    await settle(there, [failing(5), { ...running, restarts: 6 }]).done;
  });

  it('gives up on one that never comes up', async () => {
    const { done, waited } = settle(there, [failing(0)]);
    await expect(done).rejects.toMatchObject({ exit: 'cannotWrite' });
    expect(waited()).toBeGreaterThanOrEqual(30_000);
  });

  it('stops it where its unit is gone, before systemd forgets it', async () => {
    const { done, orders } = settle({}, []);
    await done;
    expect(orders).toEqual(['stop', 'daemon-reload', 'reset-failed']);
  });

  it('has nothing to stop where systemd never knew it', async () => {
    await settle({}, [], 'Failed to stop dockcfg-cache.service: Unit not loaded.').done;
    await expect(settle({}, [], 'Access denied').done).rejects.toThrow('Access denied');
  });
});
