import { PassThrough } from 'node:stream';
import type { Outside, Ports } from '../../src/ui/cli/outside.ts';
import { runProgram } from '../../src/ui/cli/run.ts';
import { compressed, readNamed, wire, writeNamed } from '../../src/wire.ts';

/** An outside world made of buffers: what a test says to a command, and what comes back. */
export interface Recorded {
  readonly outside: Outside;
  stdout(): string;
  stderr(): string;
}

export interface RecordedOptions {
  readonly env?: { readonly [name: string]: string };
  readonly signal?: AbortSignal;
  /** the ports and files of this machine, for commands that work on a `--root` */
  readonly real?: boolean;
  /** who runs it; root where it is not said */
  readonly user?: Outside['user'];
  /** told of every program that is started */
  readonly onCommand?: (argv: readonly string[]) => void;
  /** what is left until the deadline of the run */
  readonly remainingMs?: number;
}

export function recordedOutside(options: RecordedOptions = {}): Recorded {
  const streams = {
    stdin: new PassThrough(),
    stdout: new PassThrough(),
    stderr: new PassThrough(),
  };
  const text = (stream: PassThrough) => {
    let all = '';
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      all += chunk;
    });
    return () => all;
  };
  return {
    outside: {
      streams,
      env: options.env ?? { LANG: 'en_US.UTF-8' },
      signal: options.signal ?? new AbortController().signal,
      startDeadline: () => {},
      remainingMs: () => options.remainingMs ?? null,
      user: options.user ?? { uid: 0, home: '/root', sudoUser: null },
      ports: async (place) => {
        if (options.real) return watched(wire(place), options.onCommand);
        throw new Error('this test has no ports');
      },
      readFile: (path, named) =>
        options.real ? readNamed(path, named) : Promise.reject(new Error('this test has no files')),
      gzip: compressed,
      now: Date.now,
      writeFile: (path, content) =>
        options.real
          ? writeNamed(path, content)
          : Promise.reject(new Error('this test has no files')),
    },
    stdout: text(streams.stdout),
    stderr: text(streams.stderr),
  };
}

function watched(ports: Ports, onCommand: RecordedOptions['onCommand']): Ports {
  const run: Ports['commands']['run'] = (argv, options) => {
    onCommand?.(argv);
    return ports.commands.run(argv, options);
  };
  return { ...ports, commands: { run } };
}

export interface Ran {
  readonly exit: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a whole command line in this process. */
export async function runRecorded(
  argv: readonly string[],
  options: RecordedOptions = {},
): Promise<Ran> {
  const recorded = recordedOutside(options);
  const exit = await runProgram({ argv, outside: recorded.outside, version: '0.0.0' });
  await new Promise(setImmediate);
  return { exit, stdout: recorded.stdout(), stderr: recorded.stderr() };
}
