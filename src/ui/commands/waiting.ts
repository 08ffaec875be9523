import type { HostFacts } from '../../domain/facts.ts';
import { Failure } from '../../domain/failure.ts';
import type { EngineView } from '../../domain/view.ts';
import { firstNames, waitForNetwork } from '../../engine/doctor/wait-network.ts';
import type { Run } from '../cli/command.ts';
import type { Host } from '../cli/host.ts';
import { say } from '../words/index.ts';

/** At boot, a lease comes within seconds, or somebody has to look at the cable. */
const defaultPatienceMs = 2 * 60_000;

/**
 * With `--wait-for network`, waits until this host has one. A tree that is not running never will.
 * @throws Failure tryAgain when it does not come
 */
export async function awaitNetwork(
  { options, outside, terminal }: Run,
  { facts, ports }: Pick<Host, 'ports'> & { readonly facts: HostFacts },
  view: EngineView,
): Promise<void> {
  if (options.text('wait-for') !== 'network' || !facts.live) return;
  const names = firstNames(view);
  terminal.note(terminal.words.asked.waitsForNetwork(names));
  const patienceMs = outside.remainingMs() ?? defaultPatienceMs;
  const came = await waitForNetwork(names, { facts, ports, signal: outside.signal, patienceMs });
  outside.signal.throwIfAborted();
  if (came) return;
  throw new Failure(
    'tryAgain',
    say((words) => words.asked.noNetwork(names)),
  );
}
