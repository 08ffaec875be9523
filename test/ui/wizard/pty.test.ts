import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { widthOf } from '../../../src/ui/text/width.ts';
import { type Company, startCompany } from '../../demo/company.ts';
import { type HostTree, makeTree } from '../../demo/tree.ts';
import { keys, openPty, type Pty } from '../pty.ts';

const main = join(import.meta.dirname, '../../../src/main.ts');

/** The wizard at a real terminal, on a host that is a folder, in a network on loopback. */
describe('the wizard', () => {
  let company: Company;
  let pristine: HostTree;
  let folder: string;
  let root: string;

  beforeAll(async () => {
    company = await startCompany();
    pristine = await makeTree(company);
    folder = await mkdtemp(join(tmpdir(), 'dockcfg-wizard-'));
    await writeFile(join(folder, 'corp.pem'), company.companyRoot);
  });
  afterAll(async () => {
    await pristine[Symbol.asyncDispose]();
    await company.world.stop();
    await rm(folder, { recursive: true, force: true });
  });
  beforeEach(async () => {
    root = join(folder, 'host');
    await rm(root, { recursive: true, force: true });
    await cp(pristine.root, root, { recursive: true });
  });

  function setup(
    more: readonly string[] = [],
    env: { [name: string]: string } = {},
    columns = 80,
  ): Pty {
    const argv = [main, 'setup', '--root', root, ...more];
    return openPty({ argv, env, columns, rows: 60, cwd: folder });
  }

  /** Every file of the host with its content. */
  async function contents(): Promise<ReadonlyMap<string, string>> {
    const names = await readdir(root, { recursive: true, withFileTypes: true });
    const files = names
      .filter((each) => each.isFile())
      .map((each) => join(each.parentPath, each.name));
    const pairs = files.map(async (path) => [path, await readFile(path, 'latin1')] as const);
    return new Map(await Promise.all(pairs));
  }

  it('asks, previews, applies, proves, and says how to do it again', async () => {
    await using pty = setup();
    await pty.see('? Mirrors');
    pty.press(`https://${company.mirror}${keys.enter}`);
    await pty.see('? https-proxy');
    pty.press(`http://${company.proxy}${keys.enter}`);
    await pty.see('? http-proxy');
    pty.press(`-${keys.enter}`);
    await pty.see('? no-proxy (.corp.example)');
    pty.press(keys.enter);
    await pty.see('? Insecure registries');
    pty.press(keys.enter);
    await pty.see('? Registry');
    pty.press(`${company.mirror}${keys.enter}`);
    await pty.see('? File');
    pty.press(`corp.pem${keys.enter}`);
    await pty.see(/CN=Example Corp Root CA, SHA-256/);
    pty.press(keys.enter);
    await pty.see('This is what would change:');
    await pty.see('What now?');
    expect(pty.screen()).toContain('+  "registry-mirrors"');
    pty.press(keys.enter);
    await pty.see('as an Ansible task');
    expect(await pty.exit).toBe(0);
    expect(pty.screen()).toContain('Verdict: healthy');
    expect(pty.screen()).toContain('dockcfg apply --mirror');
    const daemon = await readFile(join(root, 'etc/docker/daemon.json'), 'utf8');
    expect(JSON.parse(daemon)['registry-mirrors']).toEqual([`https://${company.mirror}`]);
  }, 60_000);

  it.each([0, 1, 2])(
    'leaves everything as it was on Ctrl-C after %i answers',
    async (answered) => {
      const before = await contents();
      await using pty = setup();
      const answers = [
        ['? Mirrors', 'https://m.example'],
        ['? https-proxy', 'http://p:1'],
        ['? http-proxy', ''],
      ] as const;
      for (const [question, answer] of answers.slice(0, answered)) {
        await pty.see(question);
        pty.press(`${answer}${keys.enter}`);
      }
      await pty.see(answers[answered]?.[0] ?? '');
      pty.press(keys.interrupt);
      expect(await pty.exit).toBe(130);
      expect(pty.screen()).toContain('Everything was left as it was.');
      expect(await contents()).toEqual(before);
    },
    60_000,
  );

  it('leaves everything as it was when the preview is declined', async () => {
    const before = await contents();
    await using pty = setup(['--mirror', 'https://m.example']);
    await pty.see('? https-proxy');
    pty.press(keys.enter);
    await pty.see('? http-proxy');
    pty.press(keys.enter);
    await pty.see('? no-proxy');
    pty.press(keys.enter);
    await pty.see('? Insecure registries');
    pty.press(keys.enter);
    await pty.see('? Registry');
    pty.press(keys.enter);
    await pty.see('What now?');
    expect(pty.screen()).not.toContain('? Mirrors');
    pty.press(`${keys.down}${keys.down}${keys.enter}`);
    expect(await pty.exit).toBe(0);
    expect(await contents()).toEqual(before);
  }, 60_000);

  it('says at once what is wrong with an answer, and goes back a step', async () => {
    await using pty = setup();
    await pty.see('? Mirrors');
    pty.press(`mirror.example${keys.enter}`);
    await pty.see('has no scheme');
    pty.press(`${keys.backspace.repeat(20)}https://m.example${keys.enter}`);
    await pty.see('? https-proxy');
    pty.press(`<${keys.enter}`);
    await pty.see(/ok: https-proxy <.*\? Mirrors \(https:\/\/m\.example\)/);
    pty.press(keys.interrupt);
    expect(await pty.exit).toBe(130);
  }, 60_000);

  it('speaks Chinese, fits 40 columns and needs no colour', async () => {
    await using pty = setup(['--lang', 'zh-CN'], { NO_COLOR: '1' }, 40);
    await pty.see('镜像加速地址');
    // the keys are the question's from here on
    await pty.see(/\? \S/);
    for (const line of pty.screen().split('\n')) expect(widthOf(line)).toBeLessThanOrEqual(40);
    pty.press(keys.interrupt);
    expect(await pty.exit).toBe(130);
    expect(pty.screen()).toContain('一切保持原样');
  }, 60_000);
});
