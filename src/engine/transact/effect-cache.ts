import { Failure } from '../../domain/failure.ts';
import { cachePaths, cacheUnit } from '../cache/files.ts';
import { cacheWords } from '../cache/words.ts';
import type { TransactContext } from './context.ts';

/** A registry that cannot start says so within a second or two; one that runs this long has begun. */
const steadyMs = 2_000;
/** It waits for Docker Hub's answer before it listens, and is started again where none came. */
const startDeadlineMs = 30_000;
const lookEveryMs = 250;
/** Docker Hub may have been away for a moment; what fails three times in a row fails. */
const enoughRestarts = 2;

/**
 * Makes the cache be what its unit file says: running anew where there is one, stopped where there
 * is none. Once the files are back, running it again is its own inverse.
 * @throws Failure cannotWrite when it does not start or stop, with the last line of its journal
 */
export async function settleCache(context: Pick<TransactContext, 'ports'>): Promise<void> {
  const { files, services } = context.ports;
  const { state } = await files.snapshot(cachePaths.unit);
  if (state.kind === 'absent') {
    // Before systemd forgets the unit: it could not be stopped by name any more.
    await order(context, 'stop');
    await order(context, 'daemon-reload');
    await services.act('reset-failed', cacheUnit);
    return;
  }
  await order(context, 'daemon-reload');
  // What failed before, and how often, is not this start's.
  await services.act('reset-failed', cacheUnit);
  await order(context, 'restart');
  await steady(context);
}

async function order(
  { ports }: Pick<TransactContext, 'ports'>,
  verb: 'stop' | 'restart' | 'daemon-reload',
): Promise<void> {
  const refusal = await ports.services.act(verb, cacheUnit);
  const isGone = verb === 'stop' && refusal !== null && /not loaded/.test(refusal);
  if (refusal !== null && !isGone) throw new Failure('cannotWrite', cacheWords.notStarted(refusal));
}

async function steady({ ports }: Pick<TransactContext, 'ports'>): Promise<void> {
  const { services, clock } = ports;
  const since = await services.logEnd(clock.now());
  const begun = clock.monotonic();
  const { restarts: before } = await services.state(cacheUnit);
  let runsSince: number | null = null;
  while (clock.monotonic() - begun < startDeadlineMs) {
    const { active, sub, restarts } = await services.state(cacheUnit);
    if ((restarts ?? 0) - (before ?? 0) >= enoughRestarts) break;
    const runs = active === 'active' && sub === 'running';
    runsSince = runs ? (runsSince ?? clock.monotonic()) : null;
    if (runsSince !== null && clock.monotonic() - runsSince >= steadyMs) return;
    await clock.sleep(lookEveryMs);
  }
  const lines = await services.journal(cacheUnit, since);
  const said = lines.findLast((line) => /level=(?:fatal|error|panic)|panic:|fatal/i.test(line));
  throw new Failure('cannotWrite', cacheWords.notStarted(said ?? lines.at(-1) ?? cacheUnit));
}
