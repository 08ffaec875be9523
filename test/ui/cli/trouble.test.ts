import { describe, expect, it } from 'vitest';
import { Failure } from '../../../src/domain/failure.ts';
import { makeTerminal } from '../../../src/ui/cli/terminal.ts';
import { endingFailure, listenForTheEnd } from '../../../src/ui/cli/the-end.ts';
import { tellTrouble } from '../../../src/ui/cli/trouble.ts';
import { recordedOutside } from '../outside.ts';

const wishes = {
  language: 'en',
  color: 'never',
  quiet: true,
  verbose: false,
  input: false,
} as const;

async function tell(error: unknown, options: { json?: boolean; verbose?: boolean } = {}) {
  const recorded = recordedOutside();
  const { streams, env } = recorded.outside;
  const terminal = makeTerminal(streams, env, { ...wishes, verbose: options.verbose ?? false });
  const exit = tellTrouble(error, terminal, options.json ?? false);
  await new Promise(setImmediate);
  return { exit, stdout: recorded.stdout(), stderr: recorded.stderr() };
}

describe('trouble', () => {
  it('that is known is one sentence, even with --quiet', async () => {
    const failure = new Failure('needsRoot', {
      en: 'Run it as root.',
      'zh-CN': '请用 root 运行。',
    });
    expect(await tell(failure)).toEqual({
      exit: 77,
      stdout: '',
      stderr: 'error: Run it as root.\n',
    });
  });

  it('that is unknown is called a bug, without the text that may hold a secret', async () => {
    const { exit, stderr } = await tell(new TypeError('bad url http://u:secret@p'));
    expect(exit).toBe(70);
    expect(stderr).toContain('This is a bug in dockcfg (TypeError)');
    expect(stderr).not.toContain('secret');
    expect(stderr).not.toContain('    at ');
  });

  it('shows where it happened only with --verbose', async () => {
    expect((await tell(new Error('x'), { verbose: true })).stderr).toContain('    at ');
  });

  it('is a document on stdout with --json', async () => {
    const { stdout } = await tell('thrown text', { json: true });
    expect(JSON.parse(stdout)).toMatchObject({ schema: 'dockcfg/error/1', code: 'bug', exit: 70 });
  });
});

describe('a standard output that cannot be written', () => {
  const recorded = recordedOutside();
  const full = () => {
    throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
  };
  const streams = { ...recorded.outside.streams, stdout: { write: full } };
  const terminal = makeTerminal(streams, {}, wishes);

  it('is trouble that is known, not a bug', () => {
    expect(() => terminal.result('{}')).toThrow(
      expect.objectContaining({ exit: 'cannotWrite', message: expect.stringContaining('ENOSPC') }),
    );
  });

  it('does not keep other trouble from being told', async () => {
    const failure = new Failure('usage', { en: 'No such thing.', 'zh-CN': '没有。' });
    expect(tellTrouble(failure, terminal, true)).toBe(64);
    await new Promise(setImmediate);
    expect(recorded.stderr()).toBe('error: No such thing.\n');
  });
});

describe('the end of a run', () => {
  it.each([
    ['SIGHUP', 'hangup'],
    ['SIGINT', 'interrupted'],
    ['SIGTERM', 'terminated'],
  ] as const)('by %s is a failure called %s', (name, exit) => {
    const listeners = new Map<string, () => void>();
    const end = listenForTheEnd({ on: (signal, listener) => listeners.set(signal, listener) });
    listeners.get(name)?.();
    expect(endingFailure(end.signal).exit).toBe(exit);
  });

  it('by its deadline asks to try again', async () => {
    const end = listenForTheEnd({ on: () => {} });
    end.startDeadline(1);
    await new Promise((resolve) => end.signal.addEventListener('abort', resolve));
    expect(endingFailure(end.signal).exit).toBe('tryAgain');
  });
});
