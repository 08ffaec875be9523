import { toJsonSchema } from '@valibot/to-json-schema';
import type { GenericSchema } from 'valibot';
import { wishesJsonSchema } from '../../engine/read-wishes.ts';
import { apply } from './apply.ts';
import { caFetch, caList } from './ca.ts';
import { cache } from './cache.ts';
import { doctor } from './doctor.ts';
import { error } from './error.ts';
import { explain } from './explain.ts';
import { explainCode } from './explain-code.ts';
import { history } from './history.ts';
import { mirrors } from './mirrors.ts';
import { type DocumentName, documentNames } from './names.ts';
import { show } from './show.ts';

/** Every document that --json prints, by the name that `dockcfg schema` knows. */
export const schemas: { readonly [name in DocumentName]: GenericSchema } = {
  apply,
  'ca-fetch': caFetch,
  'ca-list': caList,
  cache,
  doctor,
  error,
  explain,
  'explain-code': explainCode,
  history,
  mirrors,
  show,
};

/** The JSON Schema (draft 2020-12) of a document or of a profile; null for any other name. */
export async function jsonSchemaOf(name: string): Promise<object | null> {
  if (name === 'profile') return wishesJsonSchema();
  const known = documentNames.find((each) => each === name);
  if (known === undefined) return null;
  const made = toJsonSchema(schemas[known], {
    target: 'draft-2020-12',
    ignoreActions: ['readonly'],
  });
  return { $id: `dockcfg/${name}/1`, title: `dockcfg ${name}`, ...made };
}
