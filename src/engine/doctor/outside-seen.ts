import type {
  BuilderSeen,
  NameServiceSeen,
  RouteSeen,
  ServiceSeen,
} from '../../checks/evidence.ts';
import type { HostFacts } from '../../domain/facts.ts';
import type { JsonObject } from '../../domain/json.ts';
import { isObject, parseObject } from '../../domain/json-object.ts';
import { redact } from '../../domain/redact.ts';
import type { DiagnosePorts } from '../walk/context.ts';
import { resolverFiles } from '../walk/resolver-settings.ts';
import { helpersNamed } from './client-seen.ts';

/**
 * Adds files to the facts that only a diagnosis asks for: how this host resolves names, and what
 * an engine of another kind would read. Facts themselves stay as they were gathered.
 */
export async function withDoctorFiles(
  facts: HostFacts,
  files: DiagnosePorts['files'],
): Promise<HostFacts> {
  const strays = await strayCertificates(facts, files);
  const wanted = [...resolverFiles, ...otherDaemonJson, loginVariables, ...strays].filter(
    (path) => !facts.files.has(path),
  );
  const found = await Promise.all(
    wanted.map(async (path) => [path, await files.snapshot(path)] as const),
  );
  return { ...facts, files: new Map([...facts.files, ...found]) };
}

/** Where people look for the file, whichever engine they have. */
export const otherDaemonJson = ['/etc/docker/daemon.json'] as const;

/** What shells get at a login, and services do not (pam_env(8)). */
const loginVariables = '/etc/environment';

/** Where the containerd of a Kubernetes node reads what Docker's engine reads elsewhere. */
const containerdCertsDir = '/etc/containerd/certs.d';

/** More registries than a node has; their folders are listed one by one. */
const mostFolders = 50;

/** Certificates that lie where people put them, and this engine does not look. */
async function strayCertificates(
  { directories, layout }: HostFacts,
  files: DiagnosePorts['files'],
): Promise<readonly string[]> {
  const isCertificate = (name: string) => /\.(crt|pem|cer|cert)$/.test(name);
  const beside = (directories.get(`${layout.certsDir}/`) ?? []).map(
    (name) => `${layout.certsDir}/${name}`,
  );
  const hosts = (await files.list(`${containerdCertsDir}/`)).slice(0, mostFolders);
  const below = await Promise.all(
    hosts.map(async (host) => {
      const folder = `${containerdCertsDir}/${host}`;
      return (await files.list(`${folder}/`)).map((name) => `${folder}/${name}`);
    }),
  );
  return [...beside, ...below.flat()].filter(isCertificate);
}

/** The service as its manager sees it now; null where nobody could be asked. */
export async function serviceSeen(
  facts: HostFacts,
  services: DiagnosePorts['services'],
): Promise<ServiceSeen | null> {
  if (!services || !facts.live || !facts.unit) return null;
  const unit = facts.unit.name;
  const { active, sub, result, enabled, masked, startedAt } = await services.state(unit);
  const seen = { unit, active, sub, result, enabled, masked, startedAt };
  if (active !== 'inactive' && active !== 'failed') return seen;
  const socket = await services.state(unit.replace(/\.service$/, '.socket'));
  return { ...seen, socketListens: socket.active === 'active' };
}

/** How far back the journal is read: a failed start of last night is still the cause today. */
const journalMs = 24 * 3600 * 1000;

/** As many lines as an engine writes in a few starts. */
const journalLines = 400;

/** The engine's own lines, masked; null where they cannot be read. */
export async function journalSeen(
  facts: HostFacts,
  { services, clock }: DiagnosePorts,
): Promise<readonly string[] | null> {
  if (!services || !facts.live || !facts.unit) return null;
  const lines = await services.journal(facts.unit.name, clock.now() - journalMs);
  return lines.slice(-journalLines).map((line) => redact(line.slice(0, 2_000)));
}

/**
 * The builders of the invoking user, as buildx keeps them (docker/buildx store/nodegroup.go).
 * Names and drivers only: the files can hold credentials.
 */
export async function buildersSeen(
  facts: HostFacts,
  files: DiagnosePorts['files'],
): Promise<readonly BuilderSeen[]> {
  const directory = `${facts.user.home}/.docker/buildx/instances`;
  const names = (await files.list(directory)).slice(0, mostBuilders);
  const found = await Promise.all(
    names.map(async (name) => {
      const path = `${directory}/${name}`;
      const { state } = await files.snapshot(path);
      const text = state.kind === 'file' ? new TextDecoder().decode(state.bytes) : '';
      const builder = parseObject(text);
      if (typeof builder?.Driver !== 'string') return [];
      const nodes = Array.isArray(builder.Nodes) ? builder.Nodes : [];
      const hasConfig = nodes.some((node) => isObject(node) && hasFile(node));
      return [{ name, path, driver: builder.Driver, hasConfig }];
    }),
  );
  return found.flat();
}

/** Nobody keeps this many; what lies beyond is left unread. */
const mostBuilders = 50;

function hasFile({ Files: files = null, ConfigFile: file = null }: JsonObject): boolean {
  return (isObject(files) && Object.keys(files).length > 0) || Boolean(file);
}

/** `getent` may wait for a network of its own; it is only asked beside what was seen. */
const getentDeadlineMs = 2_000;

/** What the C library finds for the names that Go's resolver did not. */
export async function nameServiceSeen(
  routes: readonly RouteSeen[],
  { commands }: DiagnosePorts,
): Promise<readonly NameServiceSeen[]> {
  if (!commands) return [];
  const hops = routes.flatMap(({ walks }) => walks.flatMap((walk) => walk.hops));
  const lost = hops.filter(({ dns, proxy }) => dns.kind === 'failed' && proxy === null);
  const names = [...new Set(lost.map(({ host }) => host))].slice(0, mostNames);
  return Promise.all(
    names.map(async (name) => {
      const argv = ['getent', 'ahosts', name] as const;
      const { stdout } = await commands.run(argv, { deadlineMs: getentDeadlineMs });
      const found = stdout.split('\n').flatMap((line) => line.split(/\s+/, 1));
      return { name, addresses: [...new Set(found)].filter((each) => /^[\da-f.:]+$/i.test(each)) };
    }),
  );
}

/** Each name costs a process; nobody has more registries that do not resolve. */
const mostNames = 8;

/** Where programs of a login shell are found; a stale helper is in none of them. */
const programDirectories = (home: string) => [
  '/usr/local/bin',
  '/usr/bin',
  '/bin',
  '/usr/sbin',
  '/snap/bin',
  `${home}/.local/bin`,
  `${home}/bin`,
];

/** The credential helpers that are named in the client's configuration and not installed. */
export async function missingHelpers(
  facts: HostFacts,
  files: DiagnosePorts['files'],
): Promise<readonly string[]> {
  const found = await Promise.all(
    helpersNamed(facts).map(async (helper) => {
      const states = await Promise.all(
        programDirectories(facts.user.home).map((directory) =>
          files.snapshot(`${directory}/${helper}`),
        ),
      );
      return states.every(({ state }) => state.kind === 'absent') ? [helper] : [];
    }),
  );
  return found.flat();
}
