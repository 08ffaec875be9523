import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startCompany } from '../../demo/company.ts';
import { makeTree } from '../../demo/tree.ts';
import { runRecorded } from '../outside.ts';

const run = promisify(execFile);
const programs = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const chromium = programs.find((path) => existsSync(path));

/** A start of the browser on a loaded machine. */
const browserMs = 60_000;

/** What a page looks like to a browser, measured by a script that the page itself forbids. */
interface Measured {
  readonly overflow: number;
  readonly narrowShown: boolean;
  readonly background: string;
  readonly faintest: number;
  /** role and name of what a screen reader stops at, as the browser computes them */
  readonly stops: readonly (readonly [role: string, name: string])[];
}

describe.skipIf(!chromium)('the report in a browser', () => {
  let folder: string;
  const pages: { [language: string]: string } = {};

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'dockcfg-html-'));
    const company = await startCompany();
    const tree = await makeTree(company);
    for (const language of ['en', 'zh-CN']) {
      const argv = ['doctor', 'nginx', `${company.harbor}/team/app:1.0`, '--format', 'html'];
      const all = [...argv, '--lang', language, '--root', tree.root];
      const { stdout } = await runRecorded(all, { real: true });
      pages[language] = join(folder, `${language}.html`);
      await writeFile(pages[language], measuring(stdout));
    }
    await tree[Symbol.asyncDispose]();
    await company.world.stop();
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const browse = async (page: string, width: number, dark: boolean, ...more: string[]) => {
    const { stdout } = await run(
      chromium ?? '',
      [
        '--no-sandbox',
        '--headless',
        '--disable-gpu',
        '--enable-blink-features=ComputedAccessibilityInfo',
        `--user-data-dir=${join(folder, 'profile')}`,
        `--window-size=${width},2000`,
        `--blink-settings=preferredColorScheme=${dark ? 0 : 1}`,
        ...more,
        `file://${page}`,
      ],
      { timeout: browserMs, maxBuffer: 8 * 1024 * 1024 },
    );
    return stdout;
  };

  it.each([
    ['en', 1200, false],
    ['en', 1200, true],
    ['zh-CN', 500, false],
    ['zh-CN', 500, true],
  ])('in %s, %i wide, dark: %s, fits and can be read', async (language, width, dark) => {
    const dom = await browse(pages[language] ?? '', width, dark, '--dump-dom');
    const measured = measuredIn(dom);
    expect(measured.overflow).toBeLessThanOrEqual(0);
    expect(measured.narrowShown).toBe(width < 640);
    expect(measured.background).toBe(dark ? 'rgb(20, 24, 29)' : 'rgb(255, 255, 255)');
    // WCAG 2.2, 1.4.3
    expect(measured.faintest).toBeGreaterThanOrEqual(4.5);
  });

  it.each(['en', 'zh-CN'])(
    'has a name for every region, table and picture (%s)',
    async (language) => {
      const dom = await browse(pages[language] ?? '', 1200, false, '--dump-dom');
      const { stops } = measuredIn(dom);
      const roles = new Set(stops.map(([role]) => role));
      expect(roles).toContain('region');
      expect(roles).toContain('table');
      expect(roles).toContain('image');
      expect(stops.filter(([, name]) => name.trim() === '')).toEqual([]);
      const regions = stops.filter(([role]) => role === 'region').map(([, name]) => name);
      expect(new Set(regions).size).toBe(regions.length);
    },
  );

  it('is a picture worth looking at', async () => {
    const picture = join(folder, 'page.png');
    await browse(pages.en ?? '', 1200, false, `--screenshot=${picture}`);
    const bytes = await readFile(picture);
    expect(bytes.subarray(1, 4).toString()).toBe('PNG');
    // a blank page of this size takes about a tenth
    expect(bytes.length).toBeGreaterThan(100_000);
  });
});

function measuredIn(dom: string): Measured {
  const [, text = ''] = /data-measured="([^"]*)"/.exec(dom) ?? [];
  return JSON.parse(text.replaceAll('&quot;', '"').replaceAll('&amp;', '&')) as Measured;
}

/** With the names that assistive technology gets, behind a switch of the browser. */
interface Measurable {
  readonly parentElement: unknown;
  readonly computedRole: string;
  readonly computedName: string;
  checkVisibility(): boolean;
  closest(selector: string): unknown;
}

/** The page with a script in it that measures it; the policy that forbids scripts is taken out. */
function measuring(page: string): string {
  const script = `<script>(${measure.toString()})()</script>`;
  return page.replace(/<meta http-equiv[^>]*>/, '').replace('</body>', `${script}</body>`);
}

/** Runs in the browser. */
function measure(): void {
  const { document, getComputedStyle, innerWidth } = globalThis as unknown as {
    document: {
      documentElement: { scrollWidth: number; dataset: { measured: string } };
      body: unknown;
      querySelector(selector: string): unknown;
      querySelectorAll(selector: string): Iterable<Measurable>;
    };
    getComputedStyle(element: unknown): { display: string; color: string; backgroundColor: string };
    innerWidth: number;
  };
  const numbers = (color: string) => (color.match(/[\d.]+/g) ?? []).map(Number);
  const luminance = (color: string) => {
    const [r = 0, g = 0, b = 0] = numbers(color).map((value) => {
      const share = value / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const groundOf = (element: unknown): string => {
    const { backgroundColor } = getComputedStyle(element);
    const isClear = numbers(backgroundColor)[3] === 0;
    const parent = (element as { parentElement: unknown }).parentElement;
    return isClear && parent ? groundOf(parent) : backgroundColor;
  };
  const contrasts = [
    ...document.querySelectorAll('h1,h2,h3,h4,p,li,td,th,dt,dd,code,caption,.badge'),
  ].map((element) => {
    const [one, other] = [getComputedStyle(element).color, groundOf(element)].map(luminance);
    const [light, dark] = [Math.max(one ?? 0, other ?? 0), Math.min(one ?? 0, other ?? 0)];
    return (light + 0.05) / (dark + 0.05);
  });
  document.documentElement.dataset.measured = JSON.stringify({
    overflow: document.documentElement.scrollWidth - innerWidth,
    narrowShown: getComputedStyle(document.querySelector('.narrow')).display !== 'none',
    background: getComputedStyle(document.body).backgroundColor,
    faintest: Math.min(...contrasts),
    stops: [...document.querySelectorAll('section,article,nav,table,svg')]
      .filter((element) => element.checkVisibility() && !element.closest('[aria-hidden=true]'))
      .map(({ computedRole, computedName }) => [computedRole, computedName]),
  });
}
