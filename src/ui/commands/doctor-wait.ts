import type { DoctorDocument } from '../../domain/documents.ts';
import type { Run } from '../cli/command.ts';
import type { Host } from '../cli/host.ts';
import { type Examination, type Examined, examineHost } from './doctor-examine.ts';

/** A host that is being provisioned is complete within this, or somebody has to look at it. */
const defaultPatienceMs = 5 * 60_000;
/** Most hosts are healthy at the second look; those that are not need no look every second. */
const firstPauseMs = 1_000;
const longestPauseMs = 10_000;
/** With less than this left, a look would see nothing but its own end. */
const shortestLookMs = 2_000;

export interface Waited extends Examined {
  /** patience ended before it was as it should be */
  readonly late: boolean;
}

/**
 * Looks again and again until a diagnosis is good enough, or the deadline is near. Everything is
 * gathered anew each time: an engine may have come up, a file may have been written.
 */
export async function waitUntil(
  isGood: (document: DoctorDocument) => boolean,
  run: Run,
  { host, examination }: { readonly host: Host; readonly examination: Examination },
): Promise<Waited> {
  const { clock } = host.ports;
  const { outside, terminal } = run;
  const end = clock.monotonic() + (outside.remainingMs() ?? defaultPatienceMs);
  let now = host;
  for (let pause = firstPauseMs; ; pause = Math.min(pause * 2, longestPauseMs)) {
    const examined = await examineHost(run, now, examination);
    if (isGood(examined.document)) return { ...examined, late: false };
    if (clock.monotonic() + pause + shortestLookMs >= end) return { ...examined, late: true };
    const [worst] = examined.document.findings;
    terminal.note(terminal.words.asked.notYet(worst ? `${worst.code} ${worst.subject}` : null));
    await clock.sleep(pause, outside.signal);
    outside.signal.throwIfAborted();
    now = { ...host, facts: await host.gather() };
  }
}
