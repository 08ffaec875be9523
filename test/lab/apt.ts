/** What the lab learns from the machine's own apt: the mirror it may use. */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { execa } from 'execa';

/** The Debian archive this machine installs from: roots come from there and nowhere else. */
export async function aptMirror(): Promise<string> {
  const mirror = (await fromIndexes()) ?? (await fromSources());
  if (mirror === null) throw new Error('no Debian archive among the apt sources of this machine');
  return mirror;
}

async function fromIndexes(): Promise<string | null> {
  const format = '$(REPO_URI) $(ORIGIN) $(LABEL) $(SUITE)';
  const listed = await execa(
    'apt-get',
    ['indextargets', 'Created-By: Packages', '--format', format],
    { reject: false, lines: true },
  );
  if (listed.exitCode !== 0) return null;
  // The security archive has Debian's origin as well, but a label of its own, and few packages.
  const main = listed.stdout.map((line) => line.split(' ')).find(isMainArchive);
  return main?.[0] ?? null;
}

function isMainArchive([, origin, label]: string[]): boolean {
  return origin === 'Debian' && label === 'Debian';
}

/** Before the first `apt-get update` apt has no indexes; then the sources themselves must do. */
async function fromSources(): Promise<string | null> {
  for (const file of await sourceFiles()) {
    const text = await readFile(file, 'utf8').catch(() => '');
    const uri = /^(?:URIs:\s*|deb\s+(?:\[[^\]]*\]\s+)?)(\S+\/debian\/?)(?:\s|$)/m.exec(text)?.[1];
    if (uri) return uri;
  }
  return null;
}

async function sourceFiles(): Promise<string[]> {
  const folder = '/etc/apt/sources.list.d';
  const names = await readdir(folder).catch(() => []);
  return ['/etc/apt/sources.list', ...names.sort().map((name) => path.join(folder, name))];
}
