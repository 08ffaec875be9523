import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import type { HostFacts } from '../../../src/domain/facts.ts';
import type { FileChange, Plan } from '../../../src/domain/plan.ts';
import { parseReference } from '../../../src/domain/reference.ts';
import { routeFor } from '../../../src/domain/routes.ts';
import { cacheFiles, cachePaths } from '../../../src/engine/cache/files.ts';
import { findContainer, findProgram } from '../../../src/engine/cache/host.ts';
import { planCache, planWithoutCache } from '../../../src/engine/cache/plan.ts';
import { installedCache } from '../../../src/engine/cache/status.ts';
import {
  type CacheWishes,
  nameInCertificate,
  ownUrl,
  parseImageName,
  parseListen,
  parsePlainPath,
  sharedUrl,
} from '../../../src/engine/cache/wishes.ts';
import { overlay } from '../../../src/engine/plan/overlay.ts';
import { viewOf } from '../../../src/engine/view/view.ts';
import { engine28, factsWith } from '../../checks/evidence.ts';
import { createMemoryFiles } from '../../doubles/files.ts';
import { rootAuthority } from '../../world/certificates/authority.ts';

const template = await readFile(
  new URL('../../../templates/systemd/dockcfg-cache.service', import.meta.url),
  'utf8',
);
const containerTemplate = await readFile(
  new URL('../../../templates/systemd/dockcfg-cache-container.service', import.meta.url),
  'utf8',
);
const plain: CacheWishes = {
  host: '127.0.0.1',
  port: 5000,
  storage: '/var/lib/dockcfg-cache',
  runs: { kind: 'binary', path: '/usr/bin/docker-registry' },
  proxies: { http: '', https: '', no: '' },
  tls: null,
  serverName: 'cache.example',
};
const options = { restart: 'auto', allowUnsupported: false } as const;
const plan = (facts: HostFacts, wishes: Partial<CacheWishes> = {}) =>
  planCache({ ...plain, ...wishes }, facts, { template, options });
const filesOf = ({ changes }: Plan) =>
  changes.filter((change): change is FileChange => change.kind === 'file');
const textIn = (made: Plan, path: string) => {
  const after = filesOf(made).find((change) => change.path === path)?.after;
  return after?.kind === 'file' ? new TextDecoder().decode(after.bytes) : null;
};
const textOfFile = (wishes: Partial<CacheWishes>, path: string) =>
  cacheFiles({ ...plain, ...wishes }, template).find((file) => file.path === path)?.content ?? '';

/** A host without any trust directory, and what it is after a plan. */
const blank = factsWith({ directories: new Map([['/etc/docker/certs.d/', []]]) });
const applied = (facts: HostFacts, made: Plan) => overlay(facts, filesOf(made));

describe('the unit of the cache in a container', () => {
  const runs = {
    kind: 'container',
    image: 'registry.corp.example/library/registry:3',
    docker: '/usr/local/bin/docker',
    unit: 'snap.docker.dockerd.service',
  } as const;
  const unit = (wishes: Partial<CacheWishes> = {}) =>
    cacheFiles({ ...plain, runs, ...wishes }, containerTemplate).find(
      ({ path }) => path === cachePaths.unit,
    )?.content ?? '';

  it('starts after the engine it serves, which does not wait for it', () => {
    expect(unit()).toMatch(/^After=network-online.target snap.docker.dockerd.service$/m);
    expect(unit()).toMatch(/^PartOf=snap.docker.dockerd.service$/m);
    expect(unit()).not.toMatch(/^(Before|Requires|BindsTo)=/m);
  });

  it('never pulls the image that it runs', () => {
    expect(unit()).toMatch(/^ExecStart=\/usr\/local\/bin\/docker run .*--pull=never/m);
    expect(unit()).toContain(
      '--entrypoint=registry registry.corp.example/library/registry:3 serve',
    );
  });

  it('keeps its layers, and finds its certificate, where the configuration says', () => {
    const tls = { certificate: '/etc/ssl/c.pem', key: '/etc/ssl/c.key' };
    const text = unit({ storage: '/srv/layers', tls });
    expect(text).toContain('--volume=/srv/layers:/srv/layers');
    expect(text).not.toContain('/var/lib/dockcfg-cache');
    expect(text).toContain('LoadCredential=cert.pem:/etc/ssl/c.pem');
    expect(text).toMatch(/--volume=(\/run\/credentials\/dockcfg-cache.service):\1:ro/);
  });

  it('is known as one when it is installed', () => {
    const made = planCache({ ...plain, runs }, blank, { template: containerTemplate, options });
    expect(installedCache(applied(blank, made))).toMatchObject({ inContainer: true });
    expect(installedCache(applied(blank, plan(blank)))).toMatchObject({ inContainer: false });
  });

  it.each(['registry:3', `harbor.example:8443/mirror/registry@sha256:${'a'.repeat(64)}`])(
    'may run %s',
    (image) => expect(parseImageName(image)).toBe(image),
  );

  it.each(['', 'registry:3 --privileged', '$IMAGE', '--privileged', 'A:b:c'])(
    'does not run %j',
    (image) => expect(() => parseImageName(image)).toThrow('is not an image name'),
  );
});

describe('the image of the cache', () => {
  const answering = (exitCode: number) => ({
    run: async () => ({ exitCode, stdout: '', stderr: '' }),
  });
  const files = createMemoryFiles({ '/usr/bin/docker': '' });
  const facts = factsWith();

  it('has to be here', async () => {
    const found = findContainer('registry:3', { facts, files, commands: answering(0) });
    expect(await found).toMatchObject({ docker: '/usr/bin/docker', image: 'registry:3' });
    const missing = findContainer('registry:3', { facts, files, commands: answering(1) });
    await expect(missing).rejects.toThrow('docker pull registry:3');
  });

  it('needs the docker command', async () => {
    const none = { facts, files: createMemoryFiles(), commands: answering(0) };
    await expect(findContainer('registry:3', none)).rejects.toThrow('/usr/bin');
  });
});

describe('the unit of the cache', () => {
  it('is the shipped one, as it is, where nothing else is wished', () => {
    expect(textOfFile({}, cachePaths.unit)).toBe(template);
  });

  it('runs another program, and keeps its layers elsewhere, where that is wished', () => {
    const text = textOfFile(
      { runs: { kind: 'binary', path: '/opt/registry' }, storage: '/srv/cache' },
      cachePaths.unit,
    );
    expect(text).toContain('\nExecStart=/opt/registry serve /etc/dockcfg-cache/config.yml\n');
    expect(text).toContain('\nReadWritePaths=-/srv/cache\n');
    expect(textOfFile({ storage: '/srv/cache' }, cachePaths.configuration)).toContain(
      'rootdirectory: "/srv/cache"',
    );
  });

  it('gets its key as a credential, which its own user can read', () => {
    const tls = { certificate: '/etc/ssl/c.pem', key: '/etc/ssl/k.pem' };
    expect(textOfFile({ tls }, cachePaths.unit)).toContain(
      '\nLoadCredential=key.pem:/etc/ssl/k.pem\n',
    );
    expect(textOfFile({ tls }, cachePaths.configuration)).toContain(
      'key: /run/credentials/dockcfg-cache.service/key.pem',
    );
  });

  it('reads a proxy with its password from a file that only root may read', () => {
    const https = 'http://me:pw@proxy:3128';
    const made = plan(blank, { proxies: { http: '', https, no: '.lab' } });
    expect(textIn(made, cachePaths.environment)).toContain(
      'HTTPS_PROXY="http://me:pw@proxy:3128"\nNO_PROXY=".lab"\n',
    );
    const file = filesOf(made).find(({ path }) => path === cachePaths.environment);
    expect(file?.after).toMatchObject({ mode: 0o600 });
    expect(installedCache(overlay(blank, filesOf(made)))?.upstreamProxy).not.toContain('pw');
  });
});

describe('the plan of a cache', () => {
  const containerd = { ...blank, engine: { ...engine28, store: 'containerd' as const } };

  it('starts it before the engine is told to use it', () => {
    const { changes } = plan(blank);
    expect(changes.map((change) => (change.kind === 'file' ? change.path : change.effect))).toEqual(
      [
        cachePaths.configuration,
        cachePaths.unit,
        cachePaths.wanted,
        'cache-service',
        '/etc/docker/daemon.json',
      ],
    );
  });

  it('is empty where it stands as wished', () => {
    for (const facts of [blank, containerd]) {
      const after = applied(facts, plan(facts));
      expect(plan(after).changes).toEqual([]);
    }
  });

  it('asks the cache before the mirrors that were there', () => {
    const mirrors = (url: string) => plan(withMirror(blank, url));
    expect(textIn(mirrors('https://old.example'), '/etc/docker/daemon.json')).toBe(
      '{"registry-mirrors":["http://127.0.0.1:5000","https://old.example"]}',
    );
  });

  it('is called by its new name only, when it moves', () => {
    const after = applied(blank, plan(blank));
    const moved = applied(after, plan(after, { port: 6000 }));
    expect(viewOf(moved, 'files').mirrors).toEqual(['http://127.0.0.1:6000']);
  });

  it('takes away what a smaller wish no longer has', () => {
    const proxies = { http: '', https: 'http://proxy:3128', no: '' };
    const after = overlay(blank, filesOf(plan(blank, { proxies })));
    const again = filesOf(plan(after)).find(({ path }) => path === cachePaths.environment);
    expect(again?.after.kind).toBe('absent');
  });

  it('keeps Docker Hub verified in the containerd store', () => {
    const made = plan(containerd);
    const after = applied(containerd, made);
    const parsed = parseReference('alpine');
    if ('problem' in parsed) throw new Error('it is one');
    const { endpoints } = routeFor(parsed.reference, viewOf(after, 'files'));
    expect(endpoints.map(({ url, role, trust }) => [url, role, trust.verify])).toEqual([
      ['http://127.0.0.1:5000', 'mirror', false],
      ['https://registry-1.docker.io', 'upstream', true],
    ]);
  });

  it('leaves nothing behind when it is taken back', () => {
    for (const facts of [withMirror(blank, 'https://old.example'), containerd]) {
      const there = applied(facts, plan(facts));
      const gone = planWithoutCache('http://127.0.0.1:5000', there, options);
      const left = applied(there, gone);
      for (const path of Object.values(cachePaths)) {
        expect(left.files.get(path)?.state.kind).not.toBe('file');
      }
      expect(viewOf(left, 'files').mirrors).toEqual(viewOf(facts, 'files').mirrors);
      expect(left.files.get('/etc/docker/certs.d/docker.io/hosts.toml')?.state.kind).not.toBe(
        'file',
      );
      expect(planWithoutCache(null, left, options).changes).toEqual([]);
    }
  });

  it('warns where the engine would go to the cache through its proxy', () => {
    const behind = withDaemonJson({ proxies: { 'http-proxy': 'http://proxy:3128' } });
    const warnings = (host: string) => plan(behind, { host }).warnings.map(({ en }) => en);
    expect(warnings('10.0.0.5')).toContainEqual(expect.stringContaining('through its proxy'));
    expect(warnings('127.0.0.1')).toEqual([]);
  });
});

function withDaemonJson(values: object, facts = blank): HostFacts {
  const bytes = new TextEncoder().encode(JSON.stringify(values));
  const path = '/etc/docker/daemon.json';
  const state = { kind: 'file', bytes, mode: 0o644, uid: 0, gid: 0 } as const;
  return { ...facts, files: new Map([[path, { path, realPath: null, state }]]) };
}

function withMirror(facts: HostFacts, url: string): HostFacts {
  return withDaemonJson({ 'registry-mirrors': [url] }, facts);
}

describe('what is said of a cache', () => {
  it.each([
    ['127.0.0.1:5000', '127.0.0.1', 5000],
    ['0.0.0.0:5000', '0.0.0.0', 5000],
    ['[::]:6000', '::', 6000],
    [':5000', '', 5000],
  ])('--listen %s', (text, host, port) => {
    expect(parseListen(text)).toEqual({ host, port });
  });

  it.each([
    '5000',
    'localhost:5000',
    '127.0.0.1',
    '127.0.0.1:0',
    '127.0.0.1:70000',
    '[::1]:80',
    '',
  ])('--listen %j is refused', (text) => {
    expect(() => parseListen(text)).toThrow(/--listen/);
  });

  it.each(['srv', '/', '/srv/a b', '/srv/$HOME', '/srv/%n', '/a/../b', "/a'b", ''])(
    'the path %j is refused',
    (text) => {
      expect(() => parsePlainPath('--storage', text)).toThrow(/--storage/);
    },
  );

  const tls = { certificate: '/c', key: '/k' };
  it.each([
    [{}, 'http://127.0.0.1:5000', null],
    [{ host: '0.0.0.0' }, 'http://127.0.0.1:5000', 'http://cache.example:5000'],
    [{ host: '', serverName: null }, 'http://127.0.0.1:5000', null],
    [{ host: '10.0.0.5', serverName: null }, 'http://10.0.0.5:5000', 'http://10.0.0.5:5000'],
    [{ host: '0.0.0.0', tls }, 'https://cache.example:5000', 'https://cache.example:5000'],
  ])('%j is called %s here and %s elsewhere', (wishes, own, shared) => {
    expect(ownUrl({ ...plain, ...wishes })).toBe(own);
    expect(sharedUrl({ ...plain, ...wishes })).toBe(shared);
  });

  it('reads its name from its certificate', () => {
    const authority = rootAuthority('Cache CA');
    const { pem } = authority.issue({ names: ['*.x', 'cache.example'], ips: ['10.0.0.5'] });
    expect(nameInCertificate('/c', Buffer.from(pem))).toBe('cache.example');
    expect(() => nameInCertificate('/c', Buffer.from(authority.pem))).toThrow(/names no host/);
    expect(() => nameInCertificate('/c', Buffer.from('nonsense'))).toThrow(/\/c/);
  });
});

describe('the registry program', () => {
  it("is Debian's, another's, or the one that was named", async () => {
    const files = createMemoryFiles({ '/usr/local/bin/registry': '', '/opt/it': '' });
    expect(await findProgram(files, null)).toBe('/usr/local/bin/registry');
    expect(await findProgram(files, '/opt/it')).toBe('/opt/it');
    await expect(findProgram(files, '/opt/other')).rejects.toThrow('/opt/other');
    await expect(findProgram(createMemoryFiles(), null)).rejects.toThrow(
      'apt install docker-registry',
    );
  });
});
