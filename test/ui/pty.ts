import { spawn } from '@lydell/node-pty';
import headless from '@xterm/headless';

/** A program in a real terminal: what a person would see, and keys that a person would press. */
export interface Pty extends AsyncDisposable {
  /** the screen with its history, lines trimmed at the right */
  screen(): string;
  /** resolves when the screen shows the text or matches; fails when it does not in time */
  see(expected: string | RegExp): Promise<void>;
  press(keys: string): void;
  /** the window is made another size under the program */
  resize(columns: number, rows: number): void;
  /** the terminal is gone, as when a connection drops: programs on it get SIGHUP, then EIO */
  hangUp(): void;
  /** everything that was written, control sequences included */
  written(): string;
  readonly exit: Promise<number>;
}

export interface PtyOptions {
  /** this Node unless said */
  readonly program?: string;
  /** told of everything that is written, as it comes */
  readonly onOutput?: (data: string) => void;
  readonly argv: readonly string[];
  readonly env?: { readonly [name: string]: string };
  readonly columns?: number;
  readonly rows?: number;
  readonly cwd?: string;
}

export const keys = {
  enter: '\r',
  up: '\u001b[A',
  down: '\u001b[B',
  escape: '\u001b',
  interrupt: '\u0003',
  backspace: '\u007f',
} as const;

/** Two busy cores still start a Node within a second or two. */
const patienceMs = 15_000;

export function openPty(options: PtyOptions): Pty {
  const { columns = 80, rows = 40 } = options;
  const terminal = new headless.Terminal({
    cols: columns,
    rows,
    scrollback: 2000,
    allowProposedApi: true,
  });
  const child = spawn(options.program ?? process.execPath, [...options.argv], {
    cols: columns,
    rows,
    ...(options.cwd ? { cwd: options.cwd } : {}),
    env: { PATH: process.env.PATH, TERM: 'xterm-256color', LANG: 'en_US.UTF-8', ...options.env },
  });
  const changed = new EventTarget();
  let written = '';
  child.onData((data) => {
    written += data;
    options.onOutput?.(data);
    terminal.write(data, () => changed.dispatchEvent(new Event('change')));
  });
  // Programs ask where the cursor is; a terminal answers.
  terminal.onData((data) => child.write(data));
  const exit = new Promise<number>((resolve) => {
    // What it wrote last must be on the screen before anybody looks.
    child.onExit(({ exitCode }) => terminal.write('', () => resolve(exitCode)));
  });
  const screen = () => textOf(terminal);
  return {
    screen,
    see: (expected) => seen({ expected, screen, changed, exit }),
    press: (text) => child.write(text),
    resize: (width, height) => {
      terminal.resize(width, height);
      child.resize(width, height);
    },
    hangUp: () => closeOurEnd(child),
    written: () => written,
    exit,
    [Symbol.asyncDispose]: async () => {
      child.kill('SIGKILL');
      await exit;
      terminal.dispose();
    },
  };
}

/** node-pty can do this, but does not say so in its types. */
function closeOurEnd(child: object): void {
  if (!('destroy' in child) || typeof child.destroy !== 'function') {
    throw new Error('node-pty has no destroy() any more');
  }
  child.destroy();
}

function textOf(terminal: InstanceType<typeof headless.Terminal>): string {
  const { active } = terminal.buffer;
  const lines: string[] = [];
  for (let row = 0; row < active.length; row += 1) {
    lines.push(active.getLine(row)?.translateToString(true) ?? '');
  }
  return lines.join('\n').trimEnd();
}

function seen(watch: {
  expected: string | RegExp;
  screen: () => string;
  changed: EventTarget;
  exit: Promise<number>;
}): Promise<void> {
  const { expected, screen, changed } = watch;
  // Where a line breaks depends on the width; what it says does not.
  const flat = () => screen().replaceAll(/\s+/g, ' ');
  const shows = () =>
    typeof expected === 'string' ? flat().includes(expected) : expected.test(flat());
  return new Promise((resolve, reject) => {
    const settle = (problem: string | null) => {
      clearTimeout(timer);
      changed.removeEventListener('change', look);
      if (problem === null) resolve();
      else reject(new Error(`${problem} without showing ${expected}; the screen:\n${screen()}`));
    };
    const look = () => {
      if (shows()) settle(null);
    };
    const timer = setTimeout(() => settle(`${patienceMs} ms passed`), patienceMs);
    changed.addEventListener('change', look);
    void watch.exit.then(() => setTimeout(() => settle(shows() ? null : 'It ended'), 50));
    look();
  });
}
