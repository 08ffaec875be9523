import type { HostFacts, Setting } from '../../domain/facts.ts';
import { ownValue, parseEnvironmentFile } from '../../formats/environment-file.ts';
import { parseFlags } from '../../formats/flags.ts';
import { settingOfFlag } from '../../targets/flag-values.ts';
import { idleLines } from '../../targets/idle-lines.ts';
import { proxyKeyOf } from '../../targets/proxy-keys.ts';
import { textOf } from '../../targets/text.ts';
import { expandsVariable } from '../../targets/unit-text.ts';

/** Lines of the unit's environment files that a shell would take and systemd skips: `export X=…`. */
export function shellOnlySettings(facts: HostFacts): readonly Setting[] {
  const paths = facts.unit?.environmentFiles.map(({ path }) => path) ?? [];
  return [...new Set(paths)].flatMap((path) =>
    parseEnvironmentFile(textOf(facts, path) ?? '').assignments.flatMap((one) =>
      one.systemd === null && one.shell !== null
        ? settingsOf(facts, { path, line: one.line, name: one.name, value: ownValue(one.shell) })
        : [],
    ),
  );
}

/** Proxies in lines of the unit that systemd passes over, for want of a section. */
export function sectionlessSettings(facts: HostFacts): readonly Setting[] {
  return idleLines(facts).flatMap(({ path, line, variables }) =>
    variables.flatMap(({ name, value }) => settingsOf(facts, { path, line, name, value })),
  );
}

interface Skipped {
  readonly path: string;
  readonly line: number;
  readonly name: string;
  readonly value: string;
}

function settingsOf(facts: HostFacts, { path, line, name, value }: Skipped): readonly Setting[] {
  const place = { path, line };
  const key = proxyKeyOf(name);
  if (key !== null) {
    return [{ key, subject: null, value, origin: { kind: 'environment', ...place }, target: '' }];
  }
  if (!expandsVariable(facts, name)) return [];
  return parseFlags(value).flags.flatMap((flag) => {
    const origin = { kind: 'flag', ...place } as const;
    const found = settingOfFlag({ name: flag.name, value: flag.value, origin, variable: name }, '');
    return found ? [found] : [];
  });
}
