/**
 * Whether an order to a unit would wait for another that is still starting, as systemd tells it.
 *
 * @param before the other's `Before=`: an order given now gets in line behind it
 * @param jobs `systemctl list-jobs --after`: orders given already, each with those that wait for it
 */
export function waitsBehind(
  unit: string,
  other: { readonly unit: string; readonly before: string; readonly jobs: string },
): boolean {
  if (other.before.split(' ').includes(unit)) return true;
  const waiting = waitersOf(other.jobs);
  const reached = new Set([other.unit]);
  // a set hands out what is added to it while it is walked
  for (const each of reached) for (const next of waiting.get(each) ?? []) reached.add(next);
  return reached.has(unit);
}

/** ` 144 pre.service start running`, then `└─ blocking job 91 (docker.service/start) - -` */
function waitersOf(jobs: string): ReadonlyMap<string, readonly string[]> {
  const waiters = new Map<string, string[]>();
  let current: string[] = [];
  for (const line of jobs.split('\n')) {
    const blocked = / job \d+ \((\S+)\/[\w-]+\)/.exec(line)?.[1];
    const unit = /^\s*\d+\s+(\S+)/.exec(line)?.[1];
    if (blocked !== undefined) current.push(blocked);
    else if (unit !== undefined) {
      current = waiters.get(unit) ?? [];
      waiters.set(unit, current);
    }
  }
  return waiters;
}
