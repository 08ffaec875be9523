import type { EngineInfo } from '../../domain/facts.ts';
import { Failure } from '../../domain/failure.ts';
import type { Expectation } from '../../domain/plan.ts';
import type { ServiceBefore, ServiceVerb } from '../../ports/journal.ts';
import type { ServiceState } from '../../ports/services.ts';
import type { TransactContext } from './context.ts';
import { heldUpBy } from './held-up.ts';
import { awaitEngine, awaitReload, type Waiting } from './verify-await.ts';
import type { Watch } from './watch.ts';
import { said } from './words.ts';

type Ports = Pick<TransactContext, 'ports' | 'facts'>;

export interface Order {
  readonly unit: string;
  readonly verb: ServiceVerb;
  readonly expects: readonly Expectation[];
  /** what the engine showed before the order; null when it did not answer */
  readonly before: EngineInfo | null;
}

interface Telling {
  /** how the service stood just before; null for a reload, which needs no look */
  readonly before: ServiceState | null;
  readonly watch: Watch;
}

/** How the service stands, and what of it must be found again when it is put back. */
export interface ServiceNow {
  /** null where there is none to speak of */
  readonly before: ServiceBefore | null;
  readonly state: ServiceState | null;
  /** the unit that this program runs in, where no order to the service could be carried out */
  readonly heldUpBy: string | null;
}

export async function lookAtService({ ports, facts }: Ports): Promise<ServiceNow> {
  const none = { before: null, state: null, heldUpBy: null };
  if (!facts.live || facts.serviceManager === 'none') return none;
  const unit = facts.layout.serviceName;
  const state = await ports.services.state(unit);
  const rests = ['inactive', 'failed'].includes(state.active);
  if (state.active === 'unknown' || (rests && (await answers({ ports, facts })))) {
    return { ...none, state };
  }
  const holder = await heldUpBy({ ports }, unit);
  // it starts afterwards, by itself
  if (holder !== null && facts.info === null) return { before: null, state, heldUpBy: holder };
  const active = runs.has(state.active);
  // a running engine has its socket; only one that is down may be woken by it
  const socketActive = active || (await ports.services.state(socketOf(unit))).active === 'active';
  const failing = isFailing(state) ? { failing: true } : {};
  return { before: { unit, active, socketActive, ...failing }, state, heldUpBy: holder };
}

/**
 * An engine that answers while its service rests is not the service's: it was started by hand, or
 * is the host's own, whose socket a container was given. Starting the service would start a second
 * one. (Where systemd listens for a service that rests, nobody has asked: facts have no info.)
 */
async function answers({ ports, facts }: Ports): Promise<boolean> {
  if (facts.info === null) return false;
  return (await ports.engine.info(facts.layout.socket)).kind === 'saw';
}

/** Between two attempts of its manager, or in one that is not the first. */
function isFailing({ active, sub, restarts }: ServiceState): boolean {
  return active === 'activating' && (sub.startsWith('auto-restart') || (restarts ?? 0) > 0);
}

const runs = new Set(['active', 'reloading', 'activating']);

/** The unit that starts the engine when somebody connects (moby contrib/init/systemd). */
export function socketOf(unit: string): string {
  return unit.replace(/\.service$|$/, '.socket');
}

/**
 * Gives the service an order and waits until the engine has followed it.
 * @returns what the engine then shows; null where it cannot be asked
 * @throws Failure engineUnavailable with the engine's or the manager's reason
 */
export async function serve(
  context: Ports,
  order: Order,
  watch: Watch,
): Promise<EngineInfo | null> {
  const { ports } = context;
  const { unit, verb } = order;
  const since = await watch.limit(ports.services.logEnd(ports.clock.now()));
  const before = verb === 'reload' ? null : await watch.limit(ports.services.state(unit));
  const refused = await told(context, order, { before, watch });
  const waiting: Waiting = { unit, since, refused, watch };
  if (verb === 'reload' && refused === null) return awaitReload(context, waiting, order);
  const info = before === null ? null : await awaitEngine(context, waiting);
  if (refused === null || (before !== null && (await runsAnew(context, unit, before)))) return info;
  throw new Failure('engineUnavailable', said.orderRefused(`${verb} ${unit}`, refused));
}

/**
 * Whoever is cut short here puts everything back, and looks at the service for that: an order that
 * is on its way must have arrived by then.
 */
async function told(context: Ports, order: Order, telling: Telling): Promise<string | null> {
  const answer = tell(context, order, telling);
  try {
    return await telling.watch.limit(answer);
  } catch (error) {
    await Promise.race([answer.catch(() => null), context.ports.clock.sleep(onItsWayMs)]);
    throw error;
  }
}

/** A service manager's program hands an order over in milliseconds; a busy host takes longer. */
const onItsWayMs = 2_000;

/** A start that failed at first and went well when the manager tried again by itself. */
async function runsAnew({ ports }: Ports, unit: string, before: ServiceState): Promise<boolean> {
  const { mainPid } = await ports.services.state(unit);
  return mainPid !== null && mainPid !== before.mainPid;
}

/**
 * Stock units allow three starts a minute, ours included; then systemd refuses until the count is
 * reset. A unit that lies failed may be at that limit without saying so: its result stays that of
 * its last start (measured with systemd 252 and 257).
 */
async function tell(
  { ports }: Ports,
  { unit, verb }: Order,
  { before, watch }: Telling,
): Promise<string | null> {
  if (before?.active === 'failed') await ports.services.act('reset-failed', unit);
  watch.check();
  const refused = await ports.services.act(verb, unit);
  if (refused === null || verb === 'reload') return refused;
  const limited = startLimit.test(refused) || (await ports.services.state(unit)).result === hit;
  if (!limited) return refused;
  await ports.services.act('reset-failed', unit);
  watch.check();
  return ports.services.act(verb, unit);
}

const hit = 'start-limit-hit';
const startLimit = /start-limit|repeated too quickly|attempted too often/;
