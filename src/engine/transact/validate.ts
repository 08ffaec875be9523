import { isAtLeast } from '../../domain/engine.ts';
import type { FileState, HostFacts } from '../../domain/facts.ts';
import { Failure } from '../../domain/failure.ts';
import type { Plan } from '../../domain/plan.ts';
import { redact } from '../../domain/redact.ts';
import { overlay } from '../plan/overlay.ts';
import type { TransactContext } from './context.ts';
import { said } from './words.ts';
import { filesOf } from './write.ts';

/** `--validate` reads files and checks the platform; it opens no socket and no data root. */
const validateDeadlineMs = 20_000;
/** Beside the state, where only root can read it: the candidate may hold a proxy's password. */
const candidatePath = '/var/lib/dockcfg/candidate.json';

/**
 * Has the engine check the new daemon.json under the flags it would be started with, before
 * anything is written. It knows keys and conflicts that nobody else can know for its version; it
 * says nothing about insecure registries, and before 28.3 about mirrors (moby
 * daemon/command/docker.go, daemon/config/config.go Validate).
 *
 * @throws Failure invalidInput with the engine's own words; needsDecision where a rollback would
 * put back what the engine refuses
 */
export async function validateCandidate(plan: Plan, context: TransactContext): Promise<void> {
  const { facts, ports } = context;
  if (isOldFileOnly(context)) return;
  const after = overlay(facts, filesOf(plan));
  const argv = validateArgv(after, candidatePath);
  const state = after.files.get(facts.layout.daemonJson)?.state;
  if (argv === null || state?.kind !== 'file' || !concernsEngine(plan, facts)) return;
  const result = await withCandidate(context, state, () =>
    ports.commands.run(argv, { deadlineMs: validateDeadlineMs }),
  );
  // missing, or too slow to say: the start itself is then the check
  if (result.exitCode !== refused) return;
  const path = facts.layout.daemonJson;
  const reason = redact(result.stderr.trim()).replaceAll(candidatePath, path);
  if (context.undoes === undefined)
    throw new Failure('invalidInput', said.refusedByEngine(path, reason));
  throw new Failure('needsDecision', said.refusedByEngineAgain(path, reason, context.undoes));
}

/** Somebody wants the bytes back that stood there before, and the engine is told nothing of it. */
function isOldFileOnly({ undoes, options }: TransactContext): boolean {
  return undoes !== undefined && options.restart === 'never';
}

/** dockerd exits with this when it does not take a configuration (moby cmd/dockerd/main.go). */
const refused = 1;

/**
 * The command that checks a file as the unit would have it read; null where this engine has no
 * such check (before 23.0), or where its program is not ours to run: a wrapper, a snap.
 */
export function validateArgv(
  { live, unit, engine, serviceManager }: HostFacts,
  candidate: string,
): readonly [string, ...string[]] | null {
  const [program, ...flags] = unit?.argv ?? [];
  const isOurs = program?.endsWith('/dockerd') && serviceManager !== 'snap';
  const canCheck = engine.version !== null && isAtLeast(engine.version, '23.0');
  if (!live || !canCheck || program === undefined || !isOurs) return null;
  return [program, ...withoutConfigFile(flags), '--validate', '--config-file', candidate];
}

function withoutConfigFile(flags: readonly string[]): readonly string[] {
  return flags.filter((flag, index) => {
    const isValue = flags[index - 1] === '--config-file';
    return !isValue && flag !== '--config-file' && !flag.startsWith('--config-file=');
  });
}

function concernsEngine(plan: Plan, facts: HostFacts): boolean {
  const action = plan.required ?? plan.action;
  return action !== 'none' || filesOf(plan).some(({ path }) => path === facts.layout.daemonJson);
}

/** The candidate stands on the disk while it is checked, and no longer. */
async function withCandidate<T>(
  { ports }: TransactContext,
  { bytes }: Extract<FileState, { kind: 'file' }>,
  check: () => Promise<T>,
): Promise<T> {
  const { files } = ports;
  const candidate: FileState = { kind: 'file', bytes, mode: 0o600, uid: 0, gid: 0 };
  const { state: remainder } = await files.snapshot(candidatePath);
  const expected: FileState = remainder.kind === 'file' ? remainder : { kind: 'absent' };
  await files.replace(candidatePath, candidate, expected);
  try {
    return await check();
  } finally {
    await files.replace(candidatePath, { kind: 'absent' }, candidate);
    await files.sweep(candidatePath);
  }
}
