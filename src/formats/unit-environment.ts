import type { Origin } from '../domain/facts.ts';
import { parseEnvironmentFile, variablesOf } from './environment-file.ts';
import { type EffectiveUnit, type UnitVariable, variableIn } from './systemd-unit.ts';

/** The variables a service starts with, each with the place that has the last word. */
export type UnitEnvironment = ReadonlyMap<string, UnitVariable>;

/**
 * Composes a unit's environment: Environment= first, then the environment files in their order,
 * which win wherever they stand, then UnsetEnvironment=.
 * @param textOf the text of an environment file; null when it is missing or unreadable
 * Source: systemd src/core/execute.c (exec_context_load_environment, strv_env_merge); measured.
 */
export function unitEnvironment(
  unit: EffectiveUnit,
  textOf: (path: string) => string | null,
): UnitEnvironment {
  const environment = new Map(unit.environment.map((one) => [one.name, one]));
  for (const { path } of unit.environmentFiles) {
    const file = parseEnvironmentFile(textOf(path) ?? '');
    for (const [name, { value, line }] of variablesOf(file, 'systemd')) {
      const origin: Origin = { kind: 'file', path, line };
      const variable = variableIn(`${name}=${value}`, origin);
      if (variable) environment.set(name, variable);
    }
  }
  for (const entry of unit.unsetEnvironment) {
    const [name = '', value] = entry.split(/=(.*)/s);
    if (value === undefined || environment.get(name)?.value === value) environment.delete(name);
  }
  return environment;
}
