import type { OptionSpec } from './option.ts';

/** Options of the doctor, most of them its alone. */
export const doctorOptions = {
  fix: { kind: 'flag' },
  profile: { kind: 'text', metavar: 'FILE' },
  only: { kind: 'list', metavar: 'CODE' },
  ignore: { kind: 'list', metavar: 'CODE[=GLOB]' },
  'wait-for': { kind: 'choice', choices: ['network', 'healthy'] },
  'save-evidence': { kind: 'text', metavar: 'FILE' },
  'from-evidence': { kind: 'text', metavar: 'FILE' },
  bundle: { kind: 'text', metavar: 'FILE.tar.gz' },
  'from-error': { kind: 'text', metavar: 'TEXT|-' },
  push: { kind: 'flag' },
  pull: { kind: 'flag' },
  'with-credentials': { kind: 'flag' },
} as const satisfies { readonly [name: string]: OptionSpec };

export const doctorOptionNames = [
  ...(Object.keys(doctorOptions) as (keyof typeof doctorOptions)[]),
  'accept',
  'fail-on',
] as const;
