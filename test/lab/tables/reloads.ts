/** Which keys of daemon.json an engine takes up on SIGHUP: one start, one reload, and a look. */
import type { LabHost } from '../host.ts';
import { until } from '../until.ts';
import type { NameTable } from './names.ts';

export type ReloadTable = Readonly<Record<string, 'reloaded' | 'kept'>>;

/** A key with the value it starts with and the one it is changed to; no value takes anything down. */
type Change = readonly [before: unknown, after: unknown];

/** Starts the engine with one file, changes all of it, reloads, and reads what the engine has then. */
export async function drawReloads(host: LabHost, names: NameTable): Promise<ReloadTable> {
  const keys = Object.keys(changes).filter((key) => key === 'proxies' || names[key] === 'known');
  const tried = keys.filter((key) => key !== 'proxies' || names['http-proxy'] === 'ignored');
  await layFile(host, tried, 0);
  await host.restartDocker();
  const before = { ...(await liveOf(host)), ...(await portOf(host)) };
  await layFile(host, tried, 1);
  const after = { ...(await liveOf(host)), ...(await portOf(host)) };
  const shown = (live: Readonly<Record<string, unknown>>, key: string) => JSON.stringify(live[key]);
  const verdict = (key: string) => (shown(before, key) === shown(after, key) ? 'kept' : 'reloaded');
  return Object.fromEntries(tried.map((key) => [key, verdict(key)]));
}

async function layFile(host: LabHost, keys: readonly string[], which: 0 | 1): Promise<void> {
  const values = keys.map((key): [string, unknown] => [key, changes[key]?.[which]]);
  const store = host.store === 'containerd' ? { 'containerd-snapshotter': true } : {};
  const features = { ...(changes.features?.[which] as object), ...store };
  const content = { ...Object.fromEntries(values), features };
  await host.writeFile('/etc/docker/daemon.json', JSON.stringify(content, null, 2));
}

/** The configuration as the engine has it: it logs all of it after each reload. */
async function liveOf(host: LabHost): Promise<Record<string, unknown>> {
  const count = (await logged(host)).length;
  await host.reloadDocker();
  const lines = await until(`what ${host.name} has reloaded`, async () => {
    const found = await logged(host);
    return found.length > count ? found : null;
  });
  return lines.at(-1) ?? {};
}

/** This one is opened and closed, and its number in the configuration stays as it was. */
async function portOf(host: LabHost): Promise<Record<string, unknown>> {
  const open = await host.must(['ss', '-Hltn', `sport = :${diagnosticPort}`]);
  return { 'network-diagnostic-port': open !== '' };
}

async function logged(host: LabHost): Promise<Record<string, unknown>[]> {
  const lines = (await host.journal()).split('\n');
  return lines.flatMap((line) => {
    const text = /Reloaded configuration(?:: |" config=")(\{.*\})/.exec(line)?.[1];
    return text === undefined ? [] : [JSON.parse(text.replaceAll('\\"', '"'))];
  });
}

const diagnosticPort = 7777;

/**
 * Without `userland-proxy`: 26.1 and 28.5 judge the file alone when they reload, and with the key
 * set there they miss the path that only a flag's default gives; the whole reload is refused.
 */
const changes: Readonly<Record<string, Change>> = {
  'registry-mirrors': [['https://a.example'], ['https://b.example']],
  'insecure-registries': [['a.example'], ['b.example']],
  'allow-nondistributable-artifacts': [['a.example'], ['b.example']],
  proxies: [{ 'http-proxy': 'http://a.example:3128' }, { 'http-proxy': 'http://b.example:3128' }],
  'max-concurrent-downloads': [4, 5],
  'max-concurrent-uploads': [6, 7],
  'max-download-attempts': [3, 4],
  dns: [['10.77.0.1'], ['10.77.0.2']],
  'dns-opts': [['ndots:2'], ['ndots:3']],
  'dns-search': [['a.example'], ['b.example']],
  'host-gateway-ip': ['10.77.0.1', '10.77.0.2'],
  'log-driver': ['json-file', 'local'],
  'log-opts': [{ 'max-size': '1m' }, { 'max-size': '2m' }],
  'log-format': ['text', 'json'],
  'raw-logs': [false, true],
  debug: [false, true],
  'live-restore': [false, true],
  'shutdown-timeout': [16, 17],
  features: [{ a: true }, { b: true }],
  'metrics-addr': ['127.0.0.1:9323', '127.0.0.1:9324'],
  'cdi-spec-dirs': [['/etc/a'], ['/etc/b']],
  'cgroup-parent': ['a.slice', 'b.slice'],
  'default-cgroupns-mode': ['private', 'host'],
  'default-ipc-mode': ['private', 'shareable'],
  'default-runtime': ['runc', 'b'],
  runtimes: [{ a: { path: 'runc' } }, { b: { path: 'runc' } }],
  'default-shm-size': ['65M', '66M'],
  'default-ulimits': [
    { nofile: { Name: 'nofile', Hard: 1024, Soft: 1024 } },
    { nofile: { Name: 'nofile', Hard: 2048, Soft: 2048 } },
  ],
  experimental: [false, true],
  init: [false, true],
  labels: [['a=1'], ['b=2']],
  'no-new-privileges': [false, true],
  'node-generic-resources': [['a=1'], ['b=2']],
  'swarm-default-advertise-addr': ['10.77.0.1', '10.77.0.2'],
  'default-address-pools': [
    [{ base: '10.200.0.0/16', size: 24 }],
    [{ base: '10.201.0.0/16', size: 24 }],
  ],
  icc: [true, false],
  ip: ['0.0.0.0', '127.0.0.1'],
  mtu: [1400, 1450],
  'network-control-plane-mtu': [1400, 1450],
  'network-diagnostic-port': [0, diagnosticPort],
};
