import type { UnitFlag } from '../../domain/facts.ts';
import { parseFlags } from '../../formats/flags.ts';
import type { Argument } from '../../formats/systemd/command.ts';

/** The flags of an argument list, each with the origin of the argument it begins in. */
export function flagsIn(argv: readonly Argument[]): readonly UnitFlag[] {
  const starts: number[] = [];
  let text = '';
  for (const argument of argv) {
    starts.push(text.length);
    text += `"${argument.text.replace(/["\\]/g, '\\$&')}" `;
  }
  return parseFlags(text).flags.map(({ name, value, start }) => {
    const argument = argv[starts.findLastIndex((each) => each <= start)];
    const { path = null, line = null } = argument?.origin ?? {};
    return {
      name,
      value,
      origin: { kind: 'flag', path, line },
      variable: argument?.variable ?? null,
    };
  });
}
