import { describe, expect, it } from 'vitest';
import { createNoServices } from '../../src/adapters/no-services.ts';
import { createOpenrcServices } from '../../src/adapters/openrc-services.ts';
import type { RunScript } from '../../src/adapters/services/script.ts';
import { createSystemdServices } from '../../src/adapters/systemd-services.ts';
import type { CommandResult, Commands } from '../../src/ports/commands.ts';

/** Programs that answer by their words; anything else is missing. */
function programs(answers: { readonly [words: string]: string | Partial<CommandResult> }) {
  const seen: string[] = [];
  const commands: Commands = {
    run: async (argv) => {
      const words = argv.join(' ');
      seen.push(words);
      const key = Object.keys(answers).find((each) => words.startsWith(each));
      const answer = key === undefined ? { exitCode: 127 } : answers[key];
      const result = typeof answer === 'string' ? { stdout: answer } : answer;
      return { exitCode: 0, stdout: '', stderr: '', ...result };
    },
  };
  return { commands, seen };
}

const show = (lines: { readonly [key: string]: string | number }) =>
  `${Object.entries(lines)
    .map(([key, value]) => `${key}=${value}`)
    .join('\n')}\n`;

const running = {
  MainPID: 4711,
  NRestarts: 3,
  Result: 'success',
  ExecMainStartTimestampMonotonic: 0,
  LoadState: 'loaded',
  ActiveState: 'active',
  SubState: 'running',
  UnitFileState: 'enabled',
};

describe('systemd', () => {
  it('tells the state of a unit in one question', async () => {
    const { commands, seen } = programs({ 'systemctl show': show(running) });
    const services = createSystemdServices(commands, 'system');
    expect(await services.state('docker.service')).toEqual({
      active: 'active',
      sub: 'running',
      result: 'success',
      enabled: true,
      masked: false,
      mainPid: 4711,
      restarts: 3,
      startedAt: null,
    });
    expect(seen).toHaveLength(1);
    expect(seen[0]).toMatch(/^systemctl show --property=\S+ -- docker\.service$/);
  });

  it('knows when the main process was started, on the wall clock', async () => {
    const ago = 90_000_000n;
    const stamp = process.hrtime.bigint() / 1000n - ago;
    const text = show({ ...running, ExecMainStartTimestampMonotonic: Number(stamp) });
    const { commands } = programs({ 'systemctl show': text });
    const { startedAt } = await createSystemdServices(commands, 'system').state('docker.service');
    expect(Math.abs((startedAt ?? 0) - (Date.now() - 90_000))).toBeLessThan(1_000);
  });

  it.each([
    [
      'a unit that does not exist',
      { LoadState: 'not-found', ActiveState: 'inactive' },
      { active: 'unknown', enabled: null },
    ],
    [
      'a masked one',
      { LoadState: 'masked', ActiveState: 'inactive', UnitFileState: 'masked' },
      { active: 'inactive', masked: true, enabled: false },
    ],
    [
      'a disabled one',
      {
        LoadState: 'loaded',
        ActiveState: 'failed',
        Result: 'start-limit-hit',
        UnitFileState: 'disabled',
      },
      { active: 'failed', result: 'start-limit-hit', enabled: false },
    ],
    [
      'one that cannot be enabled',
      { LoadState: 'loaded', ActiveState: 'inactive', UnitFileState: 'static' },
      { enabled: null },
    ],
  ])('tells of %s', async (_what, lines, expected) => {
    const { commands } = programs({ 'systemctl show': show(lines as never) });
    const state = await createSystemdServices(commands, 'system').state('docker.service');
    expect(state).toMatchObject(expected);
  });

  it('knows nothing where systemctl is missing', async () => {
    const state = await createSystemdServices(programs({}).commands, 'system').state('x.service');
    expect(state.active).toBe('unknown');
  });

  it.each([
    ['restart', 'systemctl restart -- docker.service'],
    ['daemon-reload', 'systemctl daemon-reload'],
    ['reset-failed', 'systemctl reset-failed -- docker.service docker.socket'],
  ] as const)('gives the order %s', async (verb, words) => {
    const { commands, seen } = programs({ systemctl: '' });
    expect(await createSystemdServices(commands, 'system').act(verb, 'docker.service')).toBeNull();
    expect(seen).toEqual([words]);
  });

  it('passes on what the manager said against an order', async () => {
    const stderr = 'Job for docker.service failed.\n';
    const { commands } = programs({ 'systemctl restart': { exitCode: 1, stderr } });
    const services = createSystemdServices(commands, 'system');
    expect(await services.act('restart', 'docker.service')).toBe('Job for docker.service failed.');
    expect(await services.act('stop', 'docker.service')).toContain('127');
  });

  it.each([
    'Failed to reload docker.service: Job type reload is not applicable for unit docker.service.',
    'Failed to reload docker.service: Unit docker.service is masked.',
  ])('sends the signal itself where the unit knows no reload: %s', async (stderr) => {
    const { commands, seen } = programs({
      'systemctl reload': { exitCode: 1, stderr },
      'systemctl kill': '',
    });
    const services = createSystemdServices(commands, 'system');
    expect(await services.act('reload', 'docker.service')).toBeNull();
    expect(seen.at(-1)).toBe('systemctl kill --kill-who=main --signal=HUP -- docker.service');
    const mute = programs({ 'systemctl reload': { exitCode: 1, stderr } });
    const others = createSystemdServices(mute.commands, 'system');
    expect(await others.act('reload', 'docker.service')).toBe(stderr);
  });

  it('reads what was written after a place in the journal, whatever the clock said', async () => {
    const cursor = 's=1fca;i=95;b=2734;m=8e4;t=644;x=1f';
    const words = 'journalctl -q --no-pager -n 0 --show-cursor';
    const { commands, seen } = programs({
      [words]: `-- cursor: ${cursor}\n`,
      journalctl: 'one\n',
    });
    const services = createSystemdServices(commands, 'system');
    const end = await services.logEnd(1_700_000_000_123);
    expect(await services.journal('docker.service', end)).toEqual(['one']);
    expect(seen.at(-1)).toContain(` --after-cursor=${cursor} `);
  });

  it.each([
    ['pre.service', 'pre.service', 'activating', 'shutdown.target docker.service', true],
    ['early.service, in a row of jobs', 'early.service', 'activating', 'x.target', true],
    ['one that nobody waits for', 'other.service', 'activating', 'shutdown.target', false],
    ['one that has started', 'pre.service', 'active', 'docker.service', false],
  ])('knows whether the engine waits for %s', async (_what, other, state, before, expected) => {
    // systemd 252 and 257 alike
    const jobs = [
      ' 91  docker.service                          start waiting',
      '145 x.target                                start waiting',
      '└─  \tblocking job 91 (docker.service/start) -     -',
      '146 early.service                           start running',
      '└─  \tblocking job 145 (x.target/start)      -     -',
      '147 other.service                           start running',
    ].join('\n');
    const { commands } = programs({
      'systemctl show': show({ ActiveState: state, Before: before }),
      'systemctl list-jobs --after': jobs,
    });
    const services = createSystemdServices(commands, 'system');
    expect(await services.holdsUp(other, 'docker.service')).toBe(expected);
  });

  it('goes by the clock where the journal is empty', async () => {
    const services = createSystemdServices(programs({ journalctl: '' }).commands, 'system');
    expect(await services.logEnd(5)).toEqual({ at: 5, cursor: null });
  });

  it("speaks to a user's own manager where the engine is one", async () => {
    const { commands, seen } = programs({ systemctl: '', journalctl: 'one\n\ntwo\n' });
    const services = createSystemdServices(commands, 'user');
    await services.act('reload', 'docker.service');
    const since = { at: 1_700_000_000_123, cursor: null };
    expect(await services.journal('docker.service', since)).toEqual(['one', 'two']);
    expect(seen).toEqual([
      'systemctl --user reload -- docker.service',
      'journalctl --user-unit=docker.service --since=@1700000000.123000 -o cat -q --no-pager -n 1000',
    ]);
  });
});

describe('OpenRC', () => {
  it('tells whether a service runs and is enabled', async () => {
    const { commands } = programs({
      'rc-service --exists': '',
      'rc-service docker status': ' * status: started',
      'rc-update show': '               docker | default\n',
    });
    const script: RunScript = (argv) => commands.run(argv, { deadlineMs: 1_000 });
    expect(await createOpenrcServices(commands, script).state('docker')).toMatchObject({
      active: 'active',
      enabled: true,
    });
  });

  it('reads the lines of its log since a moment', async () => {
    const log = [
      'time="2026-11-20T10:14:59Z" level=info msg="before"',
      'time="2026-11-20T10:15:01Z" level=info msg="after"',
      'panic: continued',
    ].join('\n');
    const { commands } = programs({ tail: log });
    const since = { at: Date.parse('2026-11-20T10:15:00Z'), cursor: null };
    const lines = await createOpenrcServices(commands).journal('docker', since);
    expect(lines).toEqual(log.split('\n').slice(1));
  });

  it('has no start limit and nothing to read again', async () => {
    const { commands, seen } = programs({});
    const services = createOpenrcServices(commands);
    expect(await services.act('reset-failed', 'docker')).toBeNull();
    expect(await services.act('daemon-reload', 'docker')).toBeNull();
    expect(seen).toEqual([]);
  });
});

it('where there is no service manager, nothing is known and every order is refused', async () => {
  const services = createNoServices();
  expect((await services.state('docker')).active).toBe('unknown');
  expect(await services.act('restart', 'docker')).toContain('no service manager');
});
