/**
 * The wizard ended while it applies, on a real engine at a real terminal: by Ctrl-C, by an
 * impatient second one, and by a connection that drops. Every byte is put back, the engine comes
 * up as it was, and the terminal is handed back as it was found.
 */
import { afterAll, beforeAll, describe, type ExpectStatic, test } from 'vitest';
import { keys, openPty, type Pty } from '../ui/pty.ts';
import { checkoutOnHost } from './boot.ts';
import type { LabHost } from './host.ts';
import type { Lab } from './lab.ts';
import { startLab } from './lab.ts';
import type { SuiteName } from './suites.ts';

const suites: readonly SuiteName[] = ['bookworm', 'forky'];
const program = `${checkoutOnHost}/node_modules/node-linux-${process.arch}/bin/node ${checkoutOnHost}/bin/dockcfg.js`;

/** Everything but the last question is answered by flags, and a restart is needed. */
const wizard = [
  `${program} setup`,
  '--https-proxy http://proxy.lab:3128 --http-proxy "" --no-proxy .lab',
  '--mirror https://mirror.lab --insecure-registry plain.lab:5000',
  '--ca mirror.lab=/root/ca.pem',
].join(' ');

describe.for(suites)('setup ended while it applies, on %s', (suite) => {
  let lab: Lab;
  let host: LabHost;
  let before = '';

  beforeAll(async () => {
    lab = await startLab({ hosts: [suite] });
    host = lab.host(suite);
    await host.writeFile('/root/ca.pem', lab.ca.private);
    await host.writeFile('/etc/docker/daemon.json', '{\n    "log-level": "warn"\n}\n');
    // A start that takes a moment, as on a host with many containers, so that a key can meet it.
    await host.dropIn('slow', '[Service]\nExecStartPre=/bin/sleep 2\n');
    await host.restartDocker();
    before = await state();
  });
  afterAll(() => lab?.stop());

  test('puts everything back on Ctrl-C, however often, and gives the terminal back', async ({
    expect,
  }) => {
    await using pty = shell();
    await agree(pty);
    await pty.see('telling the service');
    expect(await state()).not.toBe(before);
    pty.press(keys.interrupt);
    await pty.see('putting back');
    pty.press(keys.interrupt);
    await pty.see(/Interrupted.*\$$/);
    pty.press(`echo "exit $?"; stty -a | tr ' ;' '\n' | grep -xE -- '-?(icanon|echo)' | xargs\r`);
    await pty.see('exit 130');
    await pty.see(/(?<!-)icanon echo/);
    expect(cursorIsShown(pty)).toBe(true);
    await engineIsUp(expect);
    expect(await state()).toBe(before);
  });

  test('changes nothing when Ctrl-C comes with the very consent', async ({ expect }) => {
    await using pty = shell();
    await agree(pty, keys.interrupt);
    await pty.see(/(Interrupted|left as it was).*\$$/);
    pty.press('echo "exit $?"\r');
    await pty.see('exit 130');
    await engineIsUp(expect);
    expect(await state()).toBe(before);
  });

  test('puts everything back when the connection drops', async ({ expect }) => {
    await using pty = shell();
    await agree(pty);
    await pty.see('telling the service');
    expect(await state()).not.toBe(before);
    pty.hangUp();
    await expect.poll(running, { timeout: 60_000 }).toBe('');
    await engineIsUp(expect);
    expect(await state()).toBe(before);
  });

  test('is gone without a trace when the connection drops at a question', async ({ expect }) => {
    await using pty = shell();
    pty.press(`${wizard}\r`);
    await pty.see('What now?');
    pty.hangUp();
    await expect.poll(running, { timeout: 20_000 }).toBe('');
    expect(await state()).toBe(before);
  });

  function shell(): Pty {
    const [file, argv] = host.command(['bash', '--norc', '-i']);
    const env = { LANG: 'en_US.UTF-8', PS1: '$ ', HOME: '/root', PATH: '/usr/sbin:/usr/bin' };
    return openPty({ program: file, argv, env, rows: 60 });
  }

  /** Starts the wizard and says yes to what it would do; more keys may come in the same breath. */
  async function agree(pty: Pty, more = ''): Promise<void> {
    await pty.see('$');
    pty.press(`${wizard}\r`);
    await pty.see('What now?');
    pty.press(`${keys.enter}${more}`);
  }

  const running = async () => (await host.run(['pgrep', '-f', 'dockcfg.js setup'])).stdout;

  async function engineIsUp(expect: ExpectStatic): Promise<void> {
    await expect
      .poll(async () => (await host.run(['systemctl', 'is-active', 'docker'])).stdout)
      .toBe('active');
    await host.waitForDocker();
  }

  /** Every byte of the places that the plan writes to, and whatever else appears beside them. */
  function state(): Promise<string> {
    return host.sh(`
      cd /etc
      find docker systemd/system default ssl/certs/ca-certificates.crt -type f \
        -exec stat -c '%n %a %U' {} + -exec sha256sum {} + | sort`);
  }
});

/** What is written last about the cursor counts. */
function cursorIsShown(pty: Pty): boolean {
  const written = pty.written();
  return written.lastIndexOf(`${keys.escape}[?25l`) <= written.lastIndexOf(`${keys.escape}[?25h`);
}
