import type { EngineInfo } from '../../domain/facts.ts';
import { Failure } from '../../domain/failure.ts';
import { during, type Emit } from '../events.ts';
import type { TransactContext } from './context.ts';
import { type Order, serve } from './serve.ts';
import { settleLists } from './undo-settle.ts';
import { differing } from './verify.ts';
import type { Watch } from './watch.ts';
import { said } from './words.ts';
import { filesOf, mark, type Progress } from './write.ts';

interface Conduct {
  readonly watch: Watch;
  readonly emit: Emit;
}

/**
 * Tells the service what the transaction is to tell it, and holds the engine to the values.
 * @returns what the engine shows; where it is told nothing, what it showed before
 * @throws Failure engineUnavailable when it does not come up or shows something else
 */
export async function actOnService(
  context: TransactContext,
  progress: Progress,
  { watch, emit }: Conduct,
): Promise<EngineInfo | null> {
  const { verb, service, plan } = progress;
  if (verb === null || service === null) return context.facts.info;
  const index = plan.changes.length;
  const order: Order = {
    unit: service.unit,
    verb,
    expects: plan.expects,
    before: context.facts.info,
  };
  await mark(context, progress, { index, mark: 'intent' });
  const served = await during(emit, { phase: 'service', subject: `${verb} ${service.unit}` }, () =>
    serve(context, order, watch),
  );
  await mark(context, progress, { index, mark: 'done' });
  return during(emit, { phase: 'verify', subject: service.unit }, () =>
    proved(context, progress, { info: served, order, watch }),
  );
}

async function proved(
  context: TransactContext,
  progress: Progress,
  { info, order, watch }: { info: EngineInfo | null; order: Order; watch: Watch },
): Promise<EngineInfo | null> {
  if (info === null || !context.options.verify) return info;
  if (differing(order.expects, info).length === 0) return info;
  const settled = order.verb === 'reload' ? await settle(context, progress, { info, watch }) : null;
  const keys = differing(order.expects, settled ?? info);
  if (keys.length > 0) throw new Failure('engineUnavailable', said.engineDiffers(keys));
  return settled;
}

/** Lists that left the file outlive a reload; for the time of another one they are spelled out. */
async function settle(
  context: TransactContext,
  { plan, service }: Progress,
  { info, watch }: { readonly info: EngineInfo; readonly watch: Watch },
): Promise<EngineInfo | null> {
  const path = context.facts.layout.daemonJson;
  const change = filesOf(plan).find((each) => each.path === path);
  if (!change || !service) return null;
  const { after: wanted, before: other } = change;
  const lists = { path, unit: service.unit, wanted, other, shown: plan.expects, before: info };
  return settleLists(context, lists, watch);
}
