/** Which finding is put under which: the cause first, its effects behind it. */
import { describe, expect, test } from 'vitest';
import type { Evidence } from '../../src/checks/evidence.ts';
import { checks } from '../../src/checks/index.ts';
import { judge } from '../../src/engine/doctor/judge.ts';
import type { HopSeen } from '../../src/probes/seen.ts';
import {
  answer,
  authority,
  engine28,
  evidenceOf,
  evidenceWith,
  factsWith,
  failed,
  hopTo,
  now,
  saw,
  skipped,
  viewWith,
} from './evidence.ts';

const hub = 'registry-1.docker.io';
const plain = 'plain.example:5000/hello:latest';
const refused: Partial<HopSeen> = {
  // A public address: a reserved one would be a finding of its own.
  dns: saw({ name: hub, via: 'dns', answered: hub, addresses: ['44.205.64.10'] }),
  tcp: failed('ECONNREFUSED'),
  dials: [{ address: '44.205.64.10', family: 4, answer: 'ECONNREFUSED', ms: 1 }],
  tls: skipped,
  verdict: null,
};
const rest = { v2: skipped, manifest: skipped, blob: skipped };

/** Docker Hub refuses the connection, as a firewall does. */
function hubRefused(changes: Partial<Evidence> = {}): Evidence {
  return { ...evidenceOf({ walks: [{ hops: [hopTo(hub, refused)], ...rest }] }), ...changes };
}

/** A registry that is expected to speak HTTPS, and does not. */
function plainRegistry(config: Partial<Evidence['config']>): Evidence {
  const hop = hopTo('plain.example', {
    port: 5000,
    tls: failed('ERR_SSL_WRONG_VERSION_NUMBER'),
    verdict: null,
    sniff: { plainHttp: 'HTTP/1.1 400', oldTls: null },
  });
  const evidence = evidenceOf({ image: plain, walks: [{ hops: [hop], ...rest }] });
  return { ...evidence, config: { ...evidence.config, ...config } };
}

/** Codes in the order of the report, the effects in brackets. */
function shown(evidence: Evidence): string[] {
  // That no engine answers is a finding of its own, and not of this table.
  const asked = checks.filter(({ code }) => code !== 'DC6004');
  const { findings } = judge(evidence, asked);
  return findings.map(({ code, rootCause }) => (rootCause ? code : `(${code})`));
}

test('a variable that systemd drops is why Docker Hub is tried directly, and refused', () => {
  const { config } = evidenceWith();
  const dropped = [
    { path: '/etc/systemd/system/docker.service.d/p.conf', line: 2, name: 'HTTPS_PROXY' },
  ];
  expect(shown(hubRefused({ config: { ...config, dropped } }))).toEqual(['DC3009', '(DC1011)']);
});

test('Docker Hub is not asked to start its service: who stands between is asked to let it through', () => {
  const { findings } = judge(hubRefused(), checks);
  const requests = findings.flatMap(({ code, remedies }) =>
    code === 'DC1011' ? remedies.filter(({ kind }) => kind === 'ask') : [],
  );
  expect(requests.map(({ text }) => text.en)).toEqual([
    expect.stringMatching(/^Please let this host reach registry-1\.docker\.io on TCP port 443/),
  ]);
});

test('a dropped variable is only noted where the engine has its value from elsewhere', () => {
  const view = viewWith({ proxies: { http: '', https: 'http://proxy:3128', no: '' } });
  const { config } = evidenceWith();
  const dropped = [
    { path: '/etc/systemd/system/docker.service.d/p.conf', line: 2, name: 'HTTPS_PROXY' },
  ];
  const evidence = { ...evidenceOf({ view }), config: { ...config, dropped } };
  const found = judge(evidence, checks).findings.find(({ code }) => code === 'DC3009');
  expect(found?.severity).toBe('notice');
});

test('HTTP_PROXY alone is why Docker Hub is tried directly, and refused', () => {
  const view = viewWith({ proxies: { http: 'http://proxy:3128', https: '', no: '' } });
  const evidence = evidenceOf({ view, walks: [{ hops: [hopTo(hub, refused)], ...rest }] });
  expect(shown(evidence)).toEqual(['DC3006', '(DC1011)']);
});

test('a refusal of a private registry is not put down to a missing proxy', () => {
  const view = viewWith({ proxies: { http: 'http://proxy:3128', https: '', no: '' } });
  const walk = { hops: [hopTo('harbor.example', { ...refused, port: 5000 })], ...rest };
  const evidence = evidenceOf({ view, image: 'harbor.example:5000/hello:latest', walks: [walk] });
  expect(shown(evidence)).toEqual(['DC1011']);
});

test('the flag’s spelling of insecure-registries is why a registry is spoken to in TLS', () => {
  const use = 'insecure-registries';
  const problem = { en: 'is the name of a flag', 'zh-CN': '是参数名' };
  const wrong = [{ name: 'insecure-registry', line: 2, kind: 'ignored', use, problem }] as const;
  expect(shown(plainRegistry({ wrong }))).toEqual(['DC5004', '(DC2017)']);
});

test('writing it rightly takes the same consent as the exemption itself', () => {
  const problem = { en: 'is the name of a flag', 'zh-CN': '是参数名' };
  const kinds = [
    ['insecure-registry', 'insecure-registries', 'loosens-security'],
    ['registry-mirror', 'registry-mirrors', 'reload'],
  ] as const;
  for (const [name, use, risk] of kinds) {
    const wrong = [{ name, line: 2, kind: 'ignored', use, problem }] as const;
    const { findings } = judge(plainRegistry({ wrong }), checks);
    expect(findings.find(({ code }) => code === 'DC5004')?.remedies[0].risk).toBe(risk);
  }
});

test('an ignored key of another kind explains nothing here', () => {
  const problem = { en: 'is the name of a flag', 'zh-CN': '是参数名' };
  const wrong = [
    { name: 'registry-mirror', line: 2, kind: 'ignored', use: 'registry-mirrors', problem },
  ] as const;
  expect(shown(plainRegistry({ wrong }))).toEqual(['DC2017', 'DC5004']);
});

describe('name servers that do not answer', () => {
  const unheard: Partial<HopSeen> = {
    ...{ dns: failed('DEADLINE'), tcp: skipped, tls: skipped, verdict: null },
    asked: ['192.0.2.53'].map(silent),
  };

  function judged(nameservers: Partial<Evidence['nameservers']>) {
    const asked = unheard.asked ?? [];
    const all = { configured: ['192.0.2.53'], asked, overTcp: [], ...nameservers };
    const walks = [{ hops: [hopTo(hub, unheard)], ...rest }];
    return judge(evidenceOf({ walks }, { nameservers: all }), checks).findings[0];
  }

  function silent(server: string) {
    const question = { name: hub, type: 'A', transport: 'udp' } as const;
    return { ...question, server, answer: 'DEADLINE', addresses: [], ms: 4000 };
  }

  test('are an error where UDP alone is filtered, too: nothing can be pulled', () => {
    const overTcp = [{ ...silent('192.0.2.53'), transport: 'tcp' as const, answer: 'ok' }];
    expect(judged({ overTcp })).toMatchObject({ code: 'DC1004', severity: 'error' });
  });

  test('are not looked for in a file that names none', () => {
    const configured = ['127.0.0.1', '::1'];
    const asked = configured.map((server) => ({ ...silent(server), answer: 'ECONNREFUSED' }));
    expect(judged({ configured, asked, isDefault: true })).toMatchObject({
      ...{ code: 'DC1002', severity: 'error', subject: '/etc/resolv.conf' },
    });
  });
});

test('a file that the engine does not start with comes before all that is wrong on the network', () => {
  const path = '/etc/docker/daemon.json';
  const reason = { en: 'no JSON', 'zh-CN': '不是 JSON' };
  const at = { line: 1, column: 1, reason, engineText: 'EOF', repairable: false };
  const base = hubRefused();
  const config = { ...base.config, daemonJson: { kind: 'broken', path, ...at } as const };
  expect(shown({ ...base, config })[0]).toBe('DC5001');
});

test('a hosts.toml that cannot be read is why the CA it names is not used', () => {
  const image = 'harbor.example/hello:latest';
  const untrusted = hopTo('harbor.example', {
    verdict: {
      ...{ ok: false, verified: true, problem: 'unknown-authority', subject: 'harbor.example' },
      ...{ detail: {}, engineText: 'x509: certificate signed by unknown authority' },
    },
  });
  const directory = { path: '/etc/docker/certs.d/harbor.example/corp.pem', name: 'corp.pem' };
  const view = viewWith({
    engine: { ...engine28, store: 'containerd' },
    trustDirectories: new Map([['harbor.example', [{ ...directory, bytes: null }]]]),
    hostsToml: new Map([['harbor.example', { kind: 'broken', engineText: 'invalid TOML' }]]),
  });
  const evidence = evidenceOf({ view, image, walks: [{ hops: [untrusted], ...rest }] });
  const codes = shown(evidence);
  expect(codes[0]).toBe('DC2026');
  expect(codes.slice(1).every((code) => code.startsWith('('))).toBe(true);
});

test('a folder in the place of daemon.json is why the engine does not start', () => {
  const path = '/etc/docker/daemon.json';
  const daemonJson = { kind: 'unreadable', path, code: 'EISDIR' } as const;
  const down = { unit: 'docker.service', active: 'failed', sub: 'failed', result: 'exit-code' };
  const service = { ...down, enabled: true, masked: false, startedAt: null };
  const base = evidenceWith({ service });
  const { findings } = judge({ ...base, config: { ...base.config, daemonJson } }, checks);
  expect(findings[0]).toMatchObject({ code: 'DC5001', subject: path });
  expect(findings.find(({ code }) => code === 'DC6001')?.rootCause).toBe(false);
});

test('a second insecure-registries that empties the first is the cause', () => {
  const duplicates = [{ key: 'insecure-registries', lines: [2, 3] }];
  expect(shown(plainRegistry({ duplicates }))).toEqual(['DC5015', '(DC2017)']);
});

test('a flag in a file that nobody reads is the cause', () => {
  const lines = ["OPTIONS='--insecure-registry plain.example:5000'"];
  const unread = [{ path: '/etc/sysconfig/docker', partly: false, lines }];
  expect(shown(plainRegistry({ unread }))).toEqual(['DC5008', '(DC2017)']);
});

test('what stands behind the first object of daemon.json is the cause where the engine reads one', () => {
  const lines = ['{"insecure-registries": ["plain.example:5000"]}'];
  const unread = [{ path: '/etc/docker/daemon.json', partly: true, restFrom: 2, lines }];
  const { findings } = judge(plainRegistry({ unread }), checks);
  expect(findings[0]).toMatchObject({ code: 'DC5008', subject: '/etc/docker/daemon.json' });
  expect(findings[0]?.text.en).toContain('from line 2 on');
  expect(findings.find(({ code }) => code === 'DC2017')?.rootCause).toBe(false);
});

/** A registry without TLS, behind a proxy that answers in its place. */
function behindProxy(no: string): Evidence {
  const view = viewWith({
    proxies: { http: 'http://proxy:3128', https: 'http://proxy:3128', no },
    insecure: ['plain.example:5000'],
  });
  const tunnel = saw({
    proxy: 'http://proxy:3128',
    protocol: 'absolute-form' as const,
    status: null,
    reason: '',
    schemes: [],
    sentCredentials: false,
  });
  const page = { status: 403, contentType: 'text/html', page: '' };
  const secure = hopTo('plain.example', {
    port: 5000,
    proxy: 'http://proxy:3128',
    tunnel: saw({ ...tunnel.data, protocol: 'connect', status: 403, reason: 'Forbidden' }),
    tls: skipped,
    verdict: null,
  });
  const http = hopTo('plain.example', {
    ...{ port: 5000, scheme: 'http', proxy: 'http://proxy:3128', tunnel },
    ...{ tls: { kind: 'skipped', because: 'plain' }, verdict: null },
  });
  const v2 = saw(answer('http://plain.example:5000/v2/', page));
  return evidenceOf({
    view,
    image: plain,
    walks: [
      { hops: [secure], ...rest },
      { hops: [http], ...rest, v2 },
    ],
  });
}

test('a proxy that refuses a registry without TLS is not taken for the registry', () => {
  expect(shown(behindProxy(''))).toEqual(['DC3004', '(DC4001)']);
});

test('a no-proxy item that misses such a registry is the cause', () => {
  const [first, ...effects] = shown(behindProxy('http://plain.example:5000'));
  expect(first).toBe('DC3007');
  expect(effects.every((code) => code.startsWith('('))).toBe(true);
});

test('a CA in DER that stops the containerd store is written as PEM by the doctor', () => {
  const certsDir = '/etc/docker/certs.d/harbor.example';
  const file = { name: 'ca.crt', path: `${certsDir}/ca.crt`, bytes: new Uint8Array(authority.der) };
  const view = viewWith({
    engine: { ...engine28, store: 'containerd' },
    trustDirectories: new Map([['harbor.example', [file]]]),
  });
  const { findings } = judge(evidenceOf({ view, image: 'harbor.example/hello' }), checks);
  const [remedy] = findings.find(({ code }) => code === 'DC2019')?.remedies ?? [];
  expect(remedy).toMatchObject({ kind: 'dockcfg', risk: 'safe' });
});

describe('a CA that was installed after the engine was started', () => {
  const path = '/usr/local/share/ca-certificates/corp.crt';
  const state = { kind: 'file', bytes: new TextEncoder().encode(authority.pem) } as const;
  const file = { path, state: { ...state, mode: 0o644, uid: 0, gid: 0 }, realPath: null };
  const service = { unit: 'docker.service', active: 'active', sub: 'running', result: 'success' };

  function severityWith(journal: readonly string[], modifiedAt: number) {
    const files = new Map([[path, { ...file, modifiedAt }]]);
    const evidence = {
      ...evidenceWith({ facts: factsWith({ files }) }),
      service: { ...service, enabled: true, masked: false, startedAt: now },
      journal,
    };
    const { findings } = judge(evidence, checks);
    return findings.find(({ code }) => code === 'DC2005')?.severity ?? null;
  }

  const line = `Handler for POST /images/create: Get "https://${hub}/v2/": x509: certificate signed by unknown authority`;

  test('matters where the engine has refused the certificate since', () => {
    expect(severityWith([line], now + 1000)).toBe('error');
  });

  test('is only noted where the engine may not have looked yet', () => {
    expect(severityWith([], now + 1000)).toBe('notice');
    expect(severityWith([line.replace(hub, 'other.example')], now + 1000)).toBe('notice');
  });

  test('is not spoken of where it was there before', () => {
    expect(severityWith([line], now - 1000)).toBe(null);
  });
});
