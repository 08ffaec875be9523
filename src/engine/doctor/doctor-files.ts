import type { HostFacts } from '../../domain/facts.ts';
import type { DiagnosePorts } from '../walk/context.ts';
import { resolverFiles } from '../walk/resolver-settings.ts';

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
const otherDaemonJson = ['/etc/docker/daemon.json'] as const;

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
