import type { TransactEvent } from '../../engine/events.ts';
import type { Terminal } from '../cli/terminal.ts';
import { printableLine } from '../text/printable.ts';
import type { Words } from '../words/index.ts';
import type { Watcher } from './doctor.ts';
import { openView, type TaskView } from './view.ts';

/**
 * Follows a transaction: one task that says which step it is at. Without a live view, a plain line
 * tells what failed and what is being put back, and with --verbose every step.
 */
export function watchTransaction(terminal: Terminal): Watcher<TransactEvent> {
  let view: Promise<TaskView> | null = null;
  return {
    see: (event) => {
      const text = printableLine(textOf(event, terminal.words));
      const matters = event.kind === 'waiting' || event.kind === 'failed' || isUndo(event);
      if (!terminal.live) {
        if (matters) terminal.note(text);
        else terminal.detail(text);
        return;
      }
      view ??= openView(terminal, { titles: [terminal.words.apply.applying] });
      void view.then((it) => it.tell(0, text));
    },
    close: async () => (await view)?.close(),
  };
}

function textOf(event: TransactEvent, words: Words): string {
  if (event.kind === 'waiting') return words.apply.waiting(event.holder);
  const { phase, subject, kind } = event;
  const parts = [words.apply.phases[phase], subject, words.apply.states[kind]];
  return parts.filter((part) => part !== '').join(words.common.colon);
}

function isUndo(event: TransactEvent): boolean {
  return event.kind !== 'waiting' && event.phase === 'undo';
}
