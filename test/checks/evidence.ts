import type { Evidence, RouteSeen } from '../../src/checks/evidence.ts';
import { parseEngineVersion } from '../../src/domain/engine.ts';
import type { HostFacts } from '../../src/domain/facts.ts';
import { predict } from '../../src/domain/predict.ts';
import { parseReference } from '../../src/domain/reference.ts';
import { routeFor } from '../../src/domain/routes.ts';
import type { EngineView } from '../../src/domain/view.ts';
import { trialOf } from '../../src/engine/walk/trial.ts';
import type {
  BlobSeen,
  HopSeen,
  HttpSeen,
  ManifestSeen,
  TlsSeen,
  WalkSeen,
} from '../../src/probes/seen.ts';
import { factsWith as bareFacts } from '../doubles/facts.ts';
import { rootAuthority } from '../world/certificates/authority.ts';

/** The moment at which all fixtures were seen. */
export const now = Date.now();

export const authority = rootAuthority('Fixture Root CA');

export const engine28 = {
  version: parseEngineVersion('28.5.2'),
  store: 'classic',
  fork: null,
} as const;

export function viewWith(changes: Partial<EngineView> = {}): EngineView {
  return {
    of: 'running',
    engine: engine28,
    mirrors: [],
    insecure: [],
    proxies: { http: '', https: '', no: '' },
    certsDir: '/etc/docker/certs.d',
    trustDirectories: new Map(),
    systemTrust: { path: '/etc/ssl/certs/ca-certificates.crt', pem: authority.pem },
    addRegistries: [],
    blockRegistries: [],
    ...changes,
  };
}

export function factsWith(changes: Partial<HostFacts> = {}): HostFacts {
  return bareFacts({ engine: engine28, ...changes });
}

/** What a server presents that everything is right with. */
export function presented(host: string): TlsSeen {
  const leaf = authority.issue({ names: [host], ips: [] });
  return {
    protocol: 'TLSv1.3',
    cipher: 'TLS_AES_128_GCM_SHA256',
    chain: [leaf.pem],
    sentClientCertificate: false,
  };
}

export const saw = <T>(data: T, ms = 5) => ({ kind: 'saw' as const, data, ms });
export const failed = (code: string, detail = '') =>
  ({ kind: 'failed', code, detail, ms: 5 }) as const;
export const skipped = { kind: 'skipped', because: 'earlier' } as const;

/** A hop on which everything went well. */
export function hopTo(host: string, changes: Partial<HopSeen> = {}): HopSeen {
  return {
    role: 'registry',
    scheme: 'https',
    host,
    port: 443,
    proxy: null,
    asked: [],
    dials: [{ address: '192.0.2.1', family: 4, answer: 'ok', ms: 5 }],
    byServers: null,
    dns: saw({ name: host, via: 'dns', answered: host, addresses: ['192.0.2.1'] }),
    tcp: saw({ address: '192.0.2.1', port: 443 }),
    source: null,
    tunnel: { kind: 'skipped', because: 'direct' },
    proxyTls: null,
    proxyVerdict: null,
    tls: saw(presented(host)),
    verdict: { ok: true, verified: true, problem: null, subject: host, detail: {}, engineText: '' },
    sniff: null,
    date: null,
    ...changes,
  };
}

/** One good answer. */
export function answer(url: string, changes: Partial<HttpSeen> = {}): HttpSeen {
  return {
    method: 'GET',
    url,
    status: 200,
    contentType: 'application/json',
    headers: {},
    challenges: [],
    errors: [],
    page: null,
    excerpt: '',
    size: 2,
    truncated: false,
    at: now,
    ...changes,
  };
}

const digest = `sha256:${'a'.repeat(64)}`;

export function manifest(host: string, changes: Partial<ManifestSeen> = {}): ManifestSeen {
  return {
    ...answer(`https://${host}/v2/library/hello/manifests/latest`, { method: 'HEAD' }),
    mediaType: 'application/vnd.oci.image.index.v1+json',
    digest,
    contentDigest: null,
    isJson: null,
    ...changes,
  };
}

export function blob(host: string, changes: Partial<BlobSeen> = {}): BlobSeen {
  return {
    ...answer(`https://${host}/v2/library/hello/blobs/${digest}`),
    digest,
    contentDigest: digest,
    redirects: [],
    servedBy: host,
    bytes: 500,
    ...changes,
  };
}

export interface RouteWishes {
  readonly image?: string;
  readonly view?: EngineView;
  /** how each endpoint's walk differs from a good one, in the route's order */
  readonly walks?: readonly Partial<WalkSeen>[];
  readonly hasImage?: boolean;
}

/** A route as the view gives it, walked well except where a wish says otherwise. */
export function routeWith(wishes: RouteWishes = {}): RouteSeen {
  const { image = 'docker.io/library/hello:latest', view = viewWith(), hasImage = true } = wishes;
  const parsed = parseReference(image);
  if ('problem' in parsed) throw new Error(parsed.problem.en);
  const route = routeFor(parsed.reference, view);
  const walks = route.endpoints.map((endpoint, index): WalkSeen => {
    const { host, port, scheme, url } = endpoint;
    const plain = { tls: { kind: 'skipped', because: 'plain' }, verdict: null } as const;
    const hop = hopTo(host, { port, scheme, ...(scheme === 'http' ? plain : {}) });
    return {
      image: route.reference.canonical,
      hasImage,
      begunAt: now,
      endpoint,
      hops: [hop],
      v2: saw(answer(`${url}/v2/`)),
      token: { kind: 'skipped', because: 'open' },
      manifest: saw(manifest(host)),
      content: skipped,
      platform: null,
      prefixed: null,
      blob: saw(blob(host)),
      ...wishes.walks?.[index],
    };
  });
  const prediction = predict(
    route,
    walks.map((walk) => trialOf(walk, route.startsWith)),
  );
  return { route, hasImage, walks, prediction };
}

/** A host on which nothing is wrong. */
export function evidenceWith(changes: Partial<Evidence> = {}): Evidence {
  const view = viewWith();
  return {
    facts: factsWith(),
    views: { used: view, files: { ...view, of: 'files' } },
    routes: [routeWith()],
    nameservers: { configured: ['192.0.2.53'], asked: [], overTcp: [] },
    nameservice: [],
    clocks: [{ host: 'registry-1.docker.io', aheadSeconds: 1 }],
    client: {
      path: '/root/.docker/config.json',
      broken: false,
      httpProxy: '',
      httpsProxy: '',
      credsStore: null,
      credHelpers: {},
      logins: [],
      missingHelpers: [],
    },
    config: {
      daemonJson: { kind: 'ok', path: '/etc/docker/daemon.json' },
      dataRoot: '/var/lib/docker',
      setsDns: false,
      badProxies: [],
      wrong: [],
      duplicates: [],
      conflicts: [],
      unread: [],
      dropped: [],
    },
    service: {
      unit: 'docker.service',
      active: 'active',
      sub: 'running',
      result: 'success',
      enabled: true,
      masked: false,
      startedAt: now - 3_600_000,
    },
    journal: [],
    builders: [],
    ...changes,
  };
}

/** Evidence of one route, with the views it came from. */
export function evidenceOf(wishes: RouteWishes, changes: Partial<Evidence> = {}): Evidence {
  const view = wishes.view ?? viewWith();
  return evidenceWith({
    views: { used: view, files: { ...view, of: 'files' } },
    routes: [routeWith({ ...wishes, view })],
    ...changes,
  });
}
