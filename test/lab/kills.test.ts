/**
 * `apply` killed with SIGKILL at random moments, as an impatient person, an out-of-memory killer or
 * a CI runner does it. One more run, and the host is entirely what that run was asked for: no user
 * byte is lost, nothing is left over, and the engine runs with those values.
 *
 * The moments come from a seed that every failure names. DOCKCFG_KILLS sets how many there are on
 * each engine, DOCKCFG_SEED where they start.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LabHost, Result } from './host.ts';
import type { Lab } from './lab.ts';
import { startLab } from './lab.ts';
import type { SuiteName } from './suites.ts';

const kills = Number(process.env.DOCKCFG_KILLS ?? 14);
/** A kill and the run after it take two seconds; with six engines at work on two cores, ten. */
const limits = { timeout: 60_000 + kills * 10_000 };
const firstSeed = Number(process.env.DOCKCFG_SEED ?? 1);
const suites: readonly SuiteName[] = ['bookworm', 'trixie', 'forky', 'sysv', 'openrc'];
const cli = '/opt/dockcfg/bin/dockcfg.js';
const node = `/opt/dockcfg/node_modules/node-linux-${process.arch}/bin/node`;

/** Two states far apart: other files, other owners of values, a reload here and a restart there. */
const profiles = {
  plain: `{
    'registry-mirrors': ['https://one.lab'],
    'insecure-registries': null,
    proxies: null,
    registries: { 'mirror.lab': null },
  }`,
  full: `{
    'registry-mirrors': ['https://mirror.lab', 'http://two.lab'],
    'insecure-registries': ['plain.lab:5000'],
    proxies: { 'https-proxy': 'http://proxy.lab:3128', 'no-proxy': '.lab' },
    registries: { 'mirror.lab': { ca: './ca.pem' } },
  }`,
} as const;
type Wish = keyof typeof profiles;
const wishes = Object.keys(profiles) as Wish[];

/** What belongs to the user: another key in daemon.json, and lines of a file Docker reads. */
const daemonJson = '{\n    "log-level": "warn"\n}\n';
const ownLine = '# kept by hand: do not lose me';

describe.concurrent.for(suites)('apply killed on %s', (suite) => {
  let lab: Lab;
  let host: LabHost;
  const wanted = new Map<Wish, string>();
  let longest = 0;

  beforeAll(async () => {
    lab = await startLab({ hosts: [suite] });
    host = lab.host(suite);
    await host.writeFile('/root/ca.pem', lab.ca.private);
    await host.writeFile('/etc/docker/daemon.json', daemonJson);
    await host.sh(`echo '${ownLine}' >>/etc/default/docker`);
    for (const wish of wishes) await host.writeFile(`/root/${wish}.json5`, profiles[wish]);
    // Twice round, since the way back from one state to the other may leave its own traces.
    for (const wish of [...wishes, ...wishes]) {
      const started = performance.now();
      expect(await apply(wish)).toMatchObject({ exitCode: 0 });
      longest = Math.max(longest, performance.now() - started);
      wanted.set(wish, await state());
    }
  });
  afterAll(() => lab?.stop());

  test('leaves a host that one more run makes whole', limits, async ({ expect }) => {
    for (let seed = firstSeed; seed < firstSeed + kills; seed += 1) {
      const random = randomFrom(seed);
      const [killed, next] = [pick(random), pick(random)];
      const afterMs = Math.round(random() * longest * 1.1);
      const seconds = (afterMs / 1000).toFixed(3);
      const what = `seed ${seed}: ${killed} killed after ${afterMs} ms, then ${next}`;
      await host.run(['timeout', '-s', 'KILL', seconds, node, cli, ...argv(killed)]);
      const again = await apply(next);
      expect(again.exitCode, `${what}\n${again.stderr}`).toBe(0);
      expect(await state(), `${what}\n${again.stderr}`).toBe(wanted.get(next));
    }
  });

  const argv = (wish: Wish) => ['apply', `/root/${wish}.json5`, '--yes'];
  const apply = (wish: Wish): Promise<Result> => host.dockcfg(argv(wish));

  /** Every byte that matters, what must not be left, and what the engine shows. */
  async function state(): Promise<string> {
    const files = await host.sh(`
      cd /etc
      for f in docker/daemon.json default/docker; do stat -c '%n %a %U' $f; cat $f; done
      find docker systemd/system/docker.service.d /usr/local/share/ca-certificates \
        \\( -type f -o -name .dockcfg \\) -exec sha256sum {} + 2>/dev/null | sort
      ls systemd/system | grep dockcfg-recover || true`);
    const info = await host.info();
    const { Mirrors, InsecureRegistryCIDRs, IndexConfigs } = info.RegistryConfig as {
      [key: string]: unknown;
    };
    const shown = {
      Mirrors,
      InsecureRegistryCIDRs,
      indexes: Object.keys(IndexConfigs ?? {}).sort(),
    };
    return [files, JSON.stringify(shown), String(info.HttpsProxy), String(info.NoProxy)].join('\n');
  }
});

function pick(random: () => number): Wish {
  return random() < 0.5 ? 'plain' : 'full';
}

/** mulberry32: small, and the same everywhere. */
function randomFrom(seed: number): () => number {
  let state = seed * 0x9e3779b9;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
