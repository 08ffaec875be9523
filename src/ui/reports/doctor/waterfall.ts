import type { StageDocument } from '../../../domain/documents.ts';
import type { Style } from '../../text/style.ts';

const longestBar = 40;
const shortestBar = 12;

/**
 * A bar per stage, each beginning where the one before ended, so that one sees where the time
 * went. Empty where there is no room; the milliseconds beside it say the same.
 * @param width columns that are left for the bars
 */
export function waterfall(stages: readonly StageDocument[], width: number, style: Style): string[] {
  const room = Math.min(longestBar, width);
  const total = stages.reduce((sum, stage) => sum + (stage.ms ?? 0), 0);
  if (room < shortestBar || total <= 0) return stages.map(() => '');
  let before = 0;
  return stages.map((stage) => {
    const ms = stage.ms ?? 0;
    const start = Math.min(room - 1, Math.floor((before / total) * room));
    before += ms;
    const length = Math.max(1, Math.round((ms / total) * room));
    if (stage.ms === null) return '';
    return ' '.repeat(start) + (style.unicode ? '█' : '#').repeat(Math.min(length, room - start));
  });
}
