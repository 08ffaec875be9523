import { type ExportForm, exportAs } from '../../engine/export/export.ts';
import type { CommandAction } from '../cli/command.ts';
import { openHost } from '../cli/host.ts';

/** `dockcfg export --as FORM`: what this host has now, as input for another one. */
export const exportHost: CommandAction = async (run) => {
  const { facts } = await openHost(run);
  const form = (run.options.text('as') ?? 'profile') as ExportForm;
  run.terminal.result(exportAs(facts, form));
  return 'done';
};
