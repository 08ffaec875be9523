import { Failure } from '../../domain/failure.ts';
import { say } from '../words/index.ts';
import type { Options } from './options.ts';
import { nearest } from './suggest.ts';

/**
 * The form of the result: --json, --format NAME, or the one for people.
 * @throws Failure usage when the command has no such form, or the two contradict each other
 */
export function formatOf(options: Options, formats: readonly string[]): string {
  const named = options.text('format');
  const json = options.flag('json');
  if (json && named !== null && named !== 'json') {
    throw new Failure(
      'usage',
      say((words) => words.usage.jsonAndFormat(named)),
    );
  }
  const format = json ? 'json' : (named ?? 'human');
  if (formats.includes(format)) return format;
  const meant = nearest(format, formats);
  throw new Failure(
    'usage',
    say((words) => words.usage.notFormat(format, formats, meant)),
  );
}
