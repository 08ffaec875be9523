import { redact } from '../domain/redact.ts';
import type { Prediction } from '../domain/trial.ts';
import type { Commands } from '../ports/commands.ts';
import type { Diagnosis } from './diagnosis.ts';

/** What the engine itself made of an image, beside what was predicted. */
export interface Compared {
  readonly image: string;
  readonly pulled: boolean;
  /** what the docker command printed last, masked; null when it pulled */
  readonly error: string | null;
  readonly predicted: Prediction;
  /** null where the prediction was unknown */
  readonly agrees: boolean | null;
}

/** An image is pulled within this, or the network is no better than the doctor said. */
const pullDeadlineMs = 10 * 60_000;

/** Has the engine pull every image that was looked at, one after the other, and compares. */
export async function pullAndCompare(
  { evidence }: Pick<Diagnosis, 'evidence'>,
  commands: Commands,
): Promise<readonly Compared[]> {
  const compared: Compared[] = [];
  for (const { route, hasImage, prediction } of evidence.routes) {
    if (!hasImage) continue;
    const image = route.reference.canonical;
    const result = await commands.run(['docker', 'pull', image], { deadlineMs: pullDeadlineMs });
    const pulled = result.exitCode === 0;
    const error = pulled ? null : lastLine(result.stderr || result.stdout);
    const known = prediction.outcome !== 'unknown';
    const agrees = known ? (prediction.outcome === 'pulled') === pulled : null;
    compared.push({ image, pulled, error, predicted: prediction, agrees });
  }
  return compared;
}

function lastLine(text: string): string {
  const lines = text.trim().split('\n');
  return redact((lines.at(-1) ?? '').replace(/^Error response from daemon: /, '').slice(0, 1_000));
}
