import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../src/domain/json.ts';
import type { Target } from '../../src/targets/contract.ts';
import { targets } from '../../src/targets/index.ts';
import { engine, type HostOptions, hostOf, type Tree, treeAfter } from '../engine/host.ts';
import { pem } from '../engine/plan/host.ts';
import { dockerCeUnit, dockerIoUnit, mobyEngineUnit, rhel113Unit } from '../engine/units.ts';
import { edit } from './target-host.ts';

const folder = new URL('../../src/targets/', import.meta.url);

/** For each target a host that reads it, and what it can be given there. */
const homes: {
  readonly [id: string]: {
    readonly tree: Tree;
    readonly options?: HostOptions;
    readonly values: { readonly [key: string]: Json };
    readonly subject?: string;
  };
} = {
  'daemon-json': {
    tree: {},
    values: {
      'registry-mirrors': ['https://m.example'],
      'insecure-registries': ['h:5000'],
      'https-proxy': 'http://p:1',
      'no-proxy': 'a,b',
      'log-driver': 'journald',
      'add-registries': ['x.example'],
    },
  },
  'systemd-dropin': {
    tree: { '/lib/systemd/system/docker.service': dockerIoUnit },
    values: { 'http-proxy': 'http://p:1', 'https-proxy': 'http://u:p%40@p:1', 'no-proxy': 'a b' },
  },
  'unit-flags': {
    tree: {
      '/lib/systemd/system/docker.service': dockerIoUnit,
      '/etc/systemd/system/docker.service.d/a.conf':
        '[Service]\nExecStart=\nExecStart=/usr/sbin/dockerd --registry-mirror=https://x --insecure-registry y\n',
    },
    values: { 'registry-mirrors': ['https://m', 'https://n'], 'insecure-registries': ['h:5000'] },
  },
  'default-docker': {
    tree: { '/lib/systemd/system/docker.service': dockerIoUnit },
    values: { 'registry-mirrors': ['https://m'], 'https-proxy': 'http://p:1' },
  },
  'sysconfig-docker': {
    tree: { '/lib/systemd/system/docker.service': mobyEngineUnit },
    values: { 'insecure-registries': ['h:5000', 'i'], 'no-proxy': 'a,b' },
  },
  'environment-file': {
    tree: {
      '/lib/systemd/system/docker.service': dockerCeUnit
        .replace('[Service]', '[Service]\nEnvironmentFile=-/etc/docker/env')
        .replace('containerd.sock', 'containerd.sock $DOCKER_OPTS'),
    },
    values: { 'registry-mirrors': ['https://m'], 'https-proxy': 'http://p:1' },
  },
  'confd-docker': {
    tree: { '/etc/init.d/docker': '#!/sbin/openrc-run\n', '/etc/conf.d/docker': '# opts\n' },
    values: { 'registry-mirrors': ['https://m'], 'https-proxy': 'http://p:1' },
  },
  'boot2docker-profile': {
    tree: { '/var/lib/boot2docker/profile': '' },
    values: { 'insecure-registries': ['h:5000'], 'http-proxy': 'http://p:1' },
  },
  'certs-d': {
    tree: {},
    subject: 'h.example:5000',
    values: { ca: pem('h'), client: { certificate: pem('c'), key: 'KEY\n' } },
  },
  'hosts-toml': {
    tree: { '/etc/docker/daemon.json': '{"features":{"containerd-snapshotter":true}}' },
    options: engine('28.5.2', 'containerd'),
    subject: 'h.example:5000',
    values: { mirrors: ['https://m.example'] },
  },
  'system-trust': {
    tree: { '/usr/sbin/update-ca-certificates': '' },
    values: { 'system-ca': [pem('root')] },
  },
  'client-config': {
    tree: {},
    values: { 'client-http-proxy': 'http://p:1', 'client-no-proxy': 'a,b' },
  },
  'registries-conf': {
    tree: { '/lib/systemd/system/docker.service': rhel113Unit },
    values: { 'add-registries': ['a.example'], 'insecure-registries': ['b:5000', 'c'] },
  },
};

/** hosts.toml takes its mirrors with their settings; it reads back their URLs. */
function written(target: Target, key: string, value: Json): Json {
  const wrap = target.id === 'hosts-toml' && key === 'mirrors' && Array.isArray(value);
  return wrap ? value.map((url) => ({ url })) : value;
}

describe('the registry of targets', () => {
  it('has every target that a file exports', () => {
    const exported = readdirSync(folder).filter((name) => {
      const text = readFileSync(new URL(name, folder), 'utf8');
      return (
        name.endsWith('.ts') &&
        /^export const \w+(?:: Target =| = variableFileTarget\()/m.test(text)
      );
    });
    expect(exported.length).toBe(targets.length);
  });

  it('gives each its own id and a title in both languages', () => {
    expect(new Set(targets.map((target) => target.id)).size).toBe(targets.length);
    for (const { title, holds } of targets) {
      expect(title.en).not.toBe('');
      expect(title['zh-CN']).not.toBe('');
      expect(holds).not.toEqual([]);
    }
  });

  it('has a home in these tests for every target', () => {
    expect(Object.keys(homes).toSorted()).toEqual(targets.map((target) => target.id).toSorted());
  });
});

describe.each(targets.map((target) => ({ target, id: target.id })))('$id', ({ target, id }) => {
  const home = homes[id] ?? { tree: {}, values: {} };

  it('applies to its home', async () => {
    expect(target.appliesTo(await hostOf(home.tree, home.options))).toBe(true);
  });

  it.each(Object.entries(home.values))(
    'reads back the %s it wrote, and takes it away again',
    async (key, value) => {
      const { tree, options, subject = null } = home;
      const edits = [edit(key, written(target, key, value), subject)];
      const after = treeAfter(tree, target.render(edits, await hostOf(tree, options)));
      const facts = await hostOf(after, options);
      const own = target.read(facts).filter((each) => each.key === key && each.subject === subject);
      const back = own.every((each) => Array.isArray(each.value))
        ? own.flatMap((each) => each.value)
        : id === 'system-trust'
          ? own.map((each) => each.value)
          : own[0]?.value;
      expect(back).toEqual(value);
      expect(target.render(edits, facts)).toEqual([]);
      const gone = treeAfter(after, target.render([edit(key, null, subject)], facts));
      const left = target.read(await hostOf(gone, options));
      expect(left.filter((each) => each.key === key && each.subject === subject)).toEqual([]);
    },
  );

  it('changes nothing without edits', async () => {
    expect(target.render([], await hostOf(home.tree, home.options))).toEqual([]);
  });
});
