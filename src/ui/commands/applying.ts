import type { DesiredState } from '../../domain/desired.ts';
import type { Plan } from '../../domain/plan.ts';
import { makePlan, type PlanOptions } from '../../engine/plan/plan.ts';
import type {
  TransactContext,
  Transacted,
  TransactOptions,
} from '../../engine/transact/context.ts';
import { transact } from '../../engine/transact/transact.ts';
import type { Run } from '../cli/command.ts';
import type { Host } from '../cli/host.ts';
import { watchTransaction } from '../tasks/transact.ts';
import { shellLine } from '../text/shell.ts';

/** Stopping an engine with many containers, and starting it again, takes minutes at worst. */
const defaultDeadlineMs = 15 * 60_000;

/** @throws Failure as makePlan does */
export function planFor(run: Run, host: Host, desired: DesiredState): Plan {
  return makePlan(desired, host.facts, optionsFor(run, desired));
}

/** What makes a plan again when the host has changed while the lock was waited for. */
export function replanner(run: Run, host: Host, desired: DesiredState) {
  return async () => {
    const facts = await host.gather();
    return { facts, plan: makePlan(desired, facts, optionsFor(run, desired)) };
  };
}

export interface Deed extends Pick<TransactContext, 'replan' | 'undoes'> {
  readonly plan: Plan;
}

/** Carries a plan out, showing the progress on stderr. */
export async function carryOut(run: Run, host: Host, deed: Deed): Promise<Transacted> {
  const { plan, ...others } = deed;
  const watcher = watchTransaction(run.terminal);
  try {
    const context = Object.assign(transactContext(run, host), others);
    return await transact(plan, context, watcher.see);
  } finally {
    await watcher.close();
  }
}

/** Says on stderr why a transaction was put back, and what could not be. */
export function tellPutBack(
  { terminal }: Pick<Run, 'terminal'>,
  { failure, leftovers }: Pick<Transacted, 'failure' | 'leftovers'>,
): void {
  if (failure) terminal.error(terminal.say(failure));
  for (const { subject, said } of leftovers) {
    terminal.trouble(`${subject}${terminal.words.common.colon}${terminal.say(said)}`);
  }
}

/** What every transaction of this run goes by. */
export function transactContext(run: Run, host: Host): TransactContext {
  return {
    ports: host.ports,
    facts: host.facts,
    get command() {
      return shellLine(['dockcfg', ...run.argv]);
    },
    options: {
      verify: !run.options.flag('no-verify'),
      deadlineMs: run.outside.remainingMs() ?? defaultDeadlineMs,
      restart: restartOf(run),
    },
    get signal() {
      return run.outside.signal;
    },
  };
}

/**
 * With `--restart` and no wish at all, what the files say already is what is wished for: the
 * running engine is made to match them.
 */
function optionsFor(run: Run, desired: DesiredState): PlanOptions {
  const options = planOptionsOf(run);
  const asked = run.options.text('restart');
  if (asked === null || Object.keys(desired).length > 0) return options;
  const converge = { kind: 'converge', keys: observed } as const;
  const restart = asked === 'restart' ? [{ kind: 'restart' } as const] : [];
  return { ...options, deeds: [converge, ...restart] };
}

/** What most often differs, and is shown by every engine. */
const observed = [
  'registry-mirrors',
  'insecure-registries',
  'http-proxy',
  'https-proxy',
  'no-proxy',
];

/** What the command line says about planning. */
export function planOptionsOf(run: Run): PlanOptions {
  return {
    restart: restartOf(run),
    allowUnsupported: run.options.flag('allow-unsupported'),
    repair: run.options.flag('repair'),
  };
}

function restartOf({ options }: Run): TransactOptions['restart'] {
  return (options.text('restart') ?? 'auto') as TransactOptions['restart'];
}
