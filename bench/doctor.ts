/** What the doctor takes on a slow line, against what nobody could avoid there. */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:https';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { hungMs } from './processes.ts';
import { openSlowWorld, roundTripMs, type SlowWorld } from './slow-world.ts';
import { median, type Row, type Section } from './table.ts';

/** The promises: against the round trips that no client avoids, and of ten registries against one. */
const budget = { criticalPath: 1.25, ten: 1.3 };
/** The promise for a host where nothing answers at all. */
const blackHoleMs = 15_000;
/** How long the doctor waits for an answer before it calls an endpoint dead (engine/walk/visit.ts). */
const timeOutMs = 10_000;

export async function measureDoctor(rounds: number): Promise<readonly Section[]> {
  await using slow = await openSlowWorld();
  const images = await Promise.all(Array.from({ length: 50 }, () => slow.registry()));
  const [first = ''] = images;
  const bare = await typical(rounds, async () => ({ ms: await bareClient(slow, first), peak: 0 }));
  const pull = await typical(rounds, async () => {
    return { ms: await bareClient(slow, first, 'HEAD'), peak: 0 };
  });
  const one = await typical(rounds, () => doctor(slow, [first]));
  const ten = await typical(rounds, () => doctor(slow, images.slice(0, 10)));
  const fifty = await typical(1, () => doctor(slow, images));
  const dead = await Promise.all(Array.from({ length: 10 }, () => slow.deadRegistry()));
  const blackHole = await typical(1, () => doctor(slow, dead));
  const row = (name: string, run: Measured, more: Partial<Row> = {}): Row => {
    return { name, ms: run.ms, ratio: run.ms / one.ms, budget: null, peak: run.peak, ...more };
  };
  return [
    {
      title: 'The doctor on a slow line',
      about: `A registry with TLS and a token, ${roundTripMs} ms for each round trip. The critical path is measured with a bare client that already runs: one connection, one request after the other, nothing that a pull could leave out. The engine's own pull, and the doctor, ask for a tag with HEAD before they GET its manifest; the doctor spends that time on a second connection, which it opens on slow lines only, to learn which blob comes next. The doctor is a whole process, with its start.`,
      rows: [
        { name: 'the critical path', ms: bare.ms, ratio: 1, budget: null },
        {
          name: "the same with the HEAD that the engine's pull asks",
          ms: pull.ms,
          ratio: pull.ms / bare.ms,
          budget: null,
        },
        {
          name: 'dockcfg doctor',
          ...one,
          ratio: one.ms / bare.ms,
          budget: budget.criticalPath,
        },
      ],
    },
    {
      title: 'More of everything',
      about: 'Registries like that one in one run, as multiples of one of them.',
      rows: [
        row('1 registry', one),
        row('10 registries', ten, { budget: budget.ten }),
        row('50 registries', fifty),
        row('10 registries that never say a word', blackHole, { withinMs: blackHoleMs }),
      ],
    },
    await measureMirrors(slow),
  ];
}

async function measureMirrors(slow: SlowWorld): Promise<Section> {
  await slow.mirrors(1, 0);
  const alone = await typical(1, () => doctor(slow, ['hello']));
  await slow.mirrors(133, 67);
  const many = await typical(1, () => doctor(slow, ['hello']));
  const withinMs = Math.round(alone.ms + timeOutMs);
  return {
    title: 'Mirrors',
    about: `200 mirrors of Docker Hub, the first 67 of them dead: they take connections and never say a word. The bound is what one living mirror takes, and one time-out (${timeOutMs} ms).`,
    rows: [
      { name: '1 mirror', ...alone, ratio: 1, budget: null },
      { name: '200 mirrors', ...many, ratio: many.ms / alone.ms, budget: null, withinMs },
    ],
  };
}

interface Measured {
  readonly ms: number;
  readonly peak: number;
}

async function typical(rounds: number, run: () => Promise<Measured>): Promise<Measured> {
  const all: Measured[] = [];
  for (let round = 0; round < rounds; round += 1) all.push(await run());
  return { ms: median(all.map(({ ms }) => ms)), peak: Math.max(...all.map(({ peak }) => peak)) };
}

const peakPreload = path.join(import.meta.dirname, 'preload/peak.cjs');

/** One run of the doctor, which must have come to a verdict. */
function doctor({ root }: SlowWorld, targets: readonly string[]): Promise<Measured> {
  const peakFile = path.join(root, 'peak');
  const argv = ['bin/dockcfg.js', 'doctor', ...targets, '--root', root, '--engine', '28.5.2'];
  const env = {
    ...process.env,
    NODE_OPTIONS: `--require ${peakPreload}`,
    PEAK_TO: peakFile,
  };
  const started = performance.now();
  return new Promise((resolve, reject) => {
    const options = { env, maxBuffer: 256 * 1024 * 1024, timeout: hungMs };
    execFile(process.execPath, [...argv, '--json'], options, (error, stdout, stderr) => {
      const ms = performance.now() - started;
      if (error && error.code !== 1) return reject(new Error(`${argv.join(' ')}: ${stderr}`));
      if (!stdout.includes('"verdict"')) return reject(new Error('the doctor gave no verdict'));
      resolve({ ms, peak: Number(readFileSync(peakFile, 'utf8')) });
    });
  });
}

/**
 * What nobody can do without: challenge, token, manifest and the first blob. The engine asks for the
 * tag with HEAD first (moby daemon/internal/distribution/pull_v2.go; containerd core/remotes/docker).
 */
async function bareClient({ world }: SlowWorld, name: string, first?: 'HEAD'): Promise<number> {
  const [host = ''] = name.split('/');
  const agent = new Agent({ keepAlive: true, maxSockets: 1, ca: world.authority.pem });
  const ask = (where: string, token = '', method = 'GET') =>
    answer(`https://${host}${where}`, { agent, token, method });
  const started = performance.now();
  try {
    await ask('/v2/');
    const { token } = JSON.parse(await ask('/token?service=bench&scope=repository:hello:pull'));
    const tag = '/v2/hello/manifests/latest';
    const digest = first && (await ask(tag, token, first));
    const where = digest ? `/v2/hello/manifests/${digest}` : tag;
    const manifest = JSON.parse(await ask(where, token));
    await ask(`/v2/hello/blobs/${manifest.config.digest}`, token);
    return performance.now() - started;
  } finally {
    agent.destroy();
  }
}

interface Asking {
  readonly agent: Agent;
  readonly token: string;
  readonly method: string;
}

/** @returns the body; of a HEAD, the digest that it tells */
function answer(url: string, { agent, token, method }: Asking) {
  const headers = {
    Accept: 'application/vnd.docker.distribution.manifest.v2+json',
    ...(token && { Authorization: `Bearer ${token}` }),
  };
  return new Promise<string>((resolve, reject) => {
    const asked = request(url, { agent, headers, method }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      const digest = String(response.headers['docker-content-digest']);
      response.on('end', () =>
        resolve(method === 'HEAD' ? digest : Buffer.concat(chunks).toString()),
      );
    });
    asked.on('error', reject).end();
  });
}
