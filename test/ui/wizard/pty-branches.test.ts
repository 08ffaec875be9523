import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { widthOf } from '../../../src/ui/text/width.ts';
import { image } from '../../world/world.ts';
import { keys, type Pty } from '../pty.ts';
import { answer, openWizardHost, type WizardHost } from './host.ts';

/** The turns that a person takes off the straight way: each branch of each question. */
describe('the wizard goes on', () => {
  let host: WizardHost;
  let [proxy, closed, inspecting, harbor, mirror, leaf, plain, dead] = [
    '',
    '',
    '',
    '',
    '',
    '',
    '',
    '',
  ];

  beforeAll(async () => {
    host = await openWizardHost(async ({ world }) => {
      const images = [image({ repo: 'library/nginx' })];
      const alone = await world.registry({
        name: 'leaf.corp.example',
        tls: { kind: 'private-ca' },
        images,
      });
      leaf = `leaf.corp.example:${alone.port}`;
      plain = `plain.corp.example:${(await world.registry({ name: 'plain.corp.example' })).port}`;
      dead = await world.deadEndpoint();
      const closedProxy = await world.proxy({
        name: 'closed.corp.example',
        blocked: ['.corp.example'],
      });
      const reading = await world.proxy({ name: 'reading.corp.example', intercept: {} });
      inspecting = `http://reading.corp.example:${reading.port}`;
      closed = `http://closed.corp.example:${closedProxy.port}`;
    });
    proxy = `http://${host.company.proxy}`;
    ({ harbor, mirror } = host.company);
  });
  afterAll(() => host[Symbol.asyncDispose]());
  beforeEach(() => host.reset());

  /** Flags for all questions but these. */
  const without = (...open: string[]) =>
    Object.entries({
      '--https-proxy': proxy,
      '--http-proxy': '',
      '--no-proxy': '.corp.example',
      '--mirror': `https://${mirror}`,
      '--insecure-registry': plain,
      '--ca': `${mirror}=corp.pem`,
    }).flatMap(([flag, value]) => (open.includes(flag) ? [] : [flag, value]));

  async function leave(pty: Pty): Promise<void> {
    pty.press(keys.interrupt);
    expect(await pty.exit).toBe(130);
  }

  it('with the proxy of the shell, and a password that nobody sees', async () => {
    await host.writeDaemonJson({});
    const shell = `http://me@${host.company.proxy}`;
    await using pty = host.setup({
      argv: without('--https-proxy'),
      env: { HTTPS_PROXY: shell },
    });
    await pty.see(`This shell uses the proxy ${shell}; it is the suggested answer.`);
    await answer(pty, [[`? https-proxy (${shell})`, '']]);
    await pty.see('? Proxy password of me (Enter for none)');
    pty.press(`<${keys.enter}`);
    await answer(pty, [
      [/Proxy password of me.*\? https-proxy/, ''],
      [/password.*Proxy password of me \(Enter for none\)/, 's3cret'],
    ]);
    await pty.see('What now?');
    expect(pty.written()).not.toContain('s3cret');
    expect(pty.screen()).toContain('me:xxxxx@');
    await leave(pty);
  }, 60_000);

  it('with a proxy that does not lead anywhere, kept all the same', async () => {
    await using pty = host.setup({ argv: without('--https-proxy') });
    await answer(pty, [
      ['? https-proxy', `http://${dead}`],
      ['What should happen with this answer?', keys.down],
    ]);
    await pty.see('What now?');
    expect(pty.screen()).toContain(`+    "https-proxy": "http://${dead}"`);
    await leave(pty);
  }, 60_000);

  it('with a proxy that reads what goes through it, gone back from to the first question', async () => {
    await using pty = host.setup({ argv: without('--https-proxy') });
    await answer(pty, [
      ['? https-proxy', inspecting],
      ['install its CA certificate for the whole system', `${keys.down}${keys.down}`],
    ]);
    await pty.see(/go back a question.*\? https-proxy/);
    pty.press(`<${keys.enter}`);
    await pty.see(/ok: https-proxy <.*\? https-proxy/);
    await leave(pty);
  }, 60_000);

  it('from an item of no-proxy that matches nobody back to one that does', async () => {
    await using pty = host.setup({ argv: without('--no-proxy') });
    await answer(pty, [
      ['? no-proxy', 'http://harbor.corp.example'],
      ['nothing matches "http://harbor.corp.example"', ''],
      [/answer again.*\? no-proxy \(http:\/\/harbor.corp.example\)/, 'harbor.corp.example'],
    ]);
    await pty.see('What now?');
    expect(pty.screen()).toContain('"no-proxy": "harbor.corp.example"');
    await leave(pty);
  }, 60_000);

  it('without mirrors, saying how to find some', async () => {
    await using pty = host.setup({ argv: without('--mirror') });
    await answer(pty, [['? Mirrors', '-']]);
    await pty.see('dockcfg mirrors rank finds mirrors that work from here');
    await leave(pty);
  }, 60_000);

  it('with a dead mirror, kept or gone back from', async () => {
    await using pty = host.setup({ argv: without('--mirror', '--no-proxy') });
    await answer(pty, [
      ['? no-proxy', ''],
      ['? Mirrors', `http://${dead}`],
      ['What should happen with this answer?', `${keys.down}${keys.down}`],
      [/go back a question.*\? no-proxy/, ''],
      [/ok: Mirrors.*ok: no-proxy.*\? Mirrors/, `http://${dead}`],
      [/ok: Mirrors.*ok: Mirrors.*\? What should happen with this answer\?/, keys.down],
    ]);
    await pty.see('What now?');
    expect(pty.screen()).toContain(`+  "registry-mirrors": ["http://${dead}"]`);
    await leave(pty);
  }, 60_000);

  it('around a proxy that does not let it reach a mirror', async () => {
    await using pty = host.setup({
      argv: without('--https-proxy', '--no-proxy', '--mirror'),
    });
    await answer(pty, [
      ['? https-proxy', closed],
      ['? no-proxy', '-'],
      ['? Mirrors', `https://${mirror}`],
    ]);
    await pty.see('Without the proxy, it works');
    await pty.see(`reach https://${mirror} without the proxy`);
    pty.press(`${keys.down}${keys.enter}`);
    await pty.see('What now?');
    expect(pty.screen()).toContain('+    "no-proxy": "mirror.corp.example"');
    await leave(pty);
  }, 60_000);

  it('with an insecure registry whose certificate could be checked, kept or changed', async () => {
    await using pty = host.setup({ argv: without('--insecure-registry') });
    await answer(pty, [
      ['? Insecure registries', `${harbor} nowhere.corp.example`],
      [/nowhere.corp.example .*What should happen with this answer\?/, ''],
      [/answer again.*\? Insecure registries \(\S+ nowhere/, harbor],
      [/ok: Insecure.*ok: Insecure.*leave out/, `${keys.down}${keys.down}`],
    ]);
    await pty.see('What now?');
    expect(pty.screen()).toContain(`Certificates are not checked for ${harbor}`);
    await leave(pty);
  }, 60_000);

  it('through registries that need no CA certificate', async () => {
    await using pty = host.setup({ argv: without('--ca') });
    await answer(pty, [
      ['Which CA certificate should vouch for', ''],
      ['? Registry', 'not a registry'],
    ]);
    await pty.see(/\? Registry.*not a registry.*>/);
    pty.press(keys.backspace.repeat(20));
    await answer(pty, [
      ['? Registry', plain],
      [`${plain} speaks plain HTTP, which uses no certificates.`, 'nowhere.corp.example'],
      ['so it could not be compared', ''],
      [/not be compared.*\? Registry/, leaf],
      [/leaf.*This engine already trusts it.*\? Registry/, ''],
    ]);
    await pty.see('What now?');
    await leave(pty);
  }, 60_000);

  it('through files that hold no certificate, back and forth', async () => {
    await writeFile(join(host.root, '../empty.pem'), '');
    await using pty = host.setup({ argv: without('--ca') });
    await answer(pty, [
      ['Which CA certificate should vouch for', keys.down],
      ['? File', 'nowhere.pem'],
    ]);
    await pty.see('nowhere.pem cannot be read.');
    pty.press(`${keys.backspace.repeat(20)}empty.pem${keys.enter}`);
    await pty.see('empty.pem contains no PEM certificate.');
    pty.press(`${keys.backspace.repeat(20)}${keys.enter}`);
    await pty.see('An answer is needed here');
    pty.press(`other.pem${keys.enter}`);
    await pty.see('With this certificate the engine would still refuse it');
    pty.press(`${keys.down}${keys.enter}`);
    await answer(pty, [['? Registry', '']]);
    await pty.see('What now?');
    expect(pty.screen()).toContain('/ca.crt');
    await leave(pty);
  }, 60_000);

  it('through the questions again, with what was answered as the new start', async () => {
    await using pty = host.setup({ argv: without('--mirror') });
    await answer(pty, [
      ['? Mirrors', '-'],
      ['What now?', keys.down],
      [/What now\?.*\? Mirrors/, `https://${mirror}`],
    ]);
    await pty.see(/What now\?.*What now\?/);
    expect(pty.screen()).toContain(`+  "registry-mirrors": ["https://${mirror}"]`);
    await leave(pty);
  }, 60_000);

  it('to the proof alone where nothing has to change', async () => {
    await host.writeDaemonJson({ proxies: { 'https-proxy': proxy } });
    await using pty = host.setup();
    await answer(pty, [
      ['? https-proxy', ''],
      ['? http-proxy', '-'],
      ['? no-proxy', ''],
      ['? Mirrors', ''],
      ['? Insecure registries', ''],
      ['? Registry', ''],
    ]);
    expect(await pty.exit).toBe(0);
    expect(pty.screen()).toContain(
      'Nothing to change: the configuration is already as it should be.',
    );
    expect(pty.screen()).toContain('Verdict:');
    expect(pty.screen()).not.toContain('What now?');
  }, 60_000);

  it('from a daemon.json that no engine reads, taken as it was meant', async () => {
    const broken = `{\n  "registry-mirrors": ["https://${mirror}",]\n  "log-level": "warn"\n}\n`;
    await writeFile(join(host.root, 'etc/docker/daemon.json'), broken);
    await using pty = host.setup({ argv: without('--mirror') });
    await pty.see('DC5001');
    await answer(pty, [[`? Mirrors (https://${mirror})`, '']]);
    await pty.see('What now?');
    pty.press(keys.enter);
    await pty.see('as an Ansible task');
    await pty.exit;
    expect(await host.daemonJson()).toMatchObject({
      'registry-mirrors': [`https://${mirror}`],
      'log-level': 'warn',
      proxies: { 'https-proxy': proxy },
    });
  }, 60_000);

  it('from a flag and a file that contradict each other, where the answer decides', async () => {
    const unit = join(host.root, 'etc/systemd/system/docker.service.d/over.conf');
    await mkdir(dirname(unit), { recursive: true });
    await writeFile(
      unit,
      '[Service]\nExecStart=\nExecStart=/usr/bin/dockerd -H fd:// --registry-mirror=https://a\n',
    );
    await host.writeDaemonJson({ 'registry-mirrors': [`https://${mirror}`] });
    await using pty = host.setup({ argv: without('--mirror') });
    await pty.see('DC5002');
    await answer(pty, [[`? Mirrors (https://${mirror})`, '']]);
    await pty.see('What now?');
    pty.press(keys.enter);
    await pty.see('as an Ansible task');
    await pty.exit;
    expect(await host.daemonJson()).toMatchObject({ 'registry-mirrors': [`https://${mirror}`] });
    expect(await readFile(unit, 'utf8')).not.toContain('https://a');
  }, 60_000);

  it('with the questions only where no plan can be made', async () => {
    await writeFile(join(host.root, 'etc/docker/daemon.json'), '{ "registry-mirrors": ["a" ] ] x');
    await using pty = host.setup({ argv: without() });
    await pty.see('What now?');
    expect(pty.screen()).toMatch(/daemon.json:1:30: .*\n.*\n {2}1 \|/);
    expect(pty.screen()).not.toContain('apply it');
    pty.press(`${keys.down}${keys.enter}`);
    expect(await pty.exit).toBe(0);
    expect(pty.screen()).toContain('Everything was left as it was.');
  }, 60_000);

  it.each([
    ['en', 40],
    ['en', 80],
    ['zh-CN', 80],
  ] as const)(
    'in %s without a line beyond %i columns',
    async (language, columns) => {
      await using pty = host.setup({ argv: ['--lang', language], columns, env: { NO_COLOR: '1' } });
      await answer(pty, [
        ['? https-proxy', proxy],
        ['? http-proxy', '-'],
        ['? no-proxy', '.corp.example,http://x'],
        [/"http:\/\/x"|“http:\/\/x”/, keys.down],
        [/\? (Mirrors|镜像站)/, `https://${mirror} http://${dead}`],
        [/❯ (answer again|重新回答)/, keys.down],
        [/\? (Insecure registries|不安全仓库)/, `${plain} ${harbor}`],
        [/(leave out|去掉) harbor/, keys.down],
        [/harbor.*harbor.*(vouch for|用哪个).*❯/, ''],
        [/ok: Which.*presents only.*❯|已答： 用哪个.*只出示.*❯/, keys.down],
        [/\? (File|文件)/, 'corp.pem'],
        [/\? (Registry|仓库)/, ''],
      ]);
      await pty.see(/What now\?|接下来？/);
      for (const line of pty.screen().split('\n')) {
        expect(widthOf(line)).toBeLessThanOrEqual(columns);
      }
      // Nothing breaks in the middle of a word where it could break before.
      if (columns === 40) expect(pty.screen()).toContain('\n    its certificate is still checked');
      await leave(pty);
    },
    60_000,
  );
});
