import type { Commands } from '../ports/commands.ts';
import type { ServiceState, Services } from '../ports/services.ts';
import { waitsBehind } from './services/held-up.ts';
import { properties } from './services/properties.ts';

type Verb = Parameters<Services['act']>[0];

/** Answers come from the manager's memory; more than this means it is stuck. */
const showDeadlineMs = 15_000;
/** A reading of the journal after its files were rotated and must be searched. */
const journalDeadlineMs = 15_000;
/** Generators run on every daemon-reload; signals and flags take no time. */
const quickDeadlineMs = 90_000;
/**
 * dockerd stops its containers one after another, 10 s each unless they end, before it goes
 * (moby daemon/daemon.go, shutdownTimeout); its unit sets no limit on starting.
 */
const restartDeadlineMs = 300_000;
/** Lines enough for a crash loop of three starts, debug level included. */
const journalLines = '1000';

/**
 * The service manager of most hosts, system-wide or a user's own.
 *
 * @param manager `user` for an engine that runs without root
 */
export function createSystemdServices(commands: Commands, manager: 'system' | 'user'): Services {
  const systemctl =
    manager === 'user' ? (['systemctl', '--user'] as const) : (['systemctl'] as const);
  const unitFlag = manager === 'user' ? '--user-unit' : '--unit';
  const signal = async (unit: string, refused: string) => {
    const argv = [...systemctl, 'kill', '--kill-who=main', '--signal=HUP', '--', unit] as const;
    const { exitCode } = await commands.run(argv, { deadlineMs: quickDeadlineMs });
    return exitCode === 0 ? null : refused;
  };
  return {
    state: async (unit) => {
      const result = await commands.run([...systemctl, 'show', `--property=${shown}`, '--', unit], {
        deadlineMs: showDeadlineMs,
      });
      return readState(properties(result.stdout));
    },
    act: async (verb, unit) => {
      const result = await commands.run([...systemctl, ...wordsOf(verb, unit)], {
        deadlineMs: deadlineOf(verb),
      });
      if (result.exitCode === 0) return null;
      const refused = result.stderr.trim() || `systemctl ${verb} ${unit}: ${result.exitCode}`;
      return verb === 'reload' && knowsNoReload.test(refused) ? signal(unit, refused) : refused;
    },
    holdsUp: async (other, unit) => {
      const ask = (...words: readonly string[]) =>
        commands.run([...systemctl, ...words], { deadlineMs: showDeadlineMs });
      const state = properties(
        (await ask('show', '--property=ActiveState,Before', '--', other)).stdout,
      );
      if (state.get('ActiveState') !== 'activating') return false;
      const { stdout: jobs } = await ask('list-jobs', '--after', '--no-pager', '--no-legend');
      return waitsBehind(unit, { unit: other, before: state.get('Before') ?? '', jobs });
    },
    logEnd: async (now) => {
      const argv = ['journalctl', '-q', '--no-pager', '-n', '0', '--show-cursor'] as const;
      const { stdout } = await commands.run(argv, { deadlineMs: journalDeadlineMs });
      return { at: now, cursor: /^-- cursor: (\S+)$/m.exec(stdout)?.[1] ?? null };
    },
    journal: async (unit, { at, cursor }) => {
      // `@` takes seconds with a fraction (man 7 systemd.time)
      const after = `--since=@${(at / 1000).toFixed(6)}`;
      const since = cursor === null ? after : `--after-cursor=${cursor}`;
      const layout = ['-o', 'cat', '-q', '--no-pager', '-n', journalLines];
      const result = await commands.run(['journalctl', `${unitFlag}=${unit}`, since, ...layout], {
        deadlineMs: journalDeadlineMs,
      });
      return result.stdout.split('\n').filter((line) => line !== '');
    },
  };
}

/**
 * A unit without ExecReload=, or masked while its engine runs. What ExecReload= of every package does
 * can be done for it: send SIGHUP to the main process (moby contrib/init/systemd/docker.service).
 */
const knowsNoReload = /reload is not applicable|is masked/;

const shown = [
  'ActiveState',
  'SubState',
  'Result',
  'LoadState',
  'UnitFileState',
  'MainPID',
  'NRestarts',
  'ExecMainStartTimestampMonotonic',
].join(',');

function readState(values: ReadonlyMap<string, string>): ServiceState {
  const active = values.get('ActiveState') as ServiceState['active'] | undefined;
  const missing = values.get('LoadState') === 'not-found';
  const pid = Number(values.get('MainPID') ?? 0);
  const restarts = Number(values.get('NRestarts') ?? Number.NaN);
  const started = Number(values.get('ExecMainStartTimestampMonotonic') ?? 0);
  return {
    active: missing || active === undefined ? 'unknown' : active,
    sub: values.get('SubState') ?? '',
    result: values.get('Result') ?? '',
    enabled: isEnabled(values.get('UnitFileState') ?? ''),
    masked: values.get('LoadState') === 'masked',
    mainPid: pid > 0 ? pid : null,
    restarts: Number.isNaN(restarts) ? null : restarts,
    startedAt: pid > 0 && started > 0 ? wallClock(started) : null,
  };
}

/** `man 1 systemctl`, is-enabled: `static`, `generated` and the like are neither yes nor no. */
function isEnabled(unitFileState: string): boolean | null {
  if (['enabled', 'enabled-runtime', 'alias'].includes(unitFileState)) return true;
  return ['disabled', 'masked', 'masked-runtime'].includes(unitFileState) ? false : null;
}

/** systemd's monotonic stamps and Node's high-resolution time are both CLOCK_MONOTONIC. */
function wallClock(monotonicMicroseconds: number): number {
  const now = Number(process.hrtime.bigint() / 1000n);
  return Date.now() - (now - monotonicMicroseconds) / 1000;
}

function wordsOf(verb: Verb, unit: string): readonly string[] {
  if (verb === 'daemon-reload') return [verb];
  // the socket unit fails together with its service: `service-start-limit-hit`
  if (verb === 'reset-failed') return [verb, '--', unit, unit.replace(/\.service$/, '.socket')];
  return [verb, '--', unit];
}

function deadlineOf(verb: Verb): number {
  return ['start', 'stop', 'restart'].includes(verb) ? restartDeadlineMs : quickDeadlineMs;
}
