/** Installs the Debian packages the lab needs, without letting any of them start a service. */
import { existsSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { execa } from 'execa';

const list = path.join(import.meta.dirname, 'packages.txt');

/** Debian's own switch: a package's scripts ask this file before they start anything. */
const policyFile = '/usr/sbin/policy-rc.d';
const forbidden = '#!/bin/sh\nexit 101\n';

/** The packages, one a line in packages.txt. */
export async function labPackages(): Promise<string[]> {
  const lines = (await readFile(list, 'utf8')).split('\n').map((line) => line.trim());
  return lines.filter((line) => line !== '' && !line.startsWith('#'));
}

/** The packages that are not installed. */
export async function missingPackages(): Promise<string[]> {
  const packages = await labPackages();
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the placeholders are dpkg's own.
  const format = ['-W', '-f', '${Package} ${db:Status-Status}\\n'];
  const { stdout } = await execa('dpkg-query', [...format, ...packages], { reject: false });
  const installed = new Set(stdout.split('\n'));
  return packages.filter((name) => !installed.has(`${name} installed`));
}

/** Installs what is missing; says what that was. */
export async function installPackages(): Promise<string[]> {
  const missing = await missingPackages();
  if (missing.length === 0) return [];
  await withoutServices(async () => {
    const quiet = { env: { DEBIAN_FRONTEND: 'noninteractive' }, all: true } as const;
    await execa('apt-get', ['update', '-q'], quiet);
    await execa('apt-get', ['install', '-qy', '--no-install-recommends', ...missing], quiet);
  });
  return missing;
}

async function withoutServices(work: () => Promise<void>): Promise<void> {
  // A policy that is there already is the machine's own, and stays.
  const ours = !existsSync(policyFile);
  if (ours) await writeFile(policyFile, forbidden, { mode: 0o755 });
  try {
    await work();
  } finally {
    if (ours) await rm(policyFile, { force: true });
  }
}

if (import.meta.main) {
  const installed = await installPackages();
  console.log(installed.length > 0 ? `installed ${installed.join(' ')}` : 'nothing was missing');
}
