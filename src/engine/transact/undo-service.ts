import type { EngineInfo } from '../../domain/facts.ts';
import { Failure } from '../../domain/failure.ts';
import type { ServiceBefore, ServiceVerb } from '../../ports/journal.ts';
import type { ServiceState } from '../../ports/services.ts';
import { during, type Emit } from '../events.ts';
import { stillRuns } from '../gather/process.ts';
import type { Leftover, TransactContext } from './context.ts';
import { heldUpBy } from './held-up.ts';
import { type Order, serve, socketOf } from './serve.ts';
import { hasBegun, type Undoable } from './undo-files.ts';
import { settleLists } from './undo-settle.ts';
import { differing } from './verify.ts';
import { createUnhurried } from './watch.ts';
import { said } from './words.ts';
import { filesOf } from './write.ts';

type Context = Pick<TransactContext, 'ports' | 'facts'>;

/**
 * Brings the service back to the state it had, on the files that are back: running with the old
 * values, or not running.
 * @returns what is left over for good
 * @throws Failure engineUnavailable when it does not come back
 */
export async function putBackService(
  context: Context,
  record: Undoable,
  emit: Emit,
): Promise<Leftover | null> {
  const { service } = record;
  if (service === null || !context.facts.live) return null;
  const state = await context.ports.services.state(service.unit);
  if (!service.active) return putToRest(context, service, { state, emit });
  const verb = verbBack(record, state, await startedSince(context, record, state));
  if (verb === null) return null;
  const holder = await heldUpBy(context, service.unit);
  if (holder !== null) return untold(service.unit, { holder, state });
  const subject = `${verb} ${service.unit}`;
  try {
    return await during(emit, { phase: 'undo', subject }, () =>
      bringBack(context, record, { unit: service.unit, verb }),
    );
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    // as it was before
    if (service.failing) return null;
    throw new Failure('engineUnavailable', said.leftEngineDown(service.unit, error.said));
  }
}

/** What waits for us cannot be told anything; an engine that does not run yet reads the old files. */
function untold(
  unit: string,
  { holder, state }: { readonly holder: string; readonly state: ServiceState },
): Leftover | null {
  if (['inactive', 'failed', 'activating'].includes(state.active)) return null;
  return { subject: unit, said: said.waitsForItself(holder, unit) };
}

/** A service that was down stays down, and so does the socket that would start it again. */
async function putToRest(
  { ports }: Context,
  { unit, socketActive }: ServiceBefore,
  { state, emit }: { readonly state: ServiceState; readonly emit: Emit },
): Promise<Leftover | null> {
  if (['inactive', 'failed', 'unknown'].includes(state.active)) return null;
  return during(emit, { phase: 'undo', subject: `stop ${unit}` }, async () => {
    // the socket first: whoever connects to it would start the service anew
    if (!socketActive) await ports.services.act('stop', socketOf(unit));
    const refused = await ports.services.act('stop', unit);
    return refused === null
      ? null
      : { subject: unit, said: said.orderRefused(`stop ${unit}`, refused) };
  });
}

/** What it takes for the engine to have the old values again; null for nothing. */
function verbBack(
  record: Undoable,
  state: ServiceState,
  since: boolean | null,
): ServiceVerb | null {
  if (['inactive', 'failed'].includes(state.active)) return 'restart';
  if (record.verb === null) return null;
  if (['activating', 'deactivating'].includes(state.active)) return 'restart';
  if (record.verb === 'reload') return since === true || wasTold(record) ? 'reload' : null;
  return (since ?? wasTold(record)) ? 'restart' : null;
}

function wasTold(record: Undoable): boolean {
  return hasBegun(record, record.plan.changes.length);
}

/**
 * Whether the engine was started after the transaction began, so that it may have read the new
 * files; started after the boot guard had restored the old ones, it has not. Null: nobody knows.
 * The process that was there at the beginning tells best; times do where it is not known.
 */
async function startedSince(
  { ports }: Context,
  record: Undoable,
  { startedAt }: ServiceState,
): Promise<boolean | null> {
  const { restoredAt, instance } = record;
  if (restoredAt !== null && startedAt !== null && startedAt >= restoredAt) return false;
  const same = instance === undefined ? null : await stillRuns(ports.files, instance);
  if (same !== null) return !same;
  return startedAt === null ? null : startedAt >= Date.parse(record.startedAt);
}

async function bringBack(
  context: Context,
  record: Undoable,
  { unit, verb }: { readonly unit: string; readonly verb: ServiceVerb },
): Promise<Leftover | null> {
  const shown = record.shown ?? [];
  const watch = createUnhurried(context.ports.clock);
  const order: Order = { unit, verb, expects: shown, before: null };
  const info = await serve(context, order, watch);
  // a restart reads the files, all of them: there is nothing more that could be done
  if (verb !== 'reload' || info === null || differing(shown, info).length === 0) return null;
  const settled = await settle(context, record, { unit, info });
  const keys = differing(shown, settled ?? info);
  return keys.length === 0 ? null : { subject: unit, said: said.leftEngineDiffers(unit, keys) };
}

async function settle(
  context: Context,
  record: Undoable,
  { unit, info }: { readonly unit: string; readonly info: EngineInfo },
): Promise<EngineInfo | null> {
  const path = context.facts.layout.daemonJson;
  const change = filesOf(record.plan).find((each) => each.path === path);
  if (!change) return null;
  const { before: wanted, after: other } = change;
  const shown = record.shown ?? [];
  const watch = createUnhurried(context.ports.clock);
  return settleLists(context, { path, unit, wanted, other, shown, before: info }, watch);
}
