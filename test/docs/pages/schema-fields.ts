/** The part of JSON Schema that the published documents use. */
export interface Schema {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly properties?: { readonly [name: string]: Schema };
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly additionalProperties?: Schema | boolean;
}

/** One field of a document, as `plan.changes[].path`, with its type in a few words. */
export interface Field {
  readonly path: string;
  readonly type: string;
  readonly optional: boolean;
}

/** Every field of an object, depth first, in the schema's order. */
export function fieldsOf(schema: Schema, prefix = ''): readonly Field[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, inner]) => {
    const path = `${prefix}${name}`;
    const optional = !(schema.required ?? []).includes(name);
    return [{ path, type: typeOf(inner), optional }, ...below(inner, path)];
  });
}

/** The fields inside of a field: of an object, of a list's items, of either kind or null. */
function below(schema: Schema, path: string): readonly Field[] {
  if (schema.items) return below(schema.items, `${path}[]`);
  if (schema.properties) return fieldsOf(schema, `${path}.`);
  return (schema.anyOf ?? []).flatMap((kind) => below(kind, path));
}

function typeOf(schema: Schema): string {
  if (schema.const !== undefined) return `\`${JSON.stringify(schema.const)}\``;
  if (schema.enum) return schema.enum.map((value) => `\`${JSON.stringify(value)}\``).join(' ');
  if (schema.anyOf) return schema.anyOf.map(typeOf).join(' / ');
  if (schema.items) return `[${typeOf(schema.items)}]`;
  if (typeof schema.additionalProperties === 'object') {
    return `{ … : ${typeOf(schema.additionalProperties)} }`;
  }
  return schema.type ?? 'any';
}
