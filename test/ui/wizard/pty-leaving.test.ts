import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { keys, openPty, type Pty } from '../pty.ts';
import { answer, main, openWizardHost, type WizardHost } from './host.ts';

/** Every way out of the wizard: nothing is changed, and the terminal is as it was. */
describe('the wizard is left', () => {
  let host: WizardHost;
  let before: ReadonlyMap<string, string>;
  let [proxy, silent] = ['', ''];

  beforeAll(async () => {
    host = await openWizardHost(async ({ world }) => {
      const hanging = await world.registry({ name: 'silent.corp.example', accept: 'hang' });
      silent = `silent.corp.example:${hanging.port}`;
    });
    proxy = `http://${host.company.proxy}`;
    await host.reset();
    before = await host.contents();
  });
  afterAll(() => host[Symbol.asyncDispose]());
  beforeEach(() => host.reset());

  /** Flags for all questions but one, or for all. */
  const answered = (open?: string) =>
    Object.entries({
      '--https-proxy': proxy,
      '--http-proxy': '',
      '--no-proxy': '.corp.example',
      '--mirror': `https://${host.company.mirror}`,
      '--insecure-registry': host.company.harbor,
      '--ca': `${host.company.mirror}=corp.pem`,
    }).flatMap(([flag, value]) => (flag === open ? [] : [flag, value]));

  async function isLeft(pty: Pty, code: number): Promise<void> {
    expect(await pty.exit).toBe(code);
    expect(await host.contents()).toEqual(before);
  }

  async function saysSo(pty: Pty): Promise<void> {
    await isLeft(pty, 130);
    expect(pty.screen()).toContain('Everything was left as it was.');
    expect(pty.screen()).not.toMatch(/bug|Error/);
    expect(cursorIsShown(pty)).toBe(true);
  }

  it('by Ctrl-C before the first question', async () => {
    await using pty = host.setup();
    await pty.see('First, a look at how pulls work now.');
    pty.press(keys.interrupt);
    await saysSo(pty);
  }, 60_000);

  it.each(['', keys.down])(
    'by Ctrl-C at the last question, after keys %j',
    async (moved) => {
      await using pty = host.setup({ argv: answered() });
      await pty.see('What now?');
      pty.press(`${moved}${keys.interrupt}`);
      await saysSo(pty);
    },
    60_000,
  );

  it('by Ctrl-C in one breath with the very consent', async () => {
    await using pty = host.setup({ argv: answered() });
    await pty.see('What now?');
    pty.press(`${keys.enter}${keys.interrupt}`);
    await saysSo(pty);
  }, 60_000);

  it('by Ctrl-C in one breath with an answer', async () => {
    await using pty = host.setup({ argv: answered('--mirror') });
    await pty.see('? Mirrors');
    pty.press(`-${keys.enter}${keys.interrupt}`);
    await saysSo(pty);
  }, 60_000);

  it('by Ctrl-C at a password', async () => {
    await using pty = host.setup({ argv: answered('--https-proxy') });
    await answer(pty, [['? https-proxy', `http://me@${host.company.proxy}`]]);
    await pty.see('Proxy password of me');
    pty.press(`s3cret${keys.interrupt}`);
    await saysSo(pty);
    expect(pty.written()).not.toContain('s3cret');
  }, 60_000);

  it.each([
    ['a question', '--mirror', '? Mirrors'],
    ['the last question', undefined, 'What now?'],
  ] as const)(
    'by Ctrl-D at %s',
    async (_where, open, question) => {
      await using pty = host.setup({ argv: answered(open) });
      await pty.see(question);
      pty.press(endOfInput);
      await saysSo(pty);
    },
    60_000,
  );

  it('by Ctrl-D, line by line', async () => {
    await using pty = host.setup({ env: { ACCESSIBLE: '1' }, argv: answered('--mirror') });
    await pty.see('Mirrors (');
    pty.press(endOfInput);
    await saysSo(pty);
  }, 60_000);

  it.each([{}, { ACCESSIBLE: '1' }])(
    'by a connection that drops at a question, with %j',
    async (env) => {
      await using pty = host.setup({ env, argv: answered('--mirror') });
      await pty.see('Mirrors (');
      pty.hangUp();
      await isLeft(pty, 129);
    },
    60_000,
  );

  it('by a connection that drops while an answer is tried', async () => {
    await using pty = host.setup({ argv: answered('--mirror') });
    await answer(pty, [['? Mirrors', `http://${silent}`]]);
    await pty.see(`Trying http://${silent}`);
    pty.hangUp();
    await isLeft(pty, 129);
  }, 60_000);

  it.each(['</dev/null', '<&-', '2>/dev/null'])(
    'at once where nobody can answer: setup %s',
    async (redirection) => {
      await using pty = openPty({
        program: '/bin/sh',
        argv: [
          '-c',
          `exec "$0" "$1" setup --root "$2" ${redirection}`,
          process.execPath,
          main,
          host.root,
        ],
      });
      await isLeft(pty, 64);
      if (redirection.startsWith('<'))
        expect(pty.screen().replaceAll('\n', '')).toContain('use dockcfg apply');
    },
    60_000,
  );
});

const endOfInput = '\u0004';

/** What was written last about the cursor counts. */
function cursorIsShown(pty: Pty): boolean {
  const written = pty.written();
  return written.lastIndexOf(`${keys.escape}[?25l`) <= written.lastIndexOf(`${keys.escape}[?25h`);
}
