import type { HostFacts } from '../../domain/facts.ts';
import { parseObject } from '../../domain/json-object.ts';
import type { Said } from '../../domain/said.ts';
import { none } from '../../flavours/none.ts';
import { stands, textOf } from '../../targets/text.ts';
import { engineElsewhere, kubernetesNode, noService, startUnknown, unreadable } from './words.ts';

const kubeletFiles = [
  '/etc/kubernetes/kubelet.conf',
  '/var/lib/kubelet/config.yaml',
  '/etc/rancher',
];
const osReleaseFiles = ['/etc/os-release', '/usr/lib/os-release'];

/** Files that only notes and the name of the system come from. */
export const notedPaths: readonly string[] = [...kubeletFiles, ...osReleaseFiles];

/** What has to be said before anything else: that the engine which pulls may be another one. */
export function notesOn(
  facts: HostFacts,
  env: { readonly [name: string]: string | undefined },
): readonly Said[] {
  const unclear = [...startNotKnown(facts), ...unreadableFiles(facts)];
  if (!facts.live) return unclear;
  const elsewhere = engineHost(facts, env);
  return [
    ...(elsewhere ? [engineElsewhere(elsewhere)] : []),
    ...(nothingServes(facts) ? [noService()] : []),
    ...(kubeletFiles.some((path) => stands(facts, path)) ? [kubernetesNode()] : []),
    ...unclear,
  ];
}

/** A program between the service and the engine may name another daemon.json. */
function startNotKnown({ unit, layout }: HostFacts): readonly Said[] {
  if (!unit?.starter || unit.starter.certain) return [];
  return [startUnknown(unit.starter.program, layout.daemonJson)];
}

/** Neither a unit, nor an init script, nor a process: dockcfg prepares files all the same. */
function nothingServes({ flavour, info, process }: HostFacts): boolean {
  return flavour === none.id && info === null && process === null;
}

/** Only what permission keeps from us: directories among the clues are not meant to be read. */
function unreadableFiles({ files }: HostFacts): readonly Said[] {
  return [...files.values()].flatMap(({ path, state }) =>
    state.kind === 'unreadable' && ['EACCES', 'EPERM'].includes(state.code)
      ? [unreadable(path, state.code)]
      : [],
  );
}

/**
 * Where the docker command of this user goes, when it is not this host's engine. DOCKER_HOST beats
 * DOCKER_CONTEXT, which beats the context kept in config.json (docker/cli cli/command/cli.go).
 */
export function engineHost(
  facts: HostFacts,
  env: { readonly [name: string]: string | undefined },
): string | null {
  const host = env.DOCKER_HOST;
  if (host) return isOurs(host, facts.layout.socket) ? null : `DOCKER_HOST=${host}`;
  const context = env.DOCKER_CONTEXT || currentContext(facts);
  const usual = ['', 'default', facts.flavour];
  return usual.includes(context) ? null : `docker context ${context}`;
}

function isOurs(host: string, socket: string): boolean {
  const path = /^unix:\/\/(\/.*)$/.exec(host)?.[1];
  return path !== undefined && withoutVar(path) === withoutVar(socket);
}

/** /var/run is a link to /run on every system with systemd. */
function withoutVar(path: string): string {
  return path.replace(/^\/var\/run\//, '/run/');
}

function currentContext(facts: HostFacts): string {
  const context = parseObject(
    textOf(facts, `${facts.user.home}/.docker/config.json`),
  )?.currentContext;
  return typeof context === 'string' ? context : '';
}

/** os-release(5): `KEY=value`, values optionally quoted. */
export function osRelease(facts: HostFacts): HostFacts['osRelease'] {
  const text =
    osReleaseFiles.map((path) => textOf(facts, path)).find((each) => each !== null) ?? '';
  const lines = text.matchAll(/^([A-Z0-9_]+)=(?:"([^"]*)"|'([^']*)'|(\S*))[ \t]*$/gm);
  return Object.fromEntries([...lines].map(([, key, a, b, c]) => [key, a ?? b ?? c ?? '']));
}

const proxyNames = ['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY', 'ALL_PROXY'];

/** The invoking user's own proxy variables: not the engine's, which is what people mix up. */
export function shellVariables(env: {
  readonly [name: string]: string | undefined;
}): HostFacts['shell'] {
  const proxies = proxyNames.flatMap((name) => [name, name.toLowerCase()]);
  const names = [...proxies, ...clientVariables];
  return Object.fromEntries(names.flatMap((name) => (env[name] ? [[name, env[name]]] : [])));
}

/** What the docker command takes from its environment for a pull (docker/cli docs/reference/commandline/docker.md). */
const clientVariables = ['DOCKER_DEFAULT_PLATFORM', 'DOCKER_API_VERSION', 'DOCKER_CONTENT_TRUST'];
