import { Failure } from '../../domain/failure.ts';
import type { Plan } from '../../domain/plan.ts';
import type { Run } from '../cli/command.ts';
import { say } from '../words/index.ts';

/**
 * Asks before containers are stopped, where somebody is there to be asked. Scripts have asked for
 * what they do: nothing ever waits for an answer there.
 * @throws Failure needsDecision when the answer is no
 */
export async function confirmDisruption(run: Run, { disruption }: Plan): Promise<void> {
  const { terminal, outside, options } = run;
  const { containersStopped, names } = disruption;
  if (containersStopped === 0 || options.flag('yes') || !terminal.interactive) return;
  const { makeAsker } = await import('../wizard/asker.ts');
  const asker = await makeAsker({
    streams: outside.streams,
    terminal,
    signal: outside.signal,
  });
  terminal.note(terminal.words.apply.stops(containersStopped, names));
  const goOn = await asker.choose(terminal.words.apply.goOn, [
    { value: true, name: terminal.words.common.yes },
    { value: false, name: terminal.words.common.no },
  ]);
  if (!goOn)
    throw new Failure(
      'needsDecision',
      say((words) => words.apply.notDone),
    );
}
