import type { Evidence } from '../../src/checks/evidence.ts';
import { parseEngineVersion } from '../../src/domain/engine.ts';
import type { EngineInfo, FileSnapshot, UnitFacts } from '../../src/domain/facts.ts';
import { parseCertificate } from '../../src/probes/certificate.ts';
import { verifyChain } from '../../src/probes/go-verify.ts';
import type { HopSeen, NameserverSeen, WalkSeen } from '../../src/probes/seen.ts';
import { daysFromNow, rootAuthority } from '../world/certificates/authority.ts';
import type { Certificate as Made } from '../world/certificates/certificate.ts';
import {
  answer,
  authority,
  blob,
  engine28,
  evidenceOf,
  evidenceWith,
  factsWith,
  failed,
  hopTo,
  manifest,
  now,
  type RouteWishes,
  saw,
  skipped,
  viewWith,
} from './evidence.ts';

const hub = 'registry-1.docker.io';
const private_ = 'harbor.example:8443';
const image = `${private_}/team/app:1`;
const elsewhere = rootAuthority('Private CA');
const bytes = (text: string) => new TextEncoder().encode(text);

const disk = {
  path: '/var/lib/docker',
  freeBytes: 40e9,
  totalBytes: 50e9,
  freeFiles: 3e6,
  readOnly: false,
};

/** A walk that stopped in its hop. */
function stopped(hop: Partial<HopSeen>, host = hub, port = 443): Partial<WalkSeen> {
  return {
    hops: [hopTo(host, { port, ...hop })],
    v2: skipped,
    manifest: skipped,
    blob: skipped,
  };
}

function dial(code: string, changes: Partial<HopSeen> = {}): Partial<HopSeen> {
  const dials = [{ address: '192.0.2.1', family: 4 as const, answer: code, ms: 5 }];
  return { dials, tcp: failed(code), tls: skipped, verdict: null, ...changes };
}

function names(code: string, answered = code): Partial<HopSeen> {
  const asked = (['A', 'AAAA'] as const).map(
    (type): NameserverSeen => ({
      server: '192.0.2.53',
      name: `${hub}.`,
      type,
      transport: 'udp',
      answer: answered,
      addresses: [],
      ms: 5,
    }),
  );
  return { asked, dns: failed(code), tcp: skipped, tls: skipped, verdict: null };
}

function noTls(code: string, changes: Partial<HopSeen> = {}): Partial<HopSeen> {
  return { tls: failed(code), verdict: null, sniff: { plainHttp: null, oldTls: null }, ...changes };
}

/** What Go says of these certificates, as the probes would bring it home. */
function refused(
  host: string,
  made: readonly Made[],
  pool: readonly Made[] = [authority.certificate],
) {
  const parse = (list: readonly Made[]) =>
    list.map(({ pem }) => parseCertificate(pem)).filter((each) => each !== null);
  const verdict = verifyChain(parse(made), parse(pool), { host, now, goMinor: 24 });
  const chain = made.map(({ pem }) => pem);
  const tls = { protocol: 'TLSv1.3', cipher: 'x', chain, sentClientCertificate: false };
  return { tls: saw(tls), verdict };
}

function certificate(
  made: readonly Made[],
  host = 'harbor.example',
  changes: Partial<HopSeen> = {},
): RouteWishes {
  return { image, walks: [stopped({ ...refused(host, made), ...changes }, host, 8443)] };
}

const unknownLeaf = elsewhere.issue({ names: ['harbor.example'] });
const proxied = viewWith({
  proxies: { http: 'http://proxy:3128', https: 'http://proxy:3128', no: '' },
});
const direct = { proxy: null } as const;

function throughProxy(hop: Partial<HopSeen>, view = proxied): Evidence {
  const tunnel = { kind: 'skipped', because: 'earlier' } as const;
  const wish = stopped({ proxy: 'http://proxy:3128', tunnel, tls: skipped, verdict: null, ...hop });
  return evidenceOf({ view, walks: [wish] });
}

function connect(status: number, reason: string, schemes: readonly string[] = []) {
  return saw({
    proxy: 'http://proxy:3128',
    protocol: 'connect' as const,
    status,
    reason,
    schemes,
    sentCredentials: false,
  });
}

const mirrored = viewWith({ mirrors: ['https://mirror.example'] });

/** A mirror whose answer is this; Docker Hub behind it serves. */
function mirror(walk: Partial<WalkSeen>, view = mirrored): Evidence {
  return evidenceOf({ view, walks: [{ hops: [hopTo('mirror.example')], ...walk }, {}] });
}

const mirrorManifest = (status: number, more: Partial<Parameters<typeof manifest>[1]> = {}) => ({
  manifest: saw(manifest('mirror.example', { status, ...more })),
  blob: skipped,
});

const upstreamManifest = (status: number, more: Partial<Parameters<typeof manifest>[1]> = {}) =>
  evidenceOf({ walks: [{ manifest: saw(manifest(hub, { status, ...more })), blob: skipped }] });

const challenge = (realm: string) => ({
  status: 401,
  challenges: [{ scheme: 'bearer', parameters: { realm, service: 'r' } }],
});

function tokenHop(realm: string, hop: Partial<HopSeen>): Evidence {
  const { hostname } = new URL(realm);
  return evidenceOf({
    walks: [
      {
        hops: [hopTo(hub), hopTo(hostname, { role: 'token', ...hop })],
        v2: saw(answer(`https://${hub}/v2/`, challenge(realm))),
        token: failed('NO_WAY'),
        manifest: skipped,
        blob: skipped,
      },
    ],
  });
}

const containerd = { ...engine28, store: 'containerd' } as const;

const unit: UnitFacts = {
  name: 'docker.service',
  files: ['/usr/lib/systemd/system/docker.service'],
  argv: ['/usr/bin/dockerd'],
  flags: [],
  environment: [],
  environmentFiles: [],
  activeState: 'active',
  subState: 'running',
  enabled: true,
  masked: false,
  needsDaemonReload: true,
};

const info: EngineInfo = {
  version: '28.5.2',
  mirrors: [],
  insecure: [],
  httpProxy: '',
  httpsProxy: '',
  noProxy: '',
  store: 'classic',
  liveRestore: false,
  swarm: false,
  rootless: true,
  containersRunning: 2,
  operatingSystem: 'Debian',
  raw: { DockerRootDir: '/data/docker' },
};

const trustDirectory = (name: string, file: string, content: Uint8Array) =>
  new Map([[name, [{ name: file, path: `/etc/docker/certs.d/${name}/${file}`, bytes: content }]]]);

function snapshot(path: string, text: string, modifiedAt?: number): FileSnapshot {
  const state = { kind: 'file', bytes: bytes(text), mode: 0o644, uid: 0, gid: 0 } as const;
  return { path, state, realPath: null, ...(modifiedAt ? { modifiedAt } : {}) };
}

const config = (changes: Partial<Evidence['config']>): Evidence =>
  evidenceWith({ config: { ...evidenceWith().config, ...changes } });
const wrong = (kind: Evidence['config']['wrong'][number]['kind'], name: string): Evidence =>
  config({
    wrong: [
      {
        name,
        line: 3,
        kind,
        use: null,
        problem: { en: `${name} is wrong`, 'zh-CN': `${name} 有误` },
      },
    ],
  });
const service = (changes: object): Evidence => {
  const base = evidenceWith().service;
  return evidenceWith({ service: base && { ...base, ...changes } });
};

/** For each check, evidence in which it must find something. */
export const failing: { readonly [code: string]: () => Evidence } = {
  DC1001: () => evidenceOf({ walks: [stopped(names('NXDOMAIN'))] }),
  DC1002: () => {
    const { asked = [] } = names('DEADLINE');
    const nameservers = { configured: ['192.0.2.53'], asked, overTcp: [] };
    return evidenceOf({ walks: [stopped(names('DEADLINE'))] }, { nameservers });
  },
  DC1003: () => evidenceOf({ walks: [stopped(names('SERVFAIL'))] }),
  DC1004: () => {
    const { asked = [] } = names('DEADLINE');
    const overTcp = asked.map((seen) => ({ ...seen, transport: 'tcp' as const, answer: 'ok' }));
    return evidenceWith({ nameservers: { configured: ['192.0.2.53'], asked, overTcp } });
  },
  DC1005: () => {
    const nameservice = [{ name: hub, addresses: ['192.0.2.1'] }];
    return evidenceOf({ walks: [stopped(names('NXDOMAIN'))] }, { nameservice });
  },
  DC1006: () => {
    const dns = saw({ name: hub, via: 'hosts' as const, answered: hub, addresses: ['192.0.2.9'] });
    return evidenceOf({ walks: [stopped(dial('DEADLINE', { dns, byServers: ['192.0.2.1'] }))] });
  },
  DC1007: () => {
    const dns = saw({ name: hub, via: 'dns' as const, answered: hub, addresses: ['0.0.0.0'] });
    const { asked = [] } = names('ok');
    return evidenceOf({ walks: [stopped(dial('ECONNREFUSED', { dns, asked }))] });
  },
  DC1011: () => evidenceOf({ walks: [stopped(dial('ECONNREFUSED'))] }),
  DC1012: () => evidenceOf({ walks: [stopped(dial('DEADLINE'))] }),
  DC1013: () => evidenceOf({ walks: [stopped(dial('EHOSTUNREACH'))] }),
  DC1014: () => {
    const dials = [{ address: '2001:db8::1', family: 6 as const, answer: 'ENETUNREACH', ms: 0 }];
    return evidenceOf({ walks: [stopped(dial('ENETUNREACH', { dials }))] });
  },
  DC1015: () => evidenceOf({ walks: [stopped(noTls('ECONNRESET'))] }),
  DC1016: () => evidenceOf({ walks: [stopped(noTls('DEADLINE'))] }),
  DC1017: () => {
    const source = { address: '172.18.0.1', device: 'br-0123456789ab' };
    return evidenceOf({ walks: [stopped(dial('EHOSTUNREACH', { source }))] });
  },
  DC1018: () => {
    const doors = [{ port: 5000, answer: 'ok' }];
    const walk = stopped(dial('ECONNREFUSED', { doors }), 'harbor.example', 8443);
    return evidenceOf({ image, walks: [walk] });
  },
  DC1019: () => evidenceOf({ walks: [stopped(dial('EPERM'))] }),
  DC2001: () => evidenceOf(certificate([unknownLeaf])),
  DC2002: () => {
    const made = rootAuthority('Zscaler Root CA').issue({ names: [hub] });
    return evidenceOf({ walks: [stopped(refused(hub, [made]))] });
  },
  DC2003: () => {
    const directories = trustDirectory('harbor.example', 'ca.crt', bytes(elsewhere.pem));
    const view = viewWith({ trustDirectories: directories });
    return evidenceOf({ ...certificate([unknownLeaf]), view });
  },
  DC2004: () => {
    const directories = trustDirectory(private_, 'ca.pem', bytes(elsewhere.pem));
    const view = viewWith({ trustDirectories: directories });
    return evidenceOf({ ...certificate([unknownLeaf]), view });
  },
  DC2005: () => {
    const path = '/usr/local/share/ca-certificates/corp.crt';
    const files = new Map([[path, snapshot(path, authority.pem, now)]]);
    return evidenceWith({ facts: factsWith({ files }) });
  },
  DC2027: () => {
    const path = '/usr/local/share/ca-certificates/corp.crt';
    const files = new Map([[path, snapshot(path, elsewhere.pem, now)]]);
    return evidenceOf(certificate([unknownLeaf]), { facts: factsWith({ files }) });
  },
  DC2006: () => {
    const leaf = elsewhere.intermediate('Private Issuing CA').issue({ names: ['harbor.example'] });
    const directories = trustDirectory(private_, 'ca.crt', bytes(elsewhere.pem));
    const view = viewWith({ trustDirectories: directories });
    return evidenceOf({ ...certificate([leaf]), view });
  },
  DC2007: () => {
    const old = rootAuthority('Private CA', { keySlot: 'another' }).certificate;
    const seen = refused('harbor.example', [unknownLeaf], [old]);
    return evidenceOf({ image, walks: [stopped(seen, 'harbor.example', 8443)] });
  },
  DC2008: () =>
    evidenceOf(
      certificate([
        authority.issue({
          names: ['harbor.example'],
          notBefore: daysFromNow(-9),
          notAfter: daysFromNow(-1),
        }),
      ]),
    ),
  DC2009: () =>
    evidenceOf(
      certificate([authority.issue({ names: ['harbor.example'], notBefore: daysFromNow(9) })]),
    ),
  DC2010: () => evidenceOf(certificate([authority.issue({ names: ['other.example'] })])),
  DC2011: () =>
    evidenceOf(certificate([authority.issue({ subject: 'harbor.example', names: [] })])),
  DC2012: () => {
    const made = authority.issue({ names: ['harbor.example'] });
    const walk = stopped(refused('192.0.2.7', [made]), '192.0.2.7', 8443);
    return evidenceOf({ image: '192.0.2.7:8443/team/app:1', walks: [walk] });
  },
  DC2013: () =>
    evidenceOf(
      certificate([authority.issue({ names: ['harbor.example'], usages: ['clientAuth'] })]),
    ),
  DC2014: () =>
    evidenceOf(certificate([authority.issue({ names: ['harbor.example'], hash: 'sha1' })])),
  DC2015: () => {
    const sniff = { plainHttp: null, oldTls: { protocol: 'TLSv1.1', cipher: 'AES128-SHA' } };
    const hop = noTls('ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', { sniff });
    return evidenceOf({ walks: [stopped(hop)] });
  },
  DC2016: () => {
    const v2 = failed('ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED');
    return evidenceOf({ walks: [{ v2, manifest: skipped, blob: skipped }] });
  },
  DC2017: () => {
    const sniff = { plainHttp: 'HTTP 200 OK', oldTls: null };
    const hop = noTls('ERR_SSL_WRONG_VERSION_NUMBER', { sniff });
    return evidenceOf({ image, walks: [stopped(hop, 'harbor.example', 8443)] });
  },
  DC2018: () => evidenceOf({ walks: [stopped(noTls('ERR_SSL_WRONG_VERSION_NUMBER'))] }),
  DC2019: () => {
    const directories = trustDirectory('mirror.example', 'ca.cert', bytes(authority.pem));
    const view = viewWith({ mirrors: ['https://mirror.example'], trustDirectories: directories });
    return evidenceOf({ view });
  },
  DC2020: () => {
    const made = elsewhere.issue({ names: ['mirror.example'] });
    const directories = trustDirectory('mirror.example', 'ca.crt', bytes(elsewhere.pem));
    const view = viewWith({
      engine: containerd,
      mirrors: ['https://mirror.example'],
      trustDirectories: directories,
    });
    return mirror(stopped(refused('mirror.example', [made]), 'mirror.example'), view);
  },
  DC2021: () => {
    const view = viewWith({
      engine: containerd,
      mirrors: ['https://mirror.example'],
      insecure: ['mirror.example'],
    });
    return evidenceOf({ view });
  },
  DC2022: () => {
    const view = viewWith({
      engine: { ...containerd, version: parseEngineVersion('29.2.0') },
      trustDirectories: trustDirectory(private_, 'ca.crt', bytes(elsewhere.pem)),
    });
    const made = elsewhere.issue({ names: ['auth.example'] });
    const token = hopTo('auth.example', { role: 'token', ...refused('auth.example', [made]) });
    const walk = {
      hops: [hopTo('harbor.example', { port: 8443 }), token],
      token: failed('NO_WAY'),
      manifest: skipped,
      blob: skipped,
    };
    return evidenceOf({ image, view, walks: [walk] });
  },
  DC2023: () => {
    const soon = authority.issue({
      names: [hub],
      notBefore: daysFromNow(-80),
      notAfter: daysFromNow(3),
    });
    return evidenceOf({ walks: [{ hops: [hopTo(hub, refused(hub, [soon]))] }] });
  },
  DC2024: () => {
    const made = elsewhere.issue({ names: [hub] });
    const view = viewWith({ systemTrust: null });
    return evidenceOf({ view, walks: [stopped(refused(hub, [made], []))] });
  },
  DC2026: () => {
    const hostsToml = new Map([['docker.io', { kind: 'broken', engineText: 'bad' } as const]]);
    return evidenceOf({ view: viewWith({ engine: containerd, hostsToml }) });
  },
  DC3001: () => throughProxy(dial('ECONNREFUSED', { proxy: 'http://proxy:3128' })),
  DC3002: () => {
    const view = viewWith({ proxies: { http: '', https: 'https://proxy:3128', no: '' } });
    const code = failed('ERR_SSL_WRONG_VERSION_NUMBER');
    const sniff = { plainHttp: 'HTTP 400 Bad Request', oldTls: null };
    const hop = { proxy: 'https://proxy:3128', proxyTls: code, tunnel: code, sniff };
    return throughProxy(hop, view);
  },
  DC3003: () => throughProxy({ tunnel: connect(407, 'Proxy Authentication Required', ['Basic']) }),
  DC3004: () => throughProxy({ tunnel: connect(403, 'Forbidden') }),
  DC3005: () => {
    const facts = factsWith({ shell: { https_proxy: 'http://proxy:3128' } });
    return evidenceOf({ walks: [stopped(dial('DEADLINE', direct))] }, { facts });
  },
  DC3006: () => {
    const view = viewWith({ proxies: { http: 'http://proxy:3128', https: '', no: '' } });
    return evidenceOf({ view, walks: [stopped(dial('DEADLINE', direct))] });
  },
  DC3011: () => {
    const environment = [
      {
        name: 'ALL_PROXY',
        value: 'http://proxy:3128',
        origin: {
          kind: 'file' as const,
          path: '/etc/systemd/system/docker.service.d/p.conf',
          line: 2,
        },
      },
    ];
    const facts = factsWith({ unit: { ...unit, environment } });
    return evidenceOf({ walks: [stopped(dial('DEADLINE', direct))] }, { facts });
  },
  DC3015: () => {
    const proxies = { http: '', https: 'http://proxy:3128', no: 'localhost,docker.io' };
    return evidenceOf({ view: viewWith({ proxies }), walks: [stopped(dial('DEADLINE', direct))] });
  },
  DC3007: () => {
    const view = viewWith({
      proxies: { http: '', https: 'http://proxy:3128', no: '.registry-1.docker.io' },
    });
    return throughProxy({ tunnel: connect(403, 'Forbidden') }, view);
  },
  DC3008: () =>
    config({
      badProxies: [
        {
          scheme: 'https',
          kind: 'dropped',
          value: 'http://u:xxxxx@proxy',
          engineText: 'invalid proxy address: parse: invalid URL escape',
        },
      ],
    }),
  DC3009: () =>
    config({
      dropped: [
        { path: '/etc/systemd/system/docker.service.d/proxy.conf', line: 2, name: 'HTTPS_PROXY' },
      ],
    }),
  DC3010: () => {
    const view = viewWith();
    return evidenceWith({ views: { used: view, files: { ...proxied, of: 'files' } } });
  },
  DC3012: () => {
    const view = viewWith({ proxies: { http: '', https: 'http://127.0.0.1:3128', no: '' } });
    const proxy = 'http://127.0.0.1:3128';
    const evidence = throughProxy(dial('ECONNREFUSED', { proxy }), view);
    return { ...evidence, facts: factsWith({ info }) };
  },
  DC3013: () => {
    const seen = refused('proxy', [elsewhere.issue({ names: ['proxy'] })]);
    const tunnel = failed('PROXY_CERTIFICATE');
    const hop = { proxy: 'https://proxy:3128', proxyTls: seen.tls, proxyVerdict: seen.verdict };
    return throughProxy({ ...hop, tunnel });
  },
  DC3014: () => throughProxy({ tunnel: failed('NOT_HTTP', '05 ff') }),
  DC4001: () => {
    const v2 = saw(answer(`https://${hub}/v2/`, { page: 'Welcome', contentType: 'text/html' }));
    return evidenceOf({ walks: [{ v2, manifest: skipped, blob: skipped }] });
  },
  DC4002: () => {
    const v2 = saw(answer(`https://${hub}/v2/`, { status: 404 }));
    return evidenceOf({ walks: [{ v2, manifest: skipped, blob: skipped }] });
  },
  DC4003: () => upstreamManifest(503),
  DC4004: () =>
    evidenceOf({ walks: [{ v2: failed('DEADLINE'), manifest: skipped, blob: skipped }] }),
  DC4005: () =>
    evidenceOf({
      image,
      walks: [
        {
          manifest: saw(manifest(private_, { status: 403 })),
          content: saw(manifest(private_, { method: 'GET' })),
          blob: skipped,
        },
      ],
    }),
  DC4006: () =>
    evidenceOf({
      image,
      walks: [
        {
          manifest: saw(manifest(private_, { method: 'GET', status: 404 })),
          behindHead: true,
          blob: skipped,
        },
      ],
    }),
  DC4007: () => upstreamManifest(451),
  DC4008: () => {
    const challenges = [{ scheme: 'bearer', parameters: { error: 'invalid_token' } }];
    const given = { realm: 'https://auth.example/token', service: 'harbor', scope: [] };
    const token = { ...answer('https://auth.example/token'), ...given, expiresIn: 300 };
    return evidenceOf({
      image,
      walks: [
        {
          token: saw({ ...token, hasToken: true }),
          manifest: saw(manifest(private_, { status: 401, challenges })),
          blob: skipped,
        },
      ],
    });
  },
  DC4010: () => tokenHop('http://core:8080/service/token', dial('ECONNREFUSED')),
  DC4011: () => tokenHop('https://auth.docker.io/token', dial('DEADLINE')),
  DC4012: () => {
    const seen = answer('https://auth.docker.io/token', { status: 200 });
    const token = saw({
      ...seen,
      realm: '',
      service: null,
      scope: [],
      hasToken: false,
      expiresIn: null,
    });
    const v2 = saw(answer(`https://${hub}/v2/`, challenge('https://auth.docker.io/token')));
    return evidenceOf({ walks: [{ v2, token, manifest: skipped, blob: skipped }] });
  },
  DC4013: () => {
    const token = failed('NO_CREDENTIALS');
    return evidenceOf({ image, walks: [{ token, manifest: skipped, blob: skipped }] });
  },
  DC4014: () => upstreamManifest(403),
  DC4015: () => upstreamManifest(404, { errors: [{ code: 'NAME_UNKNOWN', message: '' }] }),
  DC4016: () => evidenceOf({ image, walks: [{ platform: false, blob: skipped }] }),
  DC4020: () => upstreamManifest(429, { headers: { 'ratelimit-limit': '100;w=21600' } }),
  DC4023: () => upstreamManifest(200, { headers: { 'ratelimit-remaining': '3;w=21600' } }),
  DC4030: () => {
    const cdn = hopTo('cdn.example', { role: 'blob', ...dial('DEADLINE') });
    return evidenceOf({ walks: [{ hops: [hopTo(hub), cdn], blob: failed('NO_WAY') }] });
  },
  DC4031: () => evidenceOf({ walks: [{ blob: failed('TOO_MANY_REDIRECTS') }] }),
  DC4032: () =>
    evidenceOf({ walks: [{ blob: saw(blob(hub, { contentDigest: 'sha256:other' })) }] }),
  DC4040: () => {
    const view = viewWith({ insecure: ['harbor.example'] });
    const v2 = saw(answer('https://harbor.example/v2/', { status: 404 }));
    const denied = saw(manifest('harbor.example', { status: 404 }));
    const secure = { v2, manifest: denied, blob: skipped };
    return evidenceOf({ image: 'harbor.example/team/app:1', view, walks: [secure, {}] });
  },
  DC4050: () => {
    const client = { ...evidenceWith().client, missingHelpers: ['docker-credential-desktop'] };
    return evidenceWith({ client });
  },
  DC4051: () => evidenceWith({ client: { ...evidenceWith().client, broken: true } }),
  DC4060: () => {
    const push = saw(answer(`https://${hub}/v2/library/hello/blobs/uploads/`, { status: 403 }));
    return evidenceOf({ walks: [{ push }] });
  },
  DC5001: () =>
    config({
      daemonJson: {
        kind: 'broken',
        path: '/etc/docker/daemon.json',
        line: 3,
        column: 1,
        reason: { en: 'a comma too many', 'zh-CN': '多了一个逗号' },
        engineText: "invalid character '}'",
        repairable: true,
      },
    }),
  DC5002: () => {
    const origin = { kind: 'flag', path: '/lib/systemd/system/docker.service', line: 9 } as const;
    const file = { kind: 'file', path: '/etc/docker/daemon.json', line: 2 } as const;
    return config({ conflicts: [{ key: 'registry-mirrors', origins: [origin, file] }] });
  },
  DC5003: () => wrong('unknown', 'registry-mirorrs'),
  DC5004: () => wrong('ignored', 'registry-mirror'),
  DC5005: () => wrong('value', 'registry-mirrors'),
  DC5006: () => {
    const view = viewWith();
    return evidenceWith({ views: { used: view, files: { ...mirrored, of: 'files' } } });
  },
  DC5008: () =>
    config({
      unread: [{ path: '/etc/default/docker', partly: false, lines: ['DOCKER_OPTS="-D"'] }],
    }),
  DC5009: () => evidenceWith({ facts: factsWith({ unit }) }),
  DC5010: () => evidenceWith({ facts: factsWith({ info }) }),
  DC5013: () => {
    const path = '/etc/docker/daemon.json';
    const layout = { ...factsWith().layout, daemonJson: '/var/snap/docker/daemon.json' };
    const files = new Map([[path, snapshot(path, '{"debug": true}')]]);
    return evidenceWith({ facts: factsWith({ layout, files, flavour: 'snap' }) });
  },
  DC5014: () =>
    evidenceOf({
      image: 'ghcr.io/team/app:1',
      view: mirrored,
      walks: [stopped(dial('DEADLINE'), 'ghcr.io')],
    }),
  DC5015: () => config({ duplicates: [{ key: 'registry-mirrors', lines: [2, 5] }] }),
  DC5016: () => {
    const view = viewWith({ insecure: ['harbor.example'] });
    const sniff = { plainHttp: 'HTTP 200 OK', oldTls: null };
    const hop = noTls('ERR_SSL_WRONG_VERSION_NUMBER', { sniff });
    return evidenceOf({ image, view, walks: [stopped(hop, 'harbor.example', 8443)] });
  },
  DC5017: () => {
    const view = viewWith();
    const views = { used: view, files: { ...proxied, of: 'files' as const } };
    return evidenceWith({ views, facts: factsWith({ info }) });
  },
  DC5018: () =>
    evidenceOf(
      { walks: [stopped(names('NXDOMAIN'))] },
      { config: { ...evidenceWith().config, setsDns: true } },
    ),
  DC5019: () => {
    const entry = {
      url: 'https://m.example',
      capabilities: null,
      ca: null,
      client: [],
      skipVerify: null,
      overridePath: false,
      headerNames: [],
      dialTimeout: null,
    };
    const toml = { hosts: [entry], server: { ...entry, url: null } };
    const hostsToml = new Map([['docker.io', { kind: 'parsed', toml } as const]]);
    const mirrors = ['https://mirror.example'];
    return evidenceOf({ view: viewWith({ engine: containerd, mirrors, hostsToml }) });
  },
  DC6001: () => service({ active: 'failed', sub: 'failed', result: 'start-limit-hit' }),
  DC6002: () => evidenceWith({ facts: factsWith({ flavour: 'none' }) }),
  DC6003: () => service({ masked: true, active: 'inactive' }),
  DC6004: () => evidenceWith(),
  DC6005: () => evidenceWith({ clocks: [{ host: hub, aheadSeconds: -86_400 }] }),
  DC6010: () => evidenceWith({ facts: factsWith({ elsewhere: 'docker context far' }) }),
  DC6009: () => {
    const path = '/root/.docker/buildx/instances/mine';
    const builders = [{ name: 'mine', path, driver: 'docker-container', hasConfig: false }];
    return evidenceOf({ view: mirrored }, { builders });
  },
  DC6011: () => evidenceWith({ disks: [{ ...disk, freeBytes: 4096 }] }),
  DC6012: () => evidenceWith({ disks: [{ ...disk, readOnly: true }] }),
  DC7001: () => mirror(mirrorManifest(403)),
  DC7002: () => mirror(mirrorManifest(403)),
  DC7003: () => mirror(mirrorManifest(404)),
  DC7004: () => mirror(mirrorManifest(500)),
  DC7005: () => mirror({ token: failed('NO_CREDENTIALS'), manifest: skipped, blob: skipped }),
  DC7006: () => mirror(mirrorManifest(200, { page: 'Parked', mediaType: 'text/html' })),
  DC7007: () =>
    mirror({ manifest: saw(manifest('mirror.example', { digest: `sha256:${'b'.repeat(64)}` })) }),
  DC7008: () => mirror({ ...mirrorManifest(404), prefixed: 200 }),
  DC7009: () => mirror(stopped(names('NXDOMAIN'), 'mirror.example')),
  DC7010: () => mirror(mirrorManifest(429)),
};
