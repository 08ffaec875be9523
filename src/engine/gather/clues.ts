import type { EngineInfo, UnitFacts } from '../../domain/facts.ts';
import type { Clues } from '../../flavours/contract.ts';
import { stands, textOf } from '../../targets/text.ts';
import type { Reading } from './reading.ts';
import type { UnitScope } from './unit-paths.ts';

/** What flavours are told by, over what has been read. */
export function cluesOf(
  reading: Reading,
  seen: {
    readonly where: UnitScope;
    readonly unit: UnitFacts | null;
    readonly info: EngineInfo | null;
  },
): Clues {
  const { where, unit, info } = seen;
  return {
    unit,
    manager: unit === null ? null : where.scope === 'user' ? 'systemd-user' : 'systemd',
    info,
    exists: (path) => stands(reading, path),
    text: (path) => textOf(reading, path),
    home: where.home,
    configHome: where.configHome,
    runtimeDir: where.runtimeDir,
  };
}
