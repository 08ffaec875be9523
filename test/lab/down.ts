/** Taking away a lab or every lab on the machine, and what an abrupt end may have left of earlier ones. */
import { cgroups, prefix, removeCgroups } from './cgroups.ts';
import { findSandbox, holders } from './sandbox.ts';

/** Ends one lab, if it is there. */
export async function takeDown(id: string): Promise<void> {
  await (await findSandbox(id))?.close();
  await removeCgroups(id);
}

/** Ends all labs; returns their ids. */
export async function takeDownAll(): Promise<string[]> {
  const ids = [...(await holders()).keys()];
  await Promise.all(ids.map(async (id) => (await findSandbox(id))?.close()));
  await removeCgroups(prefix);
  return ids;
}

/** What there is of labs, or of one of them: running holders and control groups. */
export async function leftOvers(id = prefix): Promise<string[]> {
  const running = [...(await holders()).keys()].filter((one) => one.startsWith(id));
  return [...running, ...(await cgroups(id))];
}
