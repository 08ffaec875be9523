import { late } from '../../domain/late.ts';
/** What to do after a command, in English. */
export const nextEn = late(() => ({
  setup: 'To configure it, trying out every answer:',
  converge: 'To have the running engine apply what its files say:',
  why: 'To see what that breaks, and how to repair it:',
  works: 'To see whether pulls work with it:',
  tryRoute: 'To try this route on the network:',
  onlyThis: 'To look for this on this host:',
  fetchCa: 'To see what a registry presents, and trust it:',
  undo: 'To undo the last change:',
  rank: 'To look for mirrors that work from here:',
}));
