/** An `apply` that finds everything as it should be: what a fleet's timer pays every time. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Timing, timeAgainstEmpty } from './processes.ts';

/** In empty starts of Node; the rest of it is the reads that no program could avoid. */
const budget = 1.6;

const profile = `{
  "registry-mirrors": ["https://mirror.example"],
  "insecure-registries": ["plain.example:5000"],
  "proxies": { "https-proxy": "http://proxy.example:3128", "no-proxy": ".example" }
}
`;

export function measureNoOp(rounds = 60): Timing[] {
  const root = mkdtempSync(path.join(tmpdir(), 'dockcfg-bench-'));
  try {
    mkdirSync(path.join(root, 'etc/docker'), { recursive: true });
    const file = path.join(root, 'profile.json');
    writeFileSync(file, profile);
    const apply = [
      'bin/dockcfg.js',
      'apply',
      '--root',
      root,
      '--engine',
      '28.5.2',
      file,
      '--quiet',
    ];
    const first = spawnSync(process.execPath, apply, { encoding: 'utf8' });
    if (first.status !== 0) throw new Error(first.stderr);
    return timeAgainstEmpty([{ name: 'dockcfg apply, no-op', argv: apply, budget }], rounds);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}
