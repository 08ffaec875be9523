import type { Commands } from '../../ports/commands.ts';

/** Where OpenRC and SysV scripts of moby send the engine's output (moby contrib/init). */
const logFile = '/var/log/docker.log';
/** The end of a log; the lines of one reload or of a failed start fit many times. */
const tailBytes = '262144';
const tailDeadlineMs = 5_000;

/** The engine's own lines since a moment, by the `time="…"` that logrus puts in front. */
export async function logSince(commands: Commands, sinceMs: number): Promise<readonly string[]> {
  const result = await commands.run(['tail', '-c', tailBytes, logFile], {
    deadlineMs: tailDeadlineMs,
  });
  const lines = result.stdout.split('\n').filter((line) => line !== '');
  const first = lines.findIndex((line) => timeOf(line) >= sinceMs);
  return first < 0 ? [] : lines.slice(first);
}

function timeOf(line: string): number {
  const stamp = /^time="([^"]+)"/.exec(line)?.[1];
  return stamp === undefined ? Number.NaN : Date.parse(stamp);
}
