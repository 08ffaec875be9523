/** The published documents, without the weight of their schemas. */
export const documentNames = [
  'apply',
  'ca-fetch',
  'ca-list',
  'cache',
  'doctor',
  'error',
  'explain',
  'explain-code',
  'history',
  'mirrors',
  'show',
] as const;
export type DocumentName = (typeof documentNames)[number];

/** Everything that has a JSON Schema: what is printed, and what is read. */
export const schemaNames: readonly string[] = [...documentNames, 'profile'];
