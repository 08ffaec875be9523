import type { Output } from '../cli/output.ts';
import type { Terminal } from '../cli/terminal.ts';

export interface ViewOptions {
  readonly titles: readonly string[];
  readonly stderr: Output;
}

/** Shows work in progress on stderr. Tasks are known by their place in the list. */
export interface TaskView {
  tell(task: number, text: string): void;
  close(): Promise<void>;
}

/**
 * The view that this terminal can show: redrawn in place where it can be, else a plain line per
 * task as it begins. The live one is loaded only when it is used.
 */
export async function openView(
  terminal: Terminal,
  options: Omit<ViewOptions, 'stderr'>,
): Promise<TaskView> {
  if (terminal.live) {
    const { liveView } = await import('./live.ts');
    return liveView({ ...options, stderr: terminal.stderr });
  }
  return plainView(terminal, options.titles);
}

function plainView(terminal: Terminal, titles: readonly string[]): TaskView {
  const begun = new Set<number>();
  return {
    tell: (task, text) => {
      if (!begun.has(task)) terminal.note(titles[task] ?? '');
      begun.add(task);
      terminal.detail(`  ${text}`);
    },
    close: async () => {},
  };
}
