import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { widthOf } from '../../../src/ui/text/width.ts';
import { rootAuthority } from '../../world/certificates/authority.ts';
import { image } from '../../world/world.ts';
import { keys } from '../pty.ts';
import { answer, openWizardHost, type WizardHost } from './host.ts';

const colour = new RegExp(`${keys.escape}\\[[\\d;]*m`);
const movement = new RegExp(`${keys.escape}\\[[\\d;?]*[A-HJKhl]`);

/** Loaded before the program: it names the terminal's window once it has heard of the new size. */
const titleWhenResized = `data:text/javascript,${encodeURIComponent(
  "process.on('SIGWINCH', () => process.stderr.write('\\x1b]0;resized\\x07'));",
)}`;

/** The wizard at a real terminal: every path through it. */
describe('the wizard', () => {
  let host: WizardHost;
  let [open, plain, silent, proxy] = ['', '', '', ''];

  beforeAll(async () => {
    host = await openWizardHost(async ({ world }) => {
      const authority = rootAuthority('Open Corp Root');
      const images = [image({ repo: 'library/nginx' })];
      const tls = { kind: 'intermediate', authority } as const;
      const opened = await world.registry({ name: 'open.corp.example', tls, images });
      open = `open.corp.example:${opened.port}`;
      plain = `plain.corp.example:${(await world.registry({ name: 'plain.corp.example' })).port}`;
      const hanging = await world.registry({ name: 'silent.corp.example', accept: 'hang' });
      silent = `silent.corp.example:${hanging.port}`;
    });
    proxy = `http://${host.company.proxy}`;
  });
  afterAll(() => host[Symbol.asyncDispose]());
  beforeEach(() => host.reset());

  /** The three questions about proxies, answered so that Docker Hub is reached. */
  const proxies = () =>
    [
      ['? https-proxy', proxy],
      ['? http-proxy', '-'],
      ['? no-proxy', ''],
    ] as const;

  it('shows what is wrong, tries answers, previews, applies, proves, and says how to repeat it', async () => {
    const { mirror } = host.company;
    await using pty = host.setup();
    await pty.see('What is wrong now:');
    await answer(pty, proxies().slice(0, 1));
    await pty.see('Docker Hub can be reached through it.');
    await answer(pty, proxies().slice(1));
    await pty.see(`${mirror}: direct, the NO_PROXY item ".corp.example" matches`);
    // What stands under a misspelt name is offered.
    await answer(pty, [[`? Mirrors (https://${mirror})`, '']]);
    await pty.see('certificate signed by unknown authority');
    await answer(pty, [['? Insecure registries', '']]);
    await pty.see('issued by CN=Example Corp Root CA');
    await answer(pty, [
      [`Which CA certificate should vouch for ${mirror}?`, keys.down],
      ['? File', 'corp.pem'],
      [`With it, the engine accepts the certificate of ${mirror}.`, ''],
    ]);
    await pty.see('This is what would change:');
    await pty.see('What now?');
    expect(pty.screen()).toContain('+  "registry-mirrors"');
    pty.press(keys.enter);
    await pty.see('as an Ansible task');
    expect(await pty.exit).toBe(0);
    expect(pty.screen()).toContain('Verdict: healthy');
    expect(pty.screen()).toContain('dockcfg apply --https-proxy');
    expect(pty.screen()).toContain('dockcfg.engine.config:');
    expect((await host.daemonJson())['registry-mirrors']).toEqual([`https://${mirror}`]);
  }, 60_000);

  it('trusts what a server presents only when told to, and repeats it by its SHA-256', async () => {
    await using pty = host.setup();
    await answer(pty, [
      ...proxies(),
      ['? Mirrors', `https://${open}`],
      ['? Insecure registries', ''],
    ]);
    await pty.see('the one it presents, CN=Open Corp Root Issuing');
    pty.press(`${keys.down}${keys.down}${keys.enter}`);
    await answer(pty, [
      ['? Registry', ''],
      ['What now?', ''],
    ]);
    await pty.see('as an Ansible task');
    expect(await pty.exit).toBe(0);
    expect(pty.screen()).toContain('Verdict: healthy');
    expect(pty.screen().replaceAll('\n', '')).toContain(
      `dockcfg ca add ${open} --from-server --accept`,
    );
    const ca = await readFile(join(host.root, 'etc/docker/certs.d', open, 'ca.crt'), 'utf8');
    expect(ca).toContain('BEGIN CERTIFICATE');
  }, 60_000);

  it('trusts nobody on Enter alone', async () => {
    await using pty = host.setup();
    await answer(pty, [
      ...proxies(),
      ['? Mirrors', `https://${open}`],
      ['? Insecure registries', ''],
      ['Which CA certificate', ''],
      ['? Registry', ''],
    ]);
    await pty.see('What now?');
    expect(pty.screen()).not.toContain('ca.crt');
    pty.press(keys.interrupt);
    expect(await pty.exit).toBe(130);
  }, 60_000);

  it.each([0, 1, 2, 3, 4, 5])(
    'leaves everything as it was on Ctrl-C after %i answers',
    async (answered) => {
      const before = await host.contents();
      await using pty = host.setup();
      const all = [
        ...proxies(),
        ['? Mirrors', '-'],
        ['? Insecure registries', ''],
        ['? Registry', ''],
      ] as const;
      await answer(pty, all.slice(0, answered));
      await pty.see(all[answered]?.[0] ?? '');
      pty.press(keys.interrupt);
      expect(await pty.exit).toBe(130);
      expect(pty.screen()).toContain('Everything was left as it was.');
      expect(await host.contents()).toEqual(before);
    },
    60_000,
  );

  it('leaves everything as it was on Ctrl-C while an answer is tried', async () => {
    const before = await host.contents();
    await using pty = host.setup();
    await answer(pty, [...proxies(), ['? Mirrors', `http://${silent}`]]);
    await pty.see(`Trying http://${silent}`);
    pty.press(keys.interrupt);
    expect(await pty.exit).toBe(130);
    expect(pty.screen()).toContain('Everything was left as it was.');
    expect(await host.contents()).toEqual(before);
  }, 60_000);

  it('leaves everything as it was when the preview is declined', async () => {
    const before = await host.contents();
    await using pty = host.setup({ argv: ['--mirror', 'https://m.example'] });
    await answer(pty, [...proxies(), ['? Insecure registries', ''], ['? Registry', '']]);
    await pty.see('What now?');
    expect(pty.screen()).not.toContain('? Mirrors');
    pty.press(`${keys.down}${keys.down}${keys.enter}`);
    expect(await pty.exit).toBe(0);
    expect(await host.contents()).toEqual(before);
  }, 60_000);

  it('says at once what is wrong with an answer, and goes back a step', async () => {
    await using pty = host.setup();
    await answer(pty, [...proxies(), ['? Mirrors', `${keys.backspace}mirror.example`]]);
    await pty.see('has no scheme');
    pty.press(`${keys.backspace.repeat(20)}<${keys.enter}`);
    await pty.see(/ok: Mirrors <.*\? no-proxy/);
    pty.press(`<${keys.enter}`);
    await pty.see(/ok: no-proxy <.*\? http-proxy/);
    pty.press(keys.interrupt);
    expect(await pty.exit).toBe(130);
  }, 60_000);

  it('asks again for a proxy that leads nowhere, and for mirrors that do not serve', async () => {
    const dead = await host.company.world.deadEndpoint();
    await using pty = host.setup();
    await answer(pty, [
      ['? https-proxy', `http://${dead}`],
      [`Docker Hub cannot be reached through the proxy http://${dead}`, ''],
    ]);
    await answer(pty, [
      [/answer again .*\? https-proxy/, proxy],
      ...proxies().slice(1),
      ['? Mirrors', `http://${dead} https://${open}`],
    ]);
    await pty.see(`keep only https://${open}`);
    pty.press(`${keys.down}${keys.enter}`);
    await answer(pty, [['? Insecure registries', '']]);
    await pty.see(`Which CA certificate should vouch for ${open}?`);
    pty.press(keys.interrupt);
    expect(await pty.exit).toBe(130);
  }, 60_000);

  it('keeps registries with TLS checked, and takes those without as they are', async () => {
    const { harbor } = host.company;
    await using pty = host.setup({ argv: ['--mirror', 'https://m.example'] });
    await answer(pty, [...proxies(), ['? Insecure registries', `${harbor} ${plain}`]]);
    await pty.see(`${plain} speaks plain HTTP`);
    await pty.see(`leave out ${harbor}`);
    pty.press(`${keys.down}${keys.enter}`);
    await answer(pty, [
      [`Which CA certificate should vouch for ${harbor}?`, keys.down],
      ['? File', 'other.pem'],
      ['With this certificate the engine would still refuse it', ''],
      [/answer again .*\? File/, 'corp.pem'],
      ['? Registry', ''],
      ['What now?', ''],
    ]);
    await pty.see('as an Ansible task');
    expect((await host.daemonJson())['insecure-registries']).toEqual([plain]);
  }, 60_000);

  it('speaks Chinese, fits 40 columns and needs no colour', async () => {
    await using pty = host.setup({
      argv: ['--lang', 'zh-CN'],
      env: { NO_COLOR: '1' },
      columns: 40,
    });
    await answer(pty, [
      ...proxies(),
      ['? 镜像站', `https://${open}`],
      ['? 不安全仓库', ''],
      ['用哪个 CA 证书', ''],
      ['? 仓库', ''],
    ]);
    await pty.see('接下来？');
    for (const line of pty.screen().split('\n')) expect(widthOf(line)).toBeLessThanOrEqual(40);
    expect(pty.written()).not.toMatch(colour);
    pty.press(keys.interrupt);
    expect(await pty.exit).toBe(130);
    expect(pty.screen()).toContain('一切保持原样');
  }, 60_000);

  it('goes on when the window is made narrower', async () => {
    await using pty = host.setup({ env: { NODE_OPTIONS: `--import ${titleWhenResized}` } });
    await pty.see('? https-proxy');
    pty.resize(40, 30);
    // The signal may come later than keys that are pressed after it.
    await vi.waitFor(() => expect(pty.written()).toContain('resized'), { timeout: 15_000 });
    const before = pty.screen().split('\n').length;
    await answer(pty, [
      ['? https-proxy', '-'],
      ['? http-proxy', '-'],
      ['? Mirrors', `http://${silent.replace('silent', 'nowhere')}`],
    ]);
    await pty.see('What should happen with this answer?');
    for (const line of pty.screen().split('\n').slice(before)) {
      expect(widthOf(line)).toBeLessThanOrEqual(40);
    }
    expect(pty.screen()).toContain('Mirrors of Docker Hub, tried in this\norder before');
    pty.press(keys.interrupt);
    expect(await pty.exit).toBe(130);
  }, 60_000);

  it.each([{ ACCESSIBLE: '1' }, { TERM: 'dumb' }])(
    'asks line by line, redrawing nothing, with %j',
    async (env) => {
      await using pty = host.setup({ env });
      await answer(pty, [
        ['https-proxy (', proxy],
        ['http-proxy (', '-'],
        ['no-proxy (', ''],
        ['Mirrors (', 'nonsense'],
        [/has no scheme.*Mirrors \(/, `https://${open}`],
        ['Insecure registries (', ''],
        ['Number (1 to 4) (1):', '7'],
        [/Type a number from 1 to 4.*Number/, '3'],
        ['Registry (', ''],
        ['3. leave everything as it is', '1'],
      ]);
      await pty.see('as an Ansible task');
      expect(await pty.exit).toBe(0);
      // A cursor that moves makes a screen reader start over.
      expect(pty.written()).not.toMatch(movement);
      expect((await host.daemonJson())['registry-mirrors']).toEqual([`https://${open}`]);
    },
    60_000,
  );

  it('leaves line by line, too', async () => {
    const before = await host.contents();
    await using pty = host.setup({ env: { ACCESSIBLE: '1' } });
    await answer(pty, [['https-proxy (', 'http://me@proxy.corp.example:1']]);
    await pty.see('Proxy password of me (Enter for none):');
    pty.press('s3cret');
    pty.press(keys.interrupt);
    expect(await pty.exit).toBe(130);
    expect(pty.screen()).toContain('Everything was left as it was.');
    expect(pty.written()).not.toContain('s3cret');
    expect(await host.contents()).toEqual(before);
  }, 60_000);
});
