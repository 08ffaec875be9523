import type { HostFacts } from '../../domain/facts.ts';
import { gather } from '../../engine/gather/gather.ts';
import { parseEngineOverride } from '../../engine/gather/version.ts';
import { shellLine } from '../text/shell.ts';
import type { Run } from './command.ts';
import type { Ports } from './outside.ts';

/** The host that a command works on: everything known of it, and the ports to act on it. */
export interface Host {
  readonly facts: HostFacts;
  readonly ports: Ports;
  /** looks again, for whoever waited */
  gather(): Promise<HostFacts>;
}

/**
 * Looks at this machine, or at the tree of --root.
 * @throws Failure invalidInput when the tree is not there, usage for a wrong --engine
 */
export async function openHost({ options, outside, argv }: Run): Promise<Host> {
  const engine = options.text('engine');
  const engineOverride = engine === null ? null : parseEngineOverride(engine);
  const guessed = await outside.ports({
    root: options.text('root') ?? '/',
    // most runs change nothing, and write it down nowhere
    get command() {
      return shellLine(['dockcfg', ...argv]);
    },
  });
  const look = () =>
    gather(guessed, {
      root: guessed.root,
      env: outside.env,
      user: outside.user,
      ...(engineOverride ? { engineOverride } : {}),
    });
  const facts = await look();
  const services = guessed.servicesOf(facts.live ? facts.serviceManager : 'none');
  return { facts, ports: { ...guessed, services }, gather: look };
}
