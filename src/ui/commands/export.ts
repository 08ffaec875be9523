import { type ExportForm, exportAs } from '../../engine/export/export.ts';
import { leftOut } from '../../engine/export/left-out.ts';
import type { CommandAction } from '../cli/command.ts';
import { openHost } from '../cli/host.ts';

/** `dockcfg export --as FORM`: what this host has now, as input for another one; what it leaves out is a note. */
export const exportHost: CommandAction = async (run) => {
  const { facts } = await openHost(run);
  const form = (run.options.text('as') ?? 'profile') as ExportForm;
  run.terminal.result(exportAs(facts, form));
  for (const said of leftOut(facts, form)) run.terminal.note(run.terminal.say(said));
  return 'done';
};
