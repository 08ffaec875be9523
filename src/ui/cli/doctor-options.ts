import type { OptionSpec } from './option.ts';

/** Options of the doctor, most of them its alone. */
export const doctorOptions = {
  fix: { kind: 'flag' },
  accept: { kind: 'list', metavar: '[CODE=]SUBJECT' },
} as const satisfies { readonly [name: string]: OptionSpec };

export const doctorOptionNames = Object.keys(doctorOptions) as (keyof typeof doctorOptions)[];
