import { type Field, type FieldFlag, fieldTable } from '../../domain/field-table.ts';
import type { Said } from '../../domain/said.ts';
import type { OptionSpec } from './option.ts';

/** A flag of the field table with the profile key it speaks about. */
export interface WishFlag {
  readonly key: keyof typeof fieldTable;
  readonly field: Field;
  readonly flag: FieldFlag;
  /** without dashes */
  readonly name: string;
}

/** Every flag that says what this host should have, in the table's order. */
export const wishFlags: readonly WishFlag[] = Object.entries(fieldTable).flatMap(([key, field]) =>
  field.flags.map((flag) => ({
    key: key as keyof typeof fieldTable,
    field,
    flag,
    name: flag.flag.slice(2),
  })),
);

/** The flags of the field table, as options of the command line. */
export function wishOptions(): readonly (readonly [string, OptionSpec, Said])[] {
  return wishFlags.map(({ name, flag }) => [
    name,
    { kind: flag.repeatable ? 'list' : 'text', metavar: flag.placeholder },
    flag.help,
  ]);
}
