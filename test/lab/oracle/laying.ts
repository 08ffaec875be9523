/** Turns a case into the files of its host. */
import type { Store } from '../suites.ts';
import type { Case, ImageWish, Login, Start, TrustContent } from './case.ts';
import type { Laying } from './orders.ts';
import { registryUser } from './places.ts';

/** Certificates that only exist once the servers run, and what the host had before. */
export interface Material {
  readonly publicCa: string;
  readonly privateCa: string;
  readonly clientCertificate: string;
  readonly clientKey: string;
  /** The host's own bundle, without the oracle's public authority. */
  readonly bundle: string;
}

/** What is to be laid on the host; `starts` where the engine has to be started for it. */
export function layingOf(
  drawn: Case,
  host: { readonly store: Store; readonly material: Material; readonly starts: boolean },
): Laying {
  const { seed, mirrors, insecure, start } = drawn;
  const label = `oracle=${seed}`;
  const daemonJson = {
    ...(host.store === 'containerd' ? { features: { 'containerd-snapshotter': true } } : {}),
    'registry-mirrors': mirrors,
    'insecure-registries': insecure,
    labels: [label],
    // A blob that does not come is asked for again, five seconds later each time.
    'max-download-attempts': 1,
    ...(start.proxiesIn === 'daemon.json' ? { proxies: jsonProxies(start) } : {}),
  };
  return {
    daemonJson: `${JSON.stringify(daemonJson, null, 2)}\n`,
    label,
    mirrors: [...new Set(mirrors.map((mirror) => mirror.replace(/\/$/, '')))],
    trust: trustFiles(drawn, host.material),
    dockerConfig: drawn.login && dockerConfigOf(drawn.login),
    start: host.starts ? startingOf(start, host.material) : null,
  };
}

/** The name that is pulled. */
export function imageName({ name, tag, by }: ImageWish, digest: string): string {
  const tagged = by === 'tag' || by === 'both' ? `${name}:${tag}` : name;
  return by === 'digest' || by === 'both' ? `${tagged}@${digest}` : tagged;
}

/** What `docker login` would leave behind; it keeps Docker Hub's under an old address. */
function dockerConfigOf({ registry, right }: Login): string {
  const { name, password } = registryUser;
  const auth = Buffer.from(`${name}:${right ? password : 'wrong'}`).toString('base64');
  const key = registry === 'docker.io' ? 'https://index.docker.io/v1/' : registry;
  return `${JSON.stringify({ auths: { [key]: { auth } } }, null, 2)}\n`;
}

function jsonProxies({ proxies }: Start): Record<string, string> {
  return Object.fromEntries(Object.entries(proxies).map(([kind, value]) => [nameOf(kind), value]));
}

function nameOf(kind: string): string {
  return kind === 'no' ? 'no-proxy' : `${kind}-proxy`;
}

function startingOf(start: Start, { bundle, publicCa }: Material): NonNullable<Laying['start']> {
  const assignments = Object.entries(start.proxies).map(([kind, value]) => {
    const variable = nameOf(kind).toUpperCase().replace('-', '_');
    return `Environment="${variable}=${value.replaceAll('%', '%%')}"\n`;
  });
  const own = start.proxiesIn === 'environment' ? assignments.join('') : '';
  return {
    dropIn: `[Service]\n${own}`,
    bundle: start.trustsPublic ? `${bundle}\n${publicCa}` : bundle,
  };
}

function trustFiles({ trust }: Case, material: Material): Laying['trust'] {
  return Object.entries(trust).flatMap(([folder, files]) =>
    Object.entries(files).map(([name, content]) => ({
      path: `${folder}/${name}`,
      base64: bytesOf(content, material).toString('base64'),
    })),
  );
}

function bytesOf(content: TrustContent, material: Material): Buffer {
  if (typeof content === 'object') return Buffer.from(content.text);
  return contents[content](material);
}

type Named = Exclude<TrustContent, object>;

const contents: { readonly [K in Named]: (material: Material) => Buffer } = {
  'private-ca': ({ privateCa }) => Buffer.from(privateCa),
  'public-ca': ({ publicCa }) => Buffer.from(publicCa),
  der: ({ privateCa }) => Buffer.from(privateCa.replace(/-----.*-----/g, ''), 'base64'),
  garbage: () => Buffer.from('this is no certificate\n'),
  empty: () => Buffer.alloc(0),
  'client-certificate': ({ clientCertificate }) => Buffer.from(clientCertificate),
  'client-key': ({ clientKey }) => Buffer.from(clientKey),
};
