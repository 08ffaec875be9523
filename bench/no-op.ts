/** An `apply` that finds everything as it should be: what a fleet's timer pays every time. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { costAgainstEmpty } from './processes.ts';
import type { Row, Section } from './table.ts';

/** In empty starts of Node, on top of the reads that no program could avoid. */
const budget = 1.6;

const profile = `{
  "registry-mirrors": ["https://mirror.example"],
  "insecure-registries": ["plain.example:5000"],
  "proxies": { "https-proxy": "http://proxy.example:3128", "no-proxy": ".example" }
}
`;

const preload = (name: string) => path.join(import.meta.dirname, 'preload', name);

/** @param executable the standalone one, where it was built */
export function measureNoOp(executable: string | null, rounds: number): Section {
  const folder = mkdtempSync(path.join(tmpdir(), 'dockcfg-bench-'));
  try {
    const apply = prepared(folder);
    const calls = recorded(folder, apply);
    const node = process.execPath;
    const rows = costAgainstEmpty(
      [
        { name: 'node, only the same reads', argv: [node, preload('replay.cjs'), calls] },
        { name: 'dockcfg apply', argv: [node, 'bin/dockcfg.js', ...apply] },
        ...(executable
          ? [{ name: 'dockcfg apply, executable', argv: [executable, ...apply] as const }]
          : []),
      ],
      rounds,
    );
    return {
      title: 'A host that is as it should be',
      about:
        'CPU time of an `apply` on a tree that has nothing to change, as multiples of an empty Node. The bound is ' +
        `${budget} and what a bare Node takes, beyond its start, for the same reads and one line of output.`,
      rows: bounded(rows),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A tree that is as the profile wants it. @returns the arguments of a run that sees that */
function prepared(folder: string): readonly string[] {
  const root = path.join(folder, 'root');
  const file = path.join(folder, 'profile.json');
  mkdirSync(path.join(root, 'etc/docker'), { recursive: true });
  writeFileSync(file, profile);
  const apply = ['apply', '--root', root, '--engine', '28.5.2', file, '--quiet'];
  run(apply, {});
  return apply;
}

/** Lets a run note the calls by which it looks at the tree. @returns the file they are in */
function recorded(folder: string, apply: readonly string[]): string {
  const calls = path.join(folder, 'calls.json');
  run(apply, {
    RECORD_ROOT: path.join(folder, 'root'),
    RECORD_TO: calls,
    NODE_OPTIONS: `--require ${preload('record.cjs')}`,
  });
  return calls;
}

function run(apply: readonly string[], env: { readonly [name: string]: string }): void {
  const { status, stderr } = spawnSync(process.execPath, ['bin/dockcfg.js', ...apply], {
    encoding: 'utf8',
    env: { ...process.env, ...env },
  });
  if (status !== 0) throw new Error(stderr);
}

function bounded(rows: readonly Row[]): readonly Row[] {
  const [empty, reads, ...runs] = rows;
  if (!empty || !reads) return rows;
  // A round in which they came out cheaper than nothing tells of the machine, not of the reads.
  const allowed = Number((budget + Math.max(0, reads.ms - empty.ms) / empty.ms).toFixed(2));
  return [empty, reads, ...runs.map((row) => ({ ...row, budget: allowed }))];
}
