/** Addresses and names. Every lab has the same ones: each has a network of its own. */
import { writeFile } from 'node:fs/promises';
import type { Sandbox } from './sandbox.ts';
import { home } from './sandbox.ts';
import { until } from './until.ts';

export const addresses = {
  dns: '10.77.0.1',
  /** Public addresses, as Docker Hub's are: a private one would look like a poisoned answer. */
  hub: '44.205.64.10',
  auth: '44.205.64.11',
  mirror: '10.77.0.12',
  plain: '10.77.0.13',
  harbor: '10.77.0.14',
  proxy: '10.77.0.15',
  /** Accepts nothing and answers nothing: a filtered address. */
  filtered: '10.77.0.66',
  /** Nobody has it: a host that is down. */
  nowhere: '10.77.0.99',
} as const;

/** Names that no service stands behind, for tests of what goes wrong. */
const traps = { 'filtered.lab': addresses.filtered, 'nowhere.lab': addresses.nowhere };

/** Gives the bridge its addresses, and the sandbox the lab's own name server. */
export async function raiseNetwork(sandbox: Sandbox): Promise<void> {
  await addAddress(sandbox, addresses.dns);
  await addAddress(sandbox, addresses.filtered);
  const drop = `table inet lab { chain in { type filter hook input priority 0;
    ip daddr ${addresses.filtered} drop; }; }`;
  await sandbox.run(['nft', '-f', '-'], { input: drop });
  await writeFile(sandbox.path('resolv.conf'), `nameserver ${addresses.dns}\n`);
  await sandbox.run(['mount', '--bind', `${home}/resolv.conf`, '/etc/resolv.conf']);
  for (const [name, address] of Object.entries(traps)) await addName(sandbox, name, address);
}

/** Puts one more address on the bridge. */
export async function addAddress(sandbox: Sandbox, address: string): Promise<void> {
  await sandbox.run(['ip', 'address', 'replace', `${address}/24`, 'dev', 'lab0']);
}

/** Makes a name known to the lab's name server, which reads this folder whenever it changes. */
export async function addName(sandbox: Sandbox, name: string, address: string): Promise<void> {
  await writeFile(sandbox.path('names', name), `${address} ${name}\n`);
}

/** Gives a host a network namespace with one leg on the bridge. */
export async function wireHost(sandbox: Sandbox, name: string, address: string): Promise<void> {
  const inside = ['ip', '-n', name];
  const steps = [
    ['ip', 'netns', 'add', name],
    ['ip', 'link', 'add', `v-${name}`, 'type', 'veth', 'peer', 'name', 'eth0', 'netns', name],
    ['ip', 'link', 'set', `v-${name}`, 'master', 'lab0', 'up'],
    [...inside, 'link', 'set', 'lo', 'up'],
    [...inside, 'link', 'set', 'eth0', 'up'],
    [...inside, 'address', 'add', `${address}/24`, 'dev', 'eth0'],
    [...inside, 'route', 'add', 'default', 'via', addresses.dns],
  ];
  for (const step of steps) await sandbox.run(step);
}

/** Takes a host's namespace away, with whatever its engine left in it. */
export async function unwireHost(sandbox: Sandbox, name: string): Promise<void> {
  // The link first: the kernel takes its time over a namespace, and the next one needs the name.
  await sandbox.run(['ip', 'link', 'delete', `v-${name}`]);
  await sandbox.run(['ip', 'netns', 'delete', name]);
}

/** Waits until something listens on each of `endpoints` (address:port, TCP). */
export async function awaitListeners(sandbox: Sandbox, endpoints: string[]): Promise<void> {
  await until(`listeners on ${endpoints.join(', ')}`, async () => {
    const { stdout } = await sandbox.run(['ss', '-Hltn']);
    const open = new Set(stdout.split('\n').map((line) => line.trim().split(/\s+/)[3]));
    return endpoints.every((endpoint) => open.has(endpoint));
  });
}

/** What to do with packets to a blocked address: refuse at once, or leave the sender waiting. */
export type Block = 'reject' | 'drop';

/** The nft script that cuts a host off from some addresses; no addresses means no cuts. */
export function blockRules(targets: readonly string[], how: Block): string {
  const clear = 'table inet lab\ndelete table inet lab\n';
  if (targets.length === 0) return clear;
  const verdict = how === 'drop' ? 'drop' : 'reject with tcp reset';
  const rule = `ip daddr { ${targets.join(', ')} } meta l4proto tcp ${verdict};`;
  const chain = (hook: string) => `chain ${hook} { type filter hook ${hook} priority 0; ${rule} }`;
  return `${clear}table inet lab {\n${chain('output')}\n${chain('forward')}\n}\n`;
}
