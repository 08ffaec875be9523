import type { RankEvent } from '../../engine/rank/rank.ts';
import type { Terminal } from '../cli/terminal.ts';
import { printableLine } from '../text/printable.ts';
import type { Watcher } from './doctor.ts';
import { openView } from './view.ts';

/** Follows a ranking: one task that says how many have been tried, and who is being measured. */
export function watchRanking(terminal: Terminal, count: number): Watcher<RankEvent> {
  const { mirrors } = terminal.words;
  const view = openView(terminal, { titles: [mirrors.working(count)] });
  let [done, serving] = [0, 0];
  return {
    see: (event) => {
      if (event.kind === 'contacted') {
        done += 1;
        serving += event.serves ? 1 : 0;
      }
      const text =
        event.kind === 'contacted'
          ? mirrors.contacted(done, count, serving)
          : mirrors.measured(printableLine(event.url));
      void view.then((it) => it.tell(0, text));
    },
    close: async () => (await view).close(),
  };
}
