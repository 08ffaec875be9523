/**
 * `npm run bench`: measures what the project promises about speed, fails where it is late, and
 * keeps the result in docs/benchmarks.md. `npm run bench -- quick` is done in a minute and keeps
 * nothing.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, loadavg, release, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { buildStandalone } from '../packaging/standalone.ts';
import { architectures, checkout } from '../packaging/toolbox.ts';
import { canRunLab } from '../test/lab/can-run.ts';
import { measureDoctor } from './doctor.ts';
import { measureEnginePull } from './engine-pull.ts';
import { measureNoOp } from './no-op.ts';
import { measurePeers } from './peers.ts';
import { measureStartup } from './startup.ts';
import { isLate, type Section, textOf } from './table.ts';

const isQuick = process.argv[2] === 'quick';
const folder = await mkdtemp(join(tmpdir(), 'dockcfg-bench-'));
try {
  const sections = await measure();
  if (!isQuick) await writeFile(join(checkout, 'docs/benchmarks.md'), page(sections));
  const late = sections.flatMap(({ rows }) => rows).filter(isLate);
  process.exitCode = late.length === 0 ? 0 : 1;
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function measure(): Promise<readonly Section[]> {
  const executable = isQuick ? null : await ownExecutable();
  const rounds = isQuick ? { start: 20, walk: 1 } : { start: 30, walk: 3 };
  const sections: Section[] = [];
  const tell = (...more: readonly Section[]) => {
    sections.push(...more);
    for (const section of more) console.log(textOf(section));
  };
  tell(measureStartup(executable, rounds.start));
  tell(measureNoOp(executable, rounds.start));
  tell(...(await measureDoctor(rounds.walk)));
  tell(await measurePeers(rounds.walk));
  const why = isQuick ? 'this is the quick run' : await canRunLab();
  if (why === null) tell(await measureEnginePull(rounds.walk));
  else console.error(`The engine's own pull is left out: ${why}`);
  return sections;
}

async function ownExecutable(): Promise<string | null> {
  const own = architectures.filter((each) => each === process.arch);
  const [built] = own.length > 0 ? await buildStandalone(folder, own) : [];
  return built ?? null;
}

function page(sections: readonly Section[]): string {
  const [cpu] = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  const load = loadavg()[1] ?? 0;
  const isBusy = load > cpus().length;
  const day = new Date().toISOString().slice(0, 10);
  return `# Benchmarks

As \`npm run bench\` left them on ${day}: Node ${process.versions.node} on Linux ${release().split('-')[0]}, ${cpus().length} × ${cpu?.model.trim()}, ${memory} GiB.
All contenders of a table took turns in one run. CPU times are the lowest tenth of all rounds, times
over the network the median. The load average was ${load.toFixed(1)}${isBusy ? ': other work had the machine, and times that pass (all but the CPU times) say little' : ''}.

${sections.map(textOf).join('\n')}`;
}
