/** What a reload does, where the engine's own configuration does not tell. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { checkoutOnHost } from '../boot.ts';
import type { LabHost } from '../host.ts';
import { cleanEnv } from '../sandbox.ts';
import { diagnosticPort, plugin } from './changes.ts';

/** Written by the plugin whenever an engine asks it. */
export const askedFile = '/run/plugin-was-asked';

const node = `${checkoutOnHost}/node_modules/node-linux-${process.arch}/bin/node`;

/** By key. The port is opened and closed, and its number in the configuration stays as it was. */
export async function effectsOn(host: LabHost): Promise<Record<string, unknown>> {
  const open = await host.must(['ss', '-Hltn', `sport = :${diagnosticPort}`]);
  await host.run(['rm', '-f', askedFile]);
  await host.version();
  return {
    'network-diagnostic-port': open !== '',
    'authorization-plugins': await host.exists(askedFile),
  };
}

/** Starts the plugin on a host; the engine ends at a reload that names one that is not there. */
export async function startPlugin(host: LabHost): Promise<{ end(): void }> {
  const script = `${checkoutOnHost}/test/lab/tables/plugin.ts`;
  const [program, args] = host.command([node, script, plugin]);
  const child = spawn(program, args, { env: cleanEnv, stdio: ['pipe', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  return { end: () => child.stdin.end() };
}
