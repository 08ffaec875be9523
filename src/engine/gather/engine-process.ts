import type { UnitFacts } from '../../domain/facts.ts';
import { engineAt } from '../../formats/start-script.ts';
import type { ReadFiles } from '../../ports/files.ts';
import { lookAtProcess, pidFile, pidOf } from './process.ts';
import type { Reading } from './reading.ts';
import { toldByProcess } from './starter.ts';
import type { UnitState } from './systemctl.ts';

/**
 * systemd knows; elsewhere the engine leaves a pid file, as it does where a script that started it
 * is still there and counts as the service's main process.
 */
export async function enginePid(
  files: ReadFiles,
  reading: Reading,
  { unit, states }: { readonly unit: UnitFacts | null; readonly states: readonly UnitState[] },
): Promise<number | null> {
  const state = states.find((each) => each.name === unit?.name);
  const left = pidOf(reading.files.get(pidFile));
  if (!state) return left;
  if (!unit?.starter || state.mainPid === null || left === null) return state.mainPid;
  return (await isEngine(files, left)) ? left : state.mainPid;
}

async function isEngine(files: ReadFiles, pid: number): Promise<boolean> {
  const process = await lookAtProcess(files, pid);
  return engineAt(process?.argv ?? []) >= 0;
}

/** Behind a program that nobody can follow, the running engine tells how it was started. */
export async function followed(
  files: ReadFiles,
  unit: UnitFacts | null,
  pid: number | null,
): Promise<UnitFacts | null> {
  if (!unit?.starter || unit.starter.certain || pid === null) return unit;
  const process = await lookAtProcess(files, pid);
  return toldByProcess(unit, process?.argv ?? []);
}
