import type { HostFacts, ServiceManager } from '../domain/facts.ts';
import type { Deed, Remedy } from '../domain/finding.ts';
import type { Said } from '../domain/said.ts';
import { ask, dockcfg, run, say } from './write.ts';

type Known = Pick<HostFacts, 'serviceManager' | 'unit' | 'layout'>;
type Verb = 'start' | 'restart';

/** The services of a snap are units of the system, as is the unit that a host without a manager has. */
const commands: { readonly [M in ServiceManager]: (verb: Verb, name: string) => string[] } = {
  systemd: (verb, name) => ['systemctl', verb, name],
  'systemd-user': (verb, name) => ['systemctl', '--user', verb, name],
  snap: (verb, name) => ['systemctl', verb, name],
  openrc: (verb, name) => ['rc-service', name, verb],
  sysv: (verb, name) => ['service', name, verb],
  none: (verb, name) => ['systemctl', verb, name],
};

/**
 * How this host's service manager is told to start or restart a service.
 * @param name another service than the engine's own
 */
export function serviceCommand(
  facts: Known,
  verb: Verb,
  name: string = engineService(facts),
): readonly string[] {
  return commands[facts.serviceManager](verb, name);
}

/** The engine's service by the name its manager knows it by. */
export function engineService({ unit, layout }: Pick<Known, 'unit' | 'layout'>): string {
  return unit?.name ?? layout.serviceName;
}

/**
 * Restarts the engine as this host does it; where nobody manages it (Docker Desktop, an engine
 * started by hand) there is no command that would be right everywhere.
 * @param text what is to be done, restart included
 * @param deeds what dockcfg would do for it; a command for the user without them
 */
export function restart(text: Said, facts: Known, deeds?: readonly Deed[]): Remedy {
  if (facts.serviceManager === 'none' && facts.unit === null) return ask(byItsStarter(text));
  const command = serviceCommand(facts, 'restart');
  return deeds ? dockcfg(text, { command, risk: 'restart', deeds }) : run(text, command, 'restart');
}

function byItsStarter(text: Said): Said {
  return say(
    `${text.en} (restart the engine the way it was started: no service on this host starts it)`,
    `${text['zh-CN']}（用启动引擎的程序重启它：本机没有管理引擎的服务）`,
  );
}

/** `systemctl`, and of the user's own manager where the engine is one of its services. */
export function systemctl({ serviceManager }: Pick<Known, 'serviceManager'>): readonly string[] {
  return serviceManager === 'systemd-user' ? ['systemctl', '--user'] : ['systemctl'];
}

/** The last lines that a service of systemd wrote since the host was started. */
export function journalOf(
  { serviceManager }: Pick<Known, 'serviceManager'>,
  unit: string,
): readonly string[] {
  const which = serviceManager === 'systemd-user' ? '--user-unit' : '--unit';
  return ['journalctl', which, unit, '-b', '-n', '50'];
}

/** Shows these settings of the engine's unit; how the engine is started, where it has no unit. */
export function unitSettings(facts: Known, properties: readonly string[]): readonly string[] {
  if (!hasUnit(facts)) return serviceText(facts);
  return [...systemctl(facts), 'show', engineService(facts), '-p', properties.join(',')];
}

/** Shows how the engine is started, and where its environment is set. */
export function serviceText(facts: Known): readonly string[] {
  if (facts.serviceManager === 'openrc') return ['cat', '/etc/conf.d/docker'];
  if (facts.serviceManager === 'sysv') return ['cat', '/etc/init.d/docker'];
  if (!hasUnit(facts)) return ['ps', 'eww', '-C', 'dockerd'];
  return [...systemctl(facts), 'cat', engineService(facts)];
}

function hasUnit({ serviceManager, unit }: Known): boolean {
  return unit !== null || ['systemd', 'systemd-user', 'snap'].includes(serviceManager);
}
