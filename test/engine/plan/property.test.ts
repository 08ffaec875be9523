import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DesiredState } from '../../../src/domain/desired.ts';
import type { Json } from '../../../src/domain/json.ts';
import { currentOf } from '../../../src/engine/placement/current.ts';
import { isSatisfied } from '../../../src/engine/placement/engine-keys.ts';
import { overlay } from '../../../src/engine/plan/overlay.ts';
import { makePlan } from '../../../src/engine/plan/plan.ts';
import { hostOf, type Tree, treeAfter } from '../host.ts';
import { amazonUnit, dockerCeUnit, dockerIoUnit, mobyEngineUnit, rhel113Unit } from '../units.ts';
import { exactly, merge, planOn, proxy } from './host.ts';

/** Where a host may have put a list before dockcfg came. */
interface Origins {
  readonly vendor: boolean;
  readonly execDropIn: boolean;
  readonly variableDropIn: boolean;
  readonly file: boolean;
  readonly json: boolean;
}

const listFlags = {
  'registry-mirrors': '--registry-mirror',
  'insecure-registries': '--insecure-registry',
} as const;
type ListKey = keyof typeof listFlags;

const entries: { readonly [K in ListKey]: readonly string[] } = {
  'registry-mirrors': ['https://a.example', 'https://b.example', 'http://c.example:5000'],
  'insecure-registries': ['a.example:5000', '10.1.0.0/16', 'b.example'],
};

const units = {
  'docker.io': { unit: dockerIoUnit, file: '/etc/default/docker', variable: 'DOCKER_OPTS' },
  'moby-engine': { unit: mobyEngineUnit, file: '/etc/sysconfig/docker', variable: 'OPTIONS' },
  amazon: { unit: amazonUnit, file: '/etc/sysconfig/docker', variable: 'OPTIONS' },
} as const;

const flavours = Object.keys(units) as (keyof typeof units)[];
const versions = ['20.10.24', '23.0.3', '26.1.5', '28.5.2', '29.7.2'];

const originsArbitrary = fc.record({
  vendor: fc.boolean(),
  execDropIn: fc.boolean(),
  variableDropIn: fc.boolean(),
  file: fc.boolean(),
  json: fc.boolean(),
});

function treeOf(flavour: keyof typeof units, key: ListKey, origins: Origins): Tree {
  const { unit, file, variable } = units[flavour];
  const flag = (value: string) => `${listFlags[key]}=${value}`;
  const [a = '', b = '', c = ''] = entries[key];
  const exec = /^ExecStart=.*(?:\\\n.*)*/m.exec(unit)?.[0] ?? '';
  const vendorUnit = origins.vendor ? unit.replace(exec, `${exec} ${flag(a)}`) : unit;
  return {
    '/usr/lib/systemd/system/docker.service': vendorUnit,
    ...(origins.execDropIn
      ? {
          '/etc/systemd/system/docker.service.d/10-machine.conf': `[Service]\nExecStart=\n${exec} ${flag(b)}\n`,
        }
      : {}),
    ...(origins.variableDropIn
      ? {
          '/etc/systemd/system/docker.service.d/20-opts.conf': `[Service]\nEnvironment="${variable}=${flag(c)}"\n`,
        }
      : {}),
    ...(origins.file ? { [file]: `# mine\n${variable}="--log-driver=journald ${flag(b)}"\n` } : {}),
    ...(origins.json ? { '/etc/docker/daemon.json': `{ "debug": true, "${key}": ["${a}"] }` } : {}),
  };
}

const wishArbitrary = (key: ListKey) =>
  fc.oneof(
    fc.constant(null),
    fc.subarray([...entries[key]]).map((values) => exactly(...values)),
    fc
      .tuple(fc.subarray([...entries[key]]), fc.subarray([...entries[key]]))
      .map(([add, remove]) => merge(add, remove)),
  );

const status = (version: string) => ({
  '/var/lib/dpkg/status': `Package: docker-ce\nStatus: install ok installed\nVersion: ${version}\n`,
});

describe.each(Object.keys(listFlags) as ListKey[])('%s, wherever they were', (key) => {
  it('end up as wished, with one owner, and stay so', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...flavours),
        fc.constantFrom(...versions),
        originsArbitrary,
        wishArbitrary(key),
        async (flavour, version, origins, wish) => {
          const tree = { ...treeOf(flavour, key, origins), ...status(version) };
          const desired = { [key]: wish } as DesiredState;
          const { plan, facts, files, after } = await planOn(tree, desired);
          const now = await hostOf(after);
          const held = currentOf(now).held(key);
          const want = plan.expects.find((each) => each.key === key)?.value ?? null;
          expect(held.duplicated).toBe(false);
          expect(isSatisfied({ key, subject: null, value: want }, held.value)).toBe(true);
          expect(
            makePlan(desired, now, { restart: 'auto', allowUnsupported: false }).changes,
          ).toEqual([]);
          for (const other of ['log-driver', 'debug', 'hosts', 'containerd']) {
            expect(currentOf(now).held(other).value).toEqual(currentOf(facts).held(other).value);
          }
          if (!currentOf(facts).held(key).duplicated) {
            for (const [index] of files.entries()) {
              const prefix = overlay(facts, files.slice(0, index + 1));
              expect(currentOf(prefix).held(key).duplicated).toBe(false);
            }
          }
        },
      ),
      { numRuns: 120 },
    );
  });
});

interface ProxyOrigins {
  readonly vendor: string | null;
  readonly dropIn: string | null;
  readonly lowerDropIn: string | null;
  readonly file: string | null;
  readonly json: string | null;
}

const proxyTexts = [
  'http://a.example:3128',
  'http://b.example:3128',
  'http://us%40er:p%2Fw@c.example:3128',
];
const proxyOrigin = fc.option(fc.constantFrom(...proxyTexts));

function proxyTree(origins: ProxyOrigins, version: string): Tree {
  const assigned = (name: string, value: string) =>
    `Environment="${name}=${value.replaceAll('%', '%%')}"\n`;
  const { vendor, dropIn, lowerDropIn, file, json } = origins;
  return {
    ...status(version),
    '/usr/lib/systemd/system/docker.service': vendor
      ? dockerIoUnit.replace('[Service]\n', `[Service]\n${assigned('HTTPS_PROXY', vendor)}`)
      : dockerIoUnit,
    ...(dropIn || lowerDropIn
      ? {
          '/etc/systemd/system/docker.service.d/http-proxy.conf': `[Service]\n${dropIn ? assigned('HTTPS_PROXY', dropIn) : ''}${lowerDropIn ? assigned('https_proxy', lowerDropIn) : ''}Environment="FOO=bar"\n`,
        }
      : {}),
    ...(file ? { '/etc/default/docker': `HTTPS_PROXY=${file}\nDOCKER_OPTS=\n` } : {}),
    ...(json && !version.startsWith('20')
      ? { '/etc/docker/daemon.json': JSON.stringify({ proxies: { 'https-proxy': json } }) }
      : {}),
  };
}

describe('https-proxy, wherever it was', () => {
  it('ends up as wished, passwords where only root reads them, and stays so', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...versions),
        fc.record({
          vendor: proxyOrigin,
          dropIn: proxyOrigin,
          lowerDropIn: proxyOrigin,
          file: proxyOrigin,
          json: proxyOrigin,
        }),
        fc.option(fc.constantFrom(...proxyTexts)),
        fc.option(fc.constantFrom(...proxyTexts)),
        async (version, origins, earlier, text) => {
          const first = { proxies: { 'https-proxy': earlier === null ? null : proxy(earlier) } };
          const tree = (await planOn(proxyTree(origins, version), first)).after;
          const desired = { proxies: { 'https-proxy': text === null ? null : proxy(text) } };
          const { after } = await planOn(tree, desired);
          const now = await hostOf(after);
          const { value } = currentOf(now).held('https-proxy');
          expect(value ?? null).toBe(text);
          expect(
            makePlan(desired, now, { restart: 'auto', allowUnsupported: false }).changes,
          ).toEqual([]);
          if (text?.includes('p%2Fw')) expectHidden(after, text);
          const other = now.unit?.environment.find((each) => each.name === 'FOO')?.value;
          if (origins.dropIn || origins.lowerDropIn) expect(other).toBe('bar');
        },
      ),
      { numRuns: 150 },
    );
  });
});

/** The package's own unit is not ours to change, whatever it gives away. */
function expectHidden(tree: Tree, secret: string): void {
  for (const [path, entry] of Object.entries(tree)) {
    if (path.startsWith('/usr/lib/')) continue;
    const text = typeof entry === 'string' ? entry : entry.text;
    const mode = typeof entry === 'string' ? 0o644 : (entry.mode ?? 0o644);
    const shows = text.replaceAll('%%', '%').includes(secret);
    expect(shows && (mode & 0o077) !== 0 ? path : null).toBeNull();
  }
}

describe('any daemon.json key', () => {
  const values: fc.Arbitrary<{ [key: string]: Json }> = fc.record(
    {
      debug: fc.boolean(),
      'live-restore': fc.boolean(),
      'log-level': fc.constantFrom('info', 'warn'),
      'max-concurrent-downloads': fc.integer({ min: 1, max: 9 }),
      labels: fc.constant(['a=b']),
      'log-opts': fc.constant({ 'max-size': '10m' }),
      hosts: fc.constant(['unix:///var/run/docker.sock']),
    },
    { requiredKeys: [] },
  );

  it('is set or removed in daemon.json, whatever flags say, and stays so', async () => {
    await fc.assert(
      fc.asyncProperty(
        values,
        values,
        fc.subarray(['debug', 'labels', 'log-level']),
        async (before, wish, gone) => {
          const tree = {
            ...status('28.5.2'),
            '/usr/lib/systemd/system/docker.service': dockerCeUnit.replace('-H fd://', ''),
            '/etc/docker/daemon.json': JSON.stringify(before, null, 4),
          };
          const desired = {
            daemon: { ...wish, ...Object.fromEntries(gone.map((key) => [key, null])) },
          };
          const { after } = await planOn(tree, desired);
          const now = await hostOf(after);
          const current = currentOf(now);
          for (const [key, value] of Object.entries(desired.daemon)) {
            expect(current.held(key).value ?? null).toEqual(value);
          }
          expect(
            makePlan(desired, now, { restart: 'auto', allowUnsupported: false }).changes,
          ).toEqual([]);
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('the docker 1.13 of RHEL 7', () => {
  it('never meets its own flags with a key in daemon.json', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.boolean(),
        fc.boolean(),
        wishArbitrary('insecure-registries'),
        async (inSysconfig, inRegistries, wish) => {
          const tree = {
            '/usr/lib/systemd/system/docker.service': rhel113Unit,
            '/etc/sysconfig/docker': inSysconfig
              ? "INSECURE_REGISTRY='--insecure-registry a.example:5000'\n"
              : 'OPTIONS=\n',
            '/etc/containers/registries.conf': inRegistries
              ? "[registries.insecure]\nregistries = ['b.example']\n"
              : '',
          };
          const desired: DesiredState = { 'insecure-registries': wish as never };
          const { after, plan } = await planOn(tree, desired);
          const now = await hostOf(after);
          const held = currentOf(now).held('insecure-registries');
          const want = plan.expects[0]?.value ?? null;
          expect(held.settings.some((setting) => setting.target === 'daemon-json')).toBe(false);
          expect(
            isSatisfied({ key: 'insecure-registries', subject: null, value: want }, held.value),
          ).toBe(true);
          expect(
            makePlan(desired, now, { restart: 'auto', allowUnsupported: false }).changes,
          ).toEqual([]);
          expect(treeAfter(after, [])).toEqual(after);
        },
      ),
      { numRuns: 60 },
    );
  });
});
