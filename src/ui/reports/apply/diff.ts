import { printable } from '../../text/printable.ts';
import { type Paint, paint, type Style } from '../../text/style.ts';

/**
 * A unified diff with colours where there are any; its signs say the same without them. The bodies
 * of certificates are left out.
 */
export function diffLines(diff: string, style: Style): string[] {
  const text = printable(diff).replace(/\n$/, '').replace(base64Run, shortened);
  return text.split('\n').map((line) => {
    const how = paintOf(line);
    return how ? paint(style, how, line) : line;
  });
}

/** The body of a certificate in a hunk: lines of the same sign that only a machine can read. */
const base64Run = /^([ +-])[A-Za-z\d+/]{64}(?:\n\1[A-Za-z\d+/]{1,76}={0,2})+$/gm;

function shortened(run: string, sign: string): string {
  return `${sign}[${run.split('\n').length} × base64]`;
}

function paintOf(line: string): Paint | null {
  if (line.startsWith('+++') || line.startsWith('---')) return 'bold';
  if (line.startsWith('@@')) return 'cyan';
  if (line.startsWith('+')) return 'green';
  return line.startsWith('-') ? 'red' : null;
}
