import type { HostFacts } from '../../domain/facts.ts';
import type { Run } from '../cli/command.ts';
import { wrap } from '../text/wrap.ts';

/**
 * Says on stderr, before anything else, what could not be learned of the host, and that another
 * engine may be the one that pulls.
 */
export function sayFirst({ terminal }: Run, facts: HostFacts): void {
  for (const said of facts.notes) {
    for (const line of wrap(terminal.say(said), terminal.err.columns)) terminal.note(line);
  }
}
