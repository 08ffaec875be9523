import type { HostFacts } from './facts.ts';

/**
 * A variable of the engine's environment. Where the running process can be looked at, it alone
 * says: what was written into the unit since then is not read before the next start. The unit
 * speaks for an engine that does not run, or whose environment only root may read.
 * @returns undefined where it is not set, or nothing is known
 */
export function engineVariable(
  { process, unit }: Pick<HostFacts, 'process' | 'unit'>,
  name: string,
): string | undefined {
  if (process?.environment) return process.environment[name];
  return unit?.environment.findLast((entry) => entry.name === name)?.value;
}
