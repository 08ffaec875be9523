/** What the engine's own pull takes on the same slow line, and the doctor on the engine's own host. */
import { performance } from 'node:perf_hooks';
import { worldService } from '../test/lab/faults/world-service.ts';
import type { LabHost } from '../test/lab/host.ts';
import { startLab } from '../test/lab/lab.ts';
import type { Store } from '../test/lab/suites.ts';
import { suites } from '../test/lab/suites.ts';
import { delays, roundTripMs } from './slow-world.ts';
import { median, type Row, type Section } from './table.ts';

const image = 'slow.lab/hello';

/** Needs what the lab needs: root, Linux, and Debian's archive for the first time. */
export async function measureEnginePull(rounds: number): Promise<Section> {
  const lab = await startLab({ hosts: ['forky'] });
  try {
    await lab.serve(slowRegistry());
    const host = lab.host('forky');
    const rows: Row[] = [];
    for (const store of suites.forky.stores) rows.push(...(await rowsOf(host, store, rounds)));
    return {
      title: "Beside the engine's own pull",
      about: `On a host of the laboratory with Docker ${await host.version()}: one registry with TLS and a token, ${roundTripMs} ms a round trip, and an image of one small layer, pulled anew each time. Multiples of the pull that the doctor foretells. The doctor looks at the same registry in the same way, reads the whole host besides, and asks the engine what it has.`,
      rows,
    };
  } finally {
    await lab.stop();
  }
}

/** The registry of the other tables, at an address of the lab and with a certificate all trust. */
function slowRegistry() {
  const options = { auth: { kind: 'bearer' as const }, delays };
  const site = { hostname: 'slow.lab', port: 443, tls: 'issued', images: ['hello'] } as const;
  return worldService({
    name: 'slow',
    address: '10.77.0.40',
    certificate: { by: 'public' },
    sites: [{ kind: 'registry', ...site, options }],
  });
}

async function rowsOf(host: LabHost, store: Store, rounds: number): Promise<Row[]> {
  if (host.store !== store) await host.reset({ store });
  const pulls: number[] = [];
  const looks: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    await host.forgetImages();
    pulls.push(await timed(async () => (await host.pull(image)).exitCode));
    looks.push(await timed(async () => (await host.dockcfg(['doctor', image])).exitCode));
  }
  const pull = median(pulls);
  const look = median(looks);
  return [
    { name: `docker pull, ${store} store`, ms: pull, ratio: 1, budget: null },
    { name: 'dockcfg doctor there', ms: look, ratio: look / pull, budget: null },
  ];
}

/** Milliseconds of something that has to work. */
async function timed(run: () => Promise<number>): Promise<number> {
  const started = performance.now();
  const exitCode = await run();
  if (exitCode !== 0) throw new Error(`ended with ${exitCode} behind the slow line`);
  return performance.now() - started;
}
