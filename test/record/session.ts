import type { LabHost } from '../lab/host.ts';
import type { Lab } from '../lab/lab.ts';
import { keys, openPty, type Pty } from '../ui/pty.ts';
import { startCast } from './cast.ts';

/** What is looked for on the screen, and what is typed when it is there. */
export interface Scene {
  readonly locale: string;
  readonly title: string;
  readonly lines: readonly (readonly [see: string | RegExp, type: string])[];
  /** what the last screen must show for the recording to be true */
  readonly shows: string | RegExp;
}

const columns = 80;
const rows = 40;

/** What every reader sees; the same path on the host. */
const program = '/usr/local/bin/dockcfg';

/** A host that cannot pull: no way to Docker Hub but a proxy nobody told it of, and a slip. */
export async function breakHost(lab: Lab, host: LabHost): Promise<void> {
  await host.reset();
  await host.blockHub();
  await host.writeFile(
    '/etc/docker/daemon.json',
    '{\n  "registry-mirror": ["https://mirror.lab"],\n  "log-opts": { "max-size": "10m" }\n}\n',
  );
  await host.writeFile('/root/corp-ca.pem', lab.ca.private);
  const node = '/opt/dockcfg/node_modules/node-linux-$(uname -m | sed s/x86_64/x64/)/bin/node';
  await host.writeFile(
    program,
    `#!/bin/sh\nexec ${node} /opt/dockcfg/bin/dockcfg.js "$@"\n`,
    '755',
  );
  await host.restartDocker();
}

/**
 * Plays a scene at a shell of the host, key by key.
 * @returns the recording; fails where the screen does not show what it should
 */
export async function play(host: LabHost, scene: Scene, pace: Pace = human): Promise<string> {
  const cast = startCast({
    columns,
    rows,
    title: scene.title,
    now: () => performance.now() / 1000,
  });
  const [file = '', argv] = host.command(['bash', '--norc', '-i']);
  await using pty = openPty({
    program: file,
    argv,
    columns,
    rows,
    onOutput: cast.add,
    env: {
      LANG: scene.locale,
      PS1: '$ ',
      HOME: '/root',
      PATH: '/usr/local/bin:/usr/sbin:/usr/bin',
    },
  });
  for (const [see, typed] of scene.lines) {
    await pty.see(see);
    await type(pty, typed, pace);
  }
  await pty.see(scene.shows);
  return cast.text();
}

/** How long somebody takes for a key, and before Enter; milliseconds. */
export interface Pace {
  readonly keyMs: number;
  readonly enterMs: number;
}

/** As fast as people type who know what they want: a recording is watched. */
const human: Pace = { keyMs: 25, enterMs: 400 };

async function type(pty: Pty, text: string, { keyMs, enterMs }: Pace): Promise<void> {
  const typed = text === keys.down ? [text] : [...text];
  for (const key of typed) {
    await new Promise((resolve) => setTimeout(resolve, keyMs));
    pty.press(key);
  }
  await new Promise((resolve) => setTimeout(resolve, enterMs));
  pty.press(keys.enter);
}
