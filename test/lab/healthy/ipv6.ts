/** IPv6 in a lab, which has none of its own: one address on each side, and a relay behind it. */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Bench } from '../faults/bench.ts';
import { home } from '../sandbox.ts';
import { until } from '../until.ts';

const serverAddress = 'fd00:77::6';
const hostAddress = 'fd00:77::103';
const relay = path.resolve(import.meta.dirname, '../services/servers/relay.ts');

/** Gives the host an IPv6 address, and a name an IPv6 address only, which leads to `to`. */
export async function overIpv6(bench: Bench, name: string, to: string): Promise<void> {
  const { sandbox } = bench.lab;
  const inHost = ['ip', '-n', bench.host.name];
  // Without `nodad` an address cannot be used before the kernel has looked for its double.
  const add = (address: string) => ['address', 'replace', `${address}/64`, 'nodad', 'dev'];
  await sandbox.run(['ip', ...add(serverAddress), 'lab0']);
  await sandbox.run([...inHost, ...add(hostAddress), 'eth0']);
  const config = { address: serverAddress, port: 443, to };
  await writeFile(sandbox.path('relay6.json'), JSON.stringify(config));
  await sandbox.daemon('relay6', [process.execPath, relay, `${home}/relay6.json`]);
  bench.undoing(() => bench.endService('relay6'));
  await bench.rename(name, serverAddress);
  const listening = async () => (await sandbox.run(['ss', '-Hltn'])).stdout.includes(serverAddress);
  await until('the relay', listening);
}
