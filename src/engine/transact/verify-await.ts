import type { EngineInfo } from '../../domain/facts.ts';
import { Failure } from '../../domain/failure.ts';
import type { Expectation } from '../../domain/plan.ts';
import { redact } from '../../domain/redact.ts';
import type { LogPlace } from '../../ports/services.ts';
import type { TransactContext } from './context.ts';
import { differing } from './verify.ts';
import type { Watch } from './watch.ts';
import { said } from './words.ts';

/** dockerd restores its containers before it answers; hosts with hundreds take most of a minute. */
const startPatienceMs = 120_000;
/** How long an engine may be silent that was so before: it listens elsewhere, or was starting then. */
const elsewherePatienceMs = 5_000;
/** A reload is a few file reads inside the daemon; a loaded one may be late to its signal. */
const reloadPatienceMs = 10_000;
/** The first look comes soon, the next ones twice as late each, up to the last. */
const firstPauseMs = 25;
const lastPauseMs = 500;
/** How often a service may look stopped before it counts: between two jobs it does for a moment. */
const idleLooks = 3;

type Ports = Pick<TransactContext, 'ports' | 'facts'>;

export interface Waiting {
  readonly unit: string;
  /** where its log ended when the order was given: older lines are about something else */
  readonly since: LogPlace;
  /** what its manager said against the order; null when it took it */
  readonly refused: string | null;
  readonly watch: Watch;
}

/**
 * Waits until the engine answers.
 * @returns what it answers; null where it never could be asked, and its service runs
 * @throws Failure engineUnavailable when it will not come up, with its own reason
 */
export async function awaitEngine(context: Ports, waiting: Waiting): Promise<EngineInfo | null> {
  const { ports, facts } = context;
  const { unit, watch } = waiting;
  const end = ports.clock.monotonic() + startPatienceMs;
  let idle = 0;
  for (let pause = firstPauseMs; ; pause = Math.min(pause * 2, lastPauseMs)) {
    const { active, restarts } = await watch.limit(ports.services.state(unit));
    const loops = active !== 'active' && (restarts ?? 0) >= restartsBeforeGivingUp;
    idle = active === 'inactive' ? idle + 1 : 0;
    if (active === 'active' || active === 'reloading' || active === 'unknown') {
      const outcome = await watch.limit(ports.engine.info(facts.layout.socket));
      if (outcome.kind === 'saw') return outcome.data;
      const late = ports.clock.monotonic() >= end - startPatienceMs + elsewherePatienceMs;
      if (late && active !== 'unknown' && neverAnswered(context)) return null;
    }
    const reason = await refusal(context, waiting);
    if (reason !== null) throw down(unit, reason);
    if (active === 'failed' || idle > idleLooks || loops)
      throw down(unit, (await lastComplaint(context, waiting)) ?? active);
    if (ports.clock.monotonic() >= end) throw silent(unit, startPatienceMs);
    await watch.sleep(pause);
  }
}

/** An engine that listens elsewhere than we look: its service is then all there is to go by. */
function neverAnswered({ facts }: Ports): boolean {
  return facts.info === null && facts.process !== null;
}

function down(unit: string, reason: string): Failure {
  return new Failure('engineUnavailable', said.engineDown(unit, reason));
}

function silent(unit: string, ms: number): Failure {
  return new Failure('engineUnavailable', said.engineSilent(unit, ms / 1000));
}

/**
 * Waits until the engine has taken notice of a reload, which systemctl does not (moby
 * contrib/init/systemd/docker.service: ExecReload is a plain kill). Its journal tells; where that
 * cannot be read, the values do, or patience ends.
 *
 * @param values what it should show: already shown before the reload, they prove nothing
 * @throws Failure engineUnavailable when the engine refused the file
 */
export async function awaitReload(
  context: Ports,
  waiting: Waiting,
  values: { readonly expects: readonly Expectation[]; readonly before: EngineInfo | null },
): Promise<EngineInfo | null> {
  const { ports, facts } = context;
  const { expects, before } = values;
  const end = ports.clock.monotonic() + reloadPatienceMs;
  const wasDifferent = before !== null && differing(expects, before).length > 0;
  for (let pause = firstPauseMs; ; pause = Math.min(pause * 2, lastPauseMs)) {
    await waiting.watch.sleep(pause);
    const lines = await waiting.watch.limit(ports.services.journal(waiting.unit, waiting.since));
    const refused = lines.find((line) => refusals.test(line));
    if (refused !== undefined)
      throw new Failure('engineUnavailable', said.reloadRefused(reasonIn(refused)));
    const outcome = await waiting.watch.limit(ports.engine.info(facts.layout.socket));
    const info = outcome.kind === 'saw' ? outcome.data : null;
    const proved = wasDifferent && info !== null && differing(expects, info).length === 0;
    const heard = lines.some((line) => line.includes('Reloaded configuration'));
    const late = ports.clock.monotonic() >= end;
    if ((heard || proved || late) && (info !== null || neverAnswered(context))) return info;
    if (late) throw silent(waiting.unit, reloadPatienceMs);
  }
}

/** The engine's own words for a configuration it does not take; null when it said none. */
export async function refusal(
  { ports }: Ports,
  { unit, since }: Pick<Waiting, 'unit' | 'since'>,
): Promise<string | null> {
  const lines = await ports.services.journal(unit, since);
  const line = lines.findLast((each) => refusals.test(each));
  return line === undefined ? null : reasonIn(line);
}

/**
 * One failed start may heal by itself (containerd was not ready). With Restart=always and no start
 * limit, waiting for more of them would last as long as patience does.
 */
const restartsBeforeGivingUp = 2;

/**
 * Where nothing speaks of the configuration: the last thing the service complained about, else what
 * its manager said.
 */
async function lastComplaint(
  { ports }: Ports,
  { unit, since, refused }: Waiting,
): Promise<string | null> {
  const lines = await ports.services.journal(unit, since);
  const line =
    lines.findLast((each) => /level=(?:fatal|error)|^failed to start/.test(each)) ??
    lines.findLast((each) => !routine.test(each));
  if (line !== undefined) return reasonIn(line);
  // "Job for docker.service failed because a timeout was exceeded.", and where to read more
  return refused?.split('\n')[0] || null;
}

/** The engine's ordinary lines, and what systemd says of every service that fails (core/job.c). */
const routine =
  /level=(?:debug|info|warning)|^docker\S*: |^(?:Start|Stopp|Reload|Failed to start|Scheduled|Dependency)/;

/** moby daemon/command/daemon.go, daemon/config/config.go, daemon/pkg/registry/config.go; 1.13-29. */
const refusals =
  /Error reloading configuration|Error reconfiguring the daemon|don't match any configuration|both as a flag|unable to configure the Docker daemon|configuration validation|failed to start daemon: (?:invalid mirror|insecure registry)|accepts no argument|unknown (?:shorthand )?flag|flag needs an argument|invalid argument .* for/;

/** The message inside a logrus line, without what surrounds it, and without secrets. */
function reasonIn(line: string): string {
  const error = /\berror="((?:[^"\\]|\\.)*)"/.exec(line)?.[1];
  const message = error ?? /\bmsg="((?:[^"\\]|\\.)*)"/.exec(line)?.[1] ?? line;
  return redact(message.replaceAll('\\"', '"')).slice(0, longestReason);
}

/** The engine quotes whole lists; a sentence for people ends before that. */
const longestReason = 600;
