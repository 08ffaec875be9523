import { stands } from '../../targets/text.ts';
import type { Reading } from './reading.ts';
import type { UnitState } from './systemctl.ts';

/** sd_booted(3): this directory stands where systemd is the machine's init, and nowhere else. */
export const bootedPath = '/run/systemd/system';

/** What the kernel starts: a link to systemd, where that is what boots the system. */
const initPath = '/sbin/init';

/**
 * Whether units start services here. Debian's and Docker's own packages bring a unit along to
 * hosts that boot with an init script, too, where nobody reads it. A tree without any init is one
 * that is not finished, and most hosts have systemd.
 * @param states what systemd said of its units; it speaks only where it runs
 */
export async function hasUnits(
  reading: Reading,
  { live, states }: { readonly live: boolean; readonly states: readonly UnitState[] },
): Promise<boolean> {
  if (live) return states.length > 0 || stands(reading, bootedPath);
  await reading.read([initPath]);
  const realPath = reading.files.get(initPath)?.realPath ?? '';
  return !stands(reading, initPath) || realPath.endsWith('/systemd');
}
