import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import type { LabHost } from '../lab/host.ts';
import { pageOf } from './ansi.ts';

/** Names that cannot be pulled from on the broken host, each for its own reason. */
const asked = ['library/hello', 'plain.lab:5000/hello'];

interface Picture {
  readonly name: string;
  readonly page: string;
  readonly width: number;
  readonly height: number;
  readonly dark: boolean;
}

/** Takes pictures of what the doctor says of a host: the page for browsers, and the terminal's. */
export async function takePictures(host: LabHost, folder: string): Promise<void> {
  const page = async (...argv: string[]) =>
    (await host.dockcfg(['doctor', ...asked, '--format', 'html', ...argv])).stdout;
  const env = { FORCE_COLOR: '1', LANG: 'en_US.UTF-8', COLUMNS: '86' };
  const tree = await host.dockcfg(['doctor', 'library/hello'], { env });
  const report = await page();
  const pictures: readonly Picture[] = [
    { name: 'report', page: report, width: 1100, height: 2150, dark: false },
    { name: 'report-dark', page: report, width: 1100, height: 1500, dark: true },
    {
      name: 'report-zh-CN',
      page: await page('--lang', 'zh-CN'),
      width: 1100,
      height: 1500,
      dark: false,
    },
    { name: 'doctor', page: pageOf(tree.stdout), width: 780, height: 740, dark: true },
  ];
  const scratch = await mkdtemp(join(tmpdir(), 'dockcfg-pictures-'));
  try {
    for (const picture of pictures) await take(picture, { scratch, folder });
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

async function take(
  { name, page, width, height, dark }: Picture,
  { scratch, folder }: { readonly scratch: string; readonly folder: string },
): Promise<void> {
  const file = join(scratch, `${name}.html`);
  await writeFile(file, page);
  await execa('chromium', [
    ...['--headless', '--no-sandbox', '--disable-gpu', '--hide-scrollbars'],
    `--user-data-dir=${join(scratch, 'profile')}`,
    `--window-size=${width},${height}`,
    `--blink-settings=preferredColorScheme=${dark ? 0 : 1}`,
    `--screenshot=${join(folder, `${name}.png`)}`,
    `file://${file}`,
  ]);
}
