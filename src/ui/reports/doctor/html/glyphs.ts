import type { StageDocument, Verdict } from '../../../../domain/documents.ts';

/** Shapes that say the same as the colours do. */
export const glyphs: {
  readonly [K in Verdict | StageDocument['outcome'] | 'error' | 'warning' | 'notice']: string;
} = {
  healthy: '✓',
  degraded: '!',
  broken: '✕',
  unknown: '?',
  ok: '✓',
  failed: '✕',
  skipped: '–',
  error: '✕',
  warning: '!',
  notice: 'i',
};
