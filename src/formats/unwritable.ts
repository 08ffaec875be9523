import { Failure } from '../domain/failure.ts';
import type { Said } from '../domain/said.ts';
import type { Place } from './text.ts';

/** A text that cannot be edited as it stands: whoever knows its file says where (`inFile`). */
export class Unwritable extends Failure {
  /** where it is broken; null where no place is to blame */
  readonly place: Place | null;

  constructor(said: Said, place: Place | null) {
    super('needsDecision', said);
    this.place = place;
  }
}

/**
 * Makes an edit of a file's text.
 * @throws Failure needsDecision with the file, the place in it and the reason
 */
export function inFile(path: string, edit: () => string): string {
  try {
    return edit();
  } catch (thrown) {
    if (!(thrown instanceof Unwritable)) throw thrown;
    const { place, said } = thrown;
    const where = place === null ? path : `${path}:${place.line}:${place.column}`;
    throw new Failure('needsDecision', {
      en: `${where}: ${said.en}`,
      'zh-CN': `${where}：${said['zh-CN']}`,
    });
  }
}
