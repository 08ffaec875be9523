import { Failure } from '../../domain/failure.ts';
import type { CommandAction } from '../cli/command.ts';
import { nearest } from '../cli/suggest.ts';
import { jsonSchemaOf } from '../schemas/index.ts';
import { schemaNames } from '../schemas/names.ts';
import { jsonText } from '../text/json.ts';
import { say } from '../words/index.ts';

/** `dockcfg schema NAME`: the JSON Schema of a published document. */
export const schema: CommandAction = async ({ operands, terminal }) => {
  const [name = ''] = operands;
  const found = await jsonSchemaOf(name);
  if (found === null) {
    const meant = nearest(name, schemaNames);
    throw new Failure(
      'usage',
      say((words) => words.usage.notChoice('NAME', name, schemaNames, meant)),
    );
  }
  terminal.result(jsonText(found));
  return 'done';
};
