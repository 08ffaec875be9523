import { chmod, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageLayout, stage, zipped } from './stage.ts';
import { type Architecture, readManifest, run, sourceDate } from './toolbox.ts';

const debianNames: { readonly [A in Architecture]: string } = { x64: 'amd64', arm64: 'arm64' };

const maintainer = 'The dockcfg authors <authors@dockcfg.invalid>';

export interface DebianOptions {
  /** `xz` for people, `none` where only a test will unpack it */
  readonly compression?: 'xz' | 'none';
}

/** Builds `OUT/dockcfg_VERSION_ARCH.deb`; it installs nothing that runs by itself. */
export async function buildDebian(
  out: string,
  built: { readonly architecture: Architecture; readonly executable: string },
  { compression = 'xz' }: DebianOptions = {},
): Promise<string> {
  const { version } = await readManifest();
  const architecture = debianNames[built.architecture];
  const work = await mkdtemp(join(tmpdir(), 'dockcfg-debian-'));
  try {
    const tree = join(work, 'tree');
    await stage(join(tree, 'usr'), built.executable, packageLayout);
    const doc = join(tree, 'usr/share/doc/dockcfg');
    await writeFile(join(doc, 'copyright'), copyright);
    await writeFile(join(doc, 'changelog.gz'), zipped(await changelog(version)));
    await rm(join(doc, 'LICENSE'));
    await writeControl(tree, architecture, version);
    await run('chmod', ['-R', 'u+rw,go=rX', tree]);
    const file = join(work, 'built.deb');
    const env = { ...process.env, SOURCE_DATE_EPOCH: await sourceDate() };
    const flags = ['--root-owner-group', `-Z${compression}`, '--build', tree, file];
    await run('dpkg-deb', flags, { env });
    return await moved(file, join(out, `dockcfg_${version}_${architecture}.deb`));
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

async function moved(from: string, to: string): Promise<string> {
  await run('cp', [from, `${to}.new`]);
  await rename(`${to}.new`, to);
  return to;
}

async function writeControl(tree: string, architecture: string, version: string): Promise<void> {
  const folder = join(tree, 'DEBIAN');
  await mkdir(folder);
  const { stdout: size } = await run('du', ['-sk', '--apparent-size', join(tree, 'usr')]);
  const text = control(architecture, version, Number.parseInt(size, 10));
  await writeFile(join(folder, 'control'), text);
  for (const [name, script] of Object.entries(scripts)) {
    await writeFile(join(folder, name), script);
    await chmod(join(folder, name), 0o755);
  }
}

/** What Node's own executables are linked with: `objdump -T` shows GLIBC_2.28 and GLIBCXX_3.4.21. */
function control(architecture: string, version: string, installedSize: number): string {
  return `Package: dockcfg
Version: ${version}
Architecture: ${architecture}
Maintainer: ${maintainer}
Installed-Size: ${installedSize}
Depends: libc6 (>= 2.28), libgcc-s1, libstdc++6 (>= 5.2)
Suggests: docker.io | docker-ce
Section: admin
Priority: optional
Description: configure Docker's registries, mirrors, proxies and CA certificates
 Changes the configuration of Docker's engine wherever this installation keeps
 it, has the engine reload or restart, proves that it uses the new values, and
 puts everything back when it does not. Says at which stage a pull fails, and
 why.
`;
}

async function changelog(version: string): Promise<string> {
  const date = new Date(Number(await sourceDate()) * 1000).toUTCString().replace('GMT', '+0000');
  return `dockcfg (${version}) unstable; urgency=medium

  * Version ${version}.

 -- ${maintainer}  ${date}
`;
}

/** In free form (Debian Policy 12.5). */
const copyright = `dockcfg is copyright 2026 the dockcfg authors, and licensed under the Apache
License, version 2.0. On Debian systems, its text is in
/usr/share/common-licenses/Apache-2.0.

The executable also contains Node.js and packages under licences of their
own; LICENSES.txt.gz in this folder has their texts.
`;

const reload = `if [ -d /run/systemd/system ]; then
  systemctl daemon-reload || true
fi`;

/**
 * What was configured is the host's and stays; only a purge takes away the journal of changes. Not
 * even that takes docker.env, from which an engine before 23.0 has its proxy's password.
 */
export const scripts: { readonly [name: string]: string } = {
  postinst: `#!/bin/sh
set -e
${reload}
`,
  prerm: `#!/bin/sh
set -e
if [ "$1" = remove ] && [ -d /run/systemd/system ]; then
  systemctl disable --now dockcfg-drift.timer dockcfg-apply.timer || true
fi
`,
  postrm: `#!/bin/sh
set -e
${reload}
if [ "$1" = purge ] && [ -d /var/lib/dockcfg ]; then
  find /var/lib/dockcfg -mindepth 1 -maxdepth 1 ! -name docker.env -exec rm -rf {} +
  rmdir /var/lib/dockcfg 2>/dev/null || true
fi
`,
};
