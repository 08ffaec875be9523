import { homedir } from 'node:os';
import manifest from '../package.json' with { type: 'json' };
import { plainOutput } from './adapters/plain-output.ts';
import type { Outside } from './ui/cli/outside.ts';
import { runProgram } from './ui/cli/run.ts';
import { listenForTheEnd } from './ui/cli/the-end.ts';

/**
 * Where everything meets: the outside world is made real here and in wire.ts, and handed to the
 * command line. The adapters are loaded when a command asks for them.
 */
export async function run(argv: readonly string[]): Promise<void> {
  const end = listenForTheEnd(process);
  const outside: Outside = {
    streams: {
      get stdin() {
        return process.stdin;
      },
      stdout: plainOutput(1) ?? outlivingPipes(process.stdout),
      stderr: plainOutput(2, 'may be lost') ?? process.stderr.on('error', () => {}),
    },
    env: process.env,
    user: {
      uid: process.getuid?.() ?? 0,
      get home() {
        return process.env.HOME || homedir();
      },
      sudoUser: process.env.SUDO_USER ?? null,
    },
    get signal() {
      return end.signal;
    },
    startDeadline: end.startDeadline,
    remainingMs: end.remainingMs,
    ports: async (place) => (await import('./wire.ts')).wire(place),
    readFile: async (path, options) => (await import('./wire.ts')).readNamed(path, options),
    writeFile: async (path, content) => (await import('./wire.ts')).writeNamed(path, content),
    gzip: async (bytes) => (await import('./wire.ts')).compressed(bytes),
    now: Date.now,
  };
  // On Linux, writes to files, pipes and terminals are done when they return, so that nothing
  // is lost here; a socket that a dead server holds open must not keep the program.
  process.exit(await runProgram({ argv, outside, version: manifest.version }));
}

/**
 * `dockcfg … | head` ends quietly, and so does a run whose terminal is gone (EIO); a transaction is
 * not torn apart by it.
 */
function outlivingPipes(stream: NodeJS.WriteStream): NodeJS.WriteStream {
  return stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE' && error.code !== 'EIO') throw error;
  });
}

if (import.meta.filename === process.argv[1]) await run(process.argv.slice(2));
