import type { Confinement } from '../../domain/facts.ts';
import { splitWords } from '../../formats/systemd/words.ts';
import type { Commands } from '../../ports/commands.ts';

/** What the manager itself knows of a unit, before any file of it is read. */
export interface UnitState {
  readonly name: string;
  readonly loaded: boolean;
  readonly masked: boolean;
  readonly activeState: string;
  readonly subState: string;
  readonly enabled: boolean | null;
  readonly fragment: string | null;
  readonly dropIns: readonly string[];
  readonly needsDaemonReload: boolean;
  readonly mainPid: number | null;
  readonly confinement: Confinement;
}

/** systemd answers in milliseconds; where its bus hangs, everything after would hang as well. */
const systemctlDeadlineMs = 5_000;

const properties = [
  'Id',
  'LoadState',
  'ActiveState',
  'SubState',
  'UnitFileState',
  'FragmentPath',
  'DropInPaths',
  'NeedDaemonReload',
  'MainPID',
  'IPAddressAllow',
  'IPAddressDeny',
  'RestrictAddressFamilies',
  'PrivateNetwork',
  'NetworkNamespacePath',
];

/**
 * Asks systemd about units, in one process for all of them.
 * @returns a state for each unit that systemd knows; empty where there is no systemd
 */
export async function askSystemd(
  commands: Commands,
  scope: 'system' | 'user',
  units: readonly string[],
): Promise<readonly UnitState[]> {
  const result = await commands.run(
    [
      'systemctl',
      ...(scope === 'user' ? ['--user'] : []),
      'show',
      '--no-pager',
      `--property=${properties.join(',')}`,
      '--',
      ...units,
    ],
    { deadlineMs: systemctlDeadlineMs },
  );
  return result.exitCode === 0 ? parseShow(result.stdout).filter((unit) => unit.loaded) : [];
}

/** Reads `systemctl show`: `Name=value` lines, one block a unit, blocks parted by an empty line. */
export function parseShow(text: string): readonly UnitState[] {
  return text
    .split(/\n\s*\n/)
    .map((block) => new Map(block.split('\n').map(property)))
    .filter((block) => block.has('Id'))
    .map(stateOf);
}

function property(line: string): [string, string] {
  const equals = line.indexOf('=');
  return equals < 0 ? ['', ''] : [line.slice(0, equals).trim(), line.slice(equals + 1).trim()];
}

function stateOf(block: ReadonlyMap<string, string>): UnitState {
  const value = (name: string) => block.get(name) ?? '';
  const pid = Number(value('MainPID'));
  return {
    name: value('Id'),
    loaded: !['not-found', ''].includes(value('LoadState')),
    masked: value('LoadState') === 'masked',
    activeState: value('ActiveState'),
    subState: value('SubState'),
    enabled: enabledState(value('UnitFileState')),
    fragment: value('FragmentPath') || null,
    // a path with a blank comes in double quotes
    dropIns: splitWords(value('DropInPaths'), 'variable').words.map(({ text }) => text),
    needsDaemonReload: value('NeedDaemonReload') === 'yes',
    mainPid: pid > 0 ? pid : null,
    confinement: confinementOf(value),
  };
}

/** `man systemd.resource-control` and `systemd.exec`; releases that lack a property leave it out. */
function confinementOf(value: (name: string) => string): Confinement {
  const words = (name: string) => value(name).split(/\s+/).filter(Boolean);
  const named = value('NetworkNamespacePath') !== '';
  const isPrivate = value('PrivateNetwork') === 'yes';
  return {
    ipAllow: words('IPAddressAllow'),
    ipDeny: words('IPAddressDeny'),
    families: words('RestrictAddressFamilies'),
    network: named ? 'named' : isPrivate ? 'private' : null,
  };
}

function enabledState(text: string): boolean | null {
  if (text === '') return null;
  return text === 'enabled' || text === 'enabled-runtime' || text === 'alias';
}
