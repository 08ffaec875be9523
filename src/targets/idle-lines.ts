import type { HostFacts } from '../domain/facts.ts';
import { parseUnit } from '../formats/systemd/parse.ts';
import { effectiveUnit } from '../formats/systemd-unit.ts';
import { linesOf } from '../formats/text.ts';
import { textOf } from './text.ts';

/** A line of a unit or drop-in that systemd passes over, though it would set something. */
export interface IdleLine {
  readonly path: string;
  readonly line: number;
  /** as it is written */
  readonly text: string;
  /** what it sets beneath [Service] */
  readonly variables: readonly { readonly name: string; readonly value: string }[];
}

/**
 * Assignments above every section ("Assignment outside of section. Ignoring."), or on one line
 * with their section's name ("Invalid section header"); systemd src/shared/conf-parser.c.
 */
export function idleLines(facts: HostFacts): readonly IdleLine[] {
  return (facts.unit?.files ?? []).flatMap((path) => {
    const text = textOf(facts, path) ?? '';
    const lines = linesOf(text);
    const idle = parseUnit(text).faults.filter(
      ({ kind }) => kind === 'outside' || kind === 'bad-section',
    );
    return idle.flatMap(({ line }) => {
      const written = lines[line - 1]?.text ?? '';
      const meant = written.replace(/^\s*\[\w+\]\s*/, '');
      if (!/^\s*(?:Environment|EnvironmentFile|ExecStart)\s*=\s*\S/.test(meant)) return [];
      return [{ path, line, text: written, variables: variablesIn(meant) }];
    });
  });
}

function variablesIn(meant: string): IdleLine['variables'] {
  const { environment } = effectiveUnit('', [{ path: '', text: `[Service]\n${meant}\n` }]);
  return environment.map(({ name, value }) => ({ name, value }));
}
