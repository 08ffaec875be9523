import { Failure } from '../../domain/failure.ts';
import type { Run } from '../cli/command.ts';
import { say } from '../words/index.ts';

/**
 * What to look at. A bare argument with a dot or a port and no slash is a host; --image and --host
 * say it outright. `nginx:1.27` has its dot in a tag, and `redis:7` a tag that is no port anybody
 * uses.
 * @throws Failure invalidInput for a URL, saying what to write instead
 */
export function targetsOf({ operands, options }: Pick<Run, 'operands' | 'options'>) {
  const host =
    /^(?:(?:[^:/]*\.[^:/]*|\[[\da-f:.]+\]|localhost)(?::\d+)?|[^:/]+:(?:80|443|\d{4,5}))$/i;
  refuseUrls([...operands, ...options.list('image')]);
  return {
    images: [...operands.filter((text) => !host.test(text)), ...options.list('image')],
    hosts: [...operands.filter((text) => host.test(text)), ...options.list('host')],
  };
}

/** A name with a scheme is pasted from a browser or a script; the engine only says it is invalid. */
export function refuseUrls(texts: readonly string[]): void {
  for (const text of texts) {
    if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) continue;
    const { host, pathname } = new URL(text);
    const path = pathname.replace(/^\/(?:v2\/)?/, '').replace(/\/+$/, '');
    const image = path === '' ? host : `${host}/${path}`;
    const url = `${new URL(text).origin}${pathname}`;
    throw new Failure(
      'invalidInput',
      say((words) => words.usage.urlForImage(url, image, host)),
    );
  }
}
