import type { Streams } from '../cli/outside.ts';

/** Lines from a terminal, each after its prompt. Null when there will be no more. */
export interface LineReader {
  line(prompt: () => void): Promise<string | null>;
  /** the same without showing what is typed, from before the prompt is there */
  unseen(prompt: () => void): Promise<string | null>;
}

/** What is typed before it is asked for waits for its question. */
export function readLines(stdin: Streams['stdin'], signal: AbortSignal): LineReader {
  const keyboard: Keyboard = { typed: '', ended: false, changed: new EventTarget() };
  const change = () => keyboard.changed.dispatchEvent(new Event('change'));
  stdin.setEncoding('utf8');
  stdin.on('data', (text: string) => {
    keyboard.typed = edited(keyboard.typed + text);
    keyboard.ended ||= keyboard.typed.includes(interrupt);
    change();
  });
  const end = () => {
    keyboard.ended = true;
    change();
  };
  // A terminal that is gone ends, or cannot be read.
  stdin.on('end', end);
  stdin.on('error', end);
  signal.addEventListener('abort', change, { once: true });
  return {
    line: (prompt) => {
      prompt();
      return nextLine(keyboard, signal);
    },
    unseen: async (prompt) => {
      const raw = 'setRawMode' in stdin ? (stdin as NodeJS.ReadStream) : null;
      raw?.setRawMode(true);
      prompt();
      try {
        return await nextLine(keyboard, signal);
      } finally {
        raw?.setRawMode(false);
      }
    },
  };
}

interface Keyboard {
  typed: string;
  ended: boolean;
  readonly changed: EventTarget;
}

/** In raw mode the terminal neither edits a line nor turns Ctrl-C into a signal. */
const interrupt = '\u0003';

function edited(typed: string): string {
  let text = typed;
  while (/[^\r\n][\b\u007f]/u.test(text)) text = text.replace(/[^\r\n][\b\u007f]/u, '');
  return text.replace(/[\b\u007f]/g, '');
}

function nextLine(keyboard: Keyboard, signal: AbortSignal): Promise<string | null> {
  return new Promise((resolve, reject) => {
    const look = () => {
      const end = keyboard.typed.search(/[\r\n]/);
      if (end < 0 && !keyboard.ended && !signal.aborted) return;
      keyboard.changed.removeEventListener('change', look);
      if (signal.aborted) return reject(signal.reason);
      if (end < 0 || keyboard.ended) return resolve(null);
      const line = keyboard.typed.slice(0, end);
      keyboard.typed = keyboard.typed.slice(end + 1);
      resolve(line);
    };
    keyboard.changed.addEventListener('change', look);
    look();
  });
}
