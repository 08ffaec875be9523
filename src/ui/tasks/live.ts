import { DefaultRenderer, Listr, ListrLogger, ProcessOutput } from 'listr2';
import type { TaskView, ViewOptions } from './view.ts';

/** listr2 asks whether stdout is a terminal; this view lives on stderr, and was asked already. */
function stderrRenderer() {
  return class extends DefaultRenderer {
    static override nonTTY = true as false;
  };
}

/** Tasks redrawn in place on stderr; all traces go when it closes, the report says the rest. */
export function liveView(options: ViewOptions): TaskView {
  const closing = Promise.withResolvers<void>();
  const outputs = options.titles.map(() => (_text: string) => {});
  const tasks = options.titles.map((title, index) => ({
    title,
    task: (_: unknown, task: { output: string }) => {
      outputs[index] = (text) => {
        task.output = text;
      };
      return closing.promise;
    },
  }));
  // Only a terminal is drawn on, and a terminal's stream is Node's own.
  const stderr = options.stderr as NodeJS.WriteStream;
  const list = new Listr(tasks, {
    concurrent: true,
    registerSignalListeners: false,
    renderer: stderrRenderer(),
    rendererOptions: {
      clearOutput: true,
      logger: new ListrLogger({ processOutput: new ProcessOutput(stderr, stderr), useIcons: true }),
    },
  });
  const finished = list.run();
  return {
    tell: (index, text) => outputs[index]?.(text),
    close: async () => {
      closing.resolve();
      await finished;
    },
  };
}
