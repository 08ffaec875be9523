import type { DoctorEvent } from '../../domain/documents.ts';
import type { Terminal } from '../cli/terminal.ts';
import { printableLine } from '../text/printable.ts';
import { openView, type TaskView } from './view.ts';

export interface Watcher<Event> {
  see(event: Event): void;
  /** gives the terminal back; to be called before anything else is written */
  close(): Promise<void>;
}

/** Follows the doctor at work: a task per image, saying which stage of which endpoint it is at. */
export function watchDoctor(terminal: Terminal): Watcher<DoctorEvent> {
  let images: readonly string[] = [];
  let view: Promise<TaskView> | null = null;
  return {
    see: (event) => {
      if (event.kind === 'started') {
        images = event.images;
        const titles = images.map((image) => terminal.words.doctor.probing(printableLine(image)));
        view = openView(terminal, { titles });
      }
      if (event.kind !== 'stage') return;
      const { endpoint, stage, state, ms } = event;
      const time = ms === null ? '' : ` (${Math.round(ms)} ms)`;
      const word = terminal.words.doctor.stageStates[state];
      const text = printableLine(`${endpoint}: ${stage} ${word}${time}`);
      void view?.then((it) => it.tell(images.indexOf(event.image), text));
    },
    close: async () => (await view)?.close(),
  };
}
