/** The part of a document that a program has written. */
import { readFile, writeFile } from 'node:fs/promises';

/** Puts `text` between the two lines of the file that name this program. */
export async function writeSection(file: string, program: string, text: string): Promise<void> {
  const [begin, end] = [`<!-- ${program} -->`, `<!-- end of ${program} -->`];
  const whole = await readFile(file, 'utf8');
  const [from, to] = [whole.indexOf(begin), whole.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`${file} has no place for what ${program} writes`);
  const [before, after] = [whole.slice(0, from + begin.length), whole.slice(to)];
  await writeFile(file, `${before}\n${text}\n${after}`);
}
