import { late } from '../../domain/late.ts';
/** What to do after a command, in English. */
export const nextEn = late(() => ({
  setup: 'To configure it, with every answer tried:',
  converge: 'To have the running engine take up what its files say:',
  why: 'To see what that breaks, and how to repair it:',
  works: 'To see whether pulls work with it:',
  tryRoute: 'To try this way on the network:',
  onlyThis: 'To look for this on the host at hand:',
  fetchCa: 'To see what a registry presents, and trust it:',
  undo: 'To undo the last of them:',
  rank: 'To look for mirrors that work from here:',
}));
