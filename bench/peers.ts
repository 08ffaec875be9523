/** What other tools take to ask the same registry for the same image, on the same slow line. */
import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { promisify } from 'node:util';
import { peerPrograms } from './peer-programs.ts';
import { hungMs } from './processes.ts';
import { openSlowWorld, roundTripMs } from './slow-world.ts';
import { median, type Row, type Section } from './table.ts';

const run = promisify(execFile);

interface Peer {
  readonly name: string;
  readonly argv: readonly [program: string, ...argv: string[]];
  readonly env?: { readonly [name: string]: string };
}

export async function measurePeers(rounds: number): Promise<Section> {
  await using slow = await openSlowWorld();
  const image = await slow.registry();
  const ca = path.join(slow.root, 'ca.crt');
  writeFileSync(ca, slow.world.authority.pem);
  const rows: Row[] = [];
  const more = await peerPrograms();
  const PATH = [process.env.PATH, more].filter(Boolean).join(':');
  for (const { name, argv, env } of peers({ image, ca, root: slow.root })) {
    const times: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const started = performance.now();
      const done = await attempt(argv, { PATH, ...env });
      if (done) times.push(performance.now() - started);
    }
    if (times.length > 0) rows.push({ name, ms: median(times), ratio: null, budget: null });
  }
  const own = rows[0]?.ms ?? Number.NaN;
  return {
    title: 'Beside other tools',
    about: `Whole processes against one registry with TLS and a token, ${roundTripMs} ms a round trip; tools that are not installed are left out; crane and oras are Debian testing's. The doctor does more than they do: it also reads this host's configuration, asks for a blob, and tries the plain-HTTP way that the engine would fall back to.`,
    rows: rows.map((row) => ({ ...row, ratio: row.ms / own })),
  };
}

function peers(on: { readonly image: string; readonly ca: string; readonly root: string }): Peer[] {
  const { image, ca, root } = on;
  const host = image.split('/')[0];
  const certs = path.join(root, 'etc/docker/certs.d', host ?? '');
  const doctor = ['bin/dockcfg.js', 'doctor', image, '--root', root, '--engine', '28.5.2'];
  // Three requests that follow from each other, as people put them together by hand.
  const curl = `
    curl -sS --cacert "$1" -o /dev/null "https://$2/v2/" &&
    token=$(curl -sS --cacert "$1" "https://$2/token?service=bench&scope=repository:hello:pull" | sed 's/.*"token":"\\([^"]*\\)".*/\\1/') &&
    curl -sSf --cacert "$1" -o /dev/null -H "Authorization: Bearer $token" "https://$2/v2/hello/manifests/latest"`;
  return [
    { name: 'dockcfg doctor', argv: [process.execPath, ...doctor] },
    { name: 'curl, three times', argv: ['sh', '-c', curl, 'sh', ca, host ?? ''] },
    {
      name: 'skopeo inspect',
      argv: ['skopeo', 'inspect', '--no-tags', '--cert-dir', certs, `docker://${image}`],
    },
    { name: 'crane manifest', argv: ['crane', 'manifest', image], env: { SSL_CERT_FILE: ca } },
    { name: 'oras manifest fetch', argv: ['oras', 'manifest', 'fetch', '--ca-file', ca, image] },
  ];
}

/** @returns false where the tool is not installed */
async function attempt(argv: Peer['argv'], env: NodeJS.ProcessEnv): Promise<boolean> {
  const [program, ...rest] = argv;
  try {
    await run(program, rest, { env: { ...process.env, ...env }, timeout: hungMs });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}
