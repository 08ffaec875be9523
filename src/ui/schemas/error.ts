import * as v from 'valibot';
import { type ExitName, exitCodes } from '../../domain/failure.ts';

/** What stands on stdout with --json when a command could not do what it was asked. */
export const error = v.object({
  schema: v.literal('dockcfg/error/1'),
  code: v.picklist(Object.keys(exitCodes) as ExitName[]),
  exit: v.number(),
  message: v.string(),
});
