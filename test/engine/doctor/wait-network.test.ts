import { describe, expect, it } from 'vitest';
import { firstNames, waitForNetwork } from '../../../src/engine/doctor/wait-network.ts';
import type { Network } from '../../../src/ports/network.ts';
import { factsWith, viewWith } from '../../checks/evidence.ts';
import { createTestClock } from '../../doubles/clock.ts';
import { createMemoryFiles, file } from '../../doubles/files.ts';

const never = async () => ({ kind: 'failed', code: 'DEADLINE', detail: '', ms: 0 }) as const;

/** A host whose hosts file and routes come later, or never. */
function boot({ afterMs }: { readonly afterMs: number }) {
  const clock = createTestClock();
  const files = createMemoryFiles({});
  const begun = clock.monotonic();
  const isUp = () => clock.monotonic() - begun >= afterMs;
  const network: Network = {
    dial: never,
    datagram: never,
    secure: never,
    source: async () =>
      isUp() ? { kind: 'saw', data: { address: '10.0.0.2', device: 'eth0' }, ms: 0 } : never(),
  };
  const sleeping = {
    ...clock,
    sleep: async (ms: number) => {
      clock.advance(ms);
      if (isUp()) files.files.set('/etc/hosts', file('10.0.0.1 proxy.example\n'));
    },
  };
  const ports = { network, registry: { exchange: never }, clock: sleeping, files };
  const wait = (patienceMs: number) =>
    waitForNetwork(['proxy.example'], {
      facts: factsWith(),
      ports,
      signal: new AbortController().signal,
      patienceMs,
    });
  return { wait, elapsed: () => clock.monotonic() - begun };
}

describe('waiting for the network', () => {
  it('ends when a name resolves and a way leads there, with the files read anew', async () => {
    const host = boot({ afterMs: 7_000 });
    expect(await host.wait(60_000)).toBe(true);
    expect(host.elapsed()).toBeLessThan(9_000);
  });

  it('ends with patience', async () => {
    const host = boot({ afterMs: 300_000 });
    expect(await host.wait(10_000)).toBe(false);
    expect(host.elapsed()).toBeLessThanOrEqual(10_000);
  });
});

describe('who is dialled first', () => {
  const noProxies = { http: '', https: '', no: '' };

  it.each([
    [
      { ...noProxies, https: 'http://u:p@proxy.example:3128' },
      ['https://m.example'],
      ['proxy.example'],
    ],
    [noProxies, ['https://m.example', 'https://m.example:8443'], ['m.example']],
    [noProxies, [], ['registry-1.docker.io']],
  ])('with %j and %j it is %j', (proxies, mirrors, names) => {
    expect(firstNames(viewWith({ proxies, mirrors }))).toEqual(names);
  });
});
