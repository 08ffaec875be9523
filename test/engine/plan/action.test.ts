import { describe, expect, it } from 'vitest';
import { textIn } from '../host.ts';
import { dockerIoUnit, rhel113Unit, rootlessUnit } from '../units.ts';
import {
  ce,
  daemonJson,
  exactly,
  mirrors,
  pem,
  planOn,
  proxy,
  registries,
  vendor,
} from './host.ts';
import { on } from './live-host.ts';

describe('reload, restart or nothing', () => {
  it('reloads for mirrors and insecure registries', async () => {
    const { plan } = await on(ce, {
      ...mirrors('https://m'),
      'insecure-registries': exactly('h:5000'),
    });
    expect(plan.action).toBe('reload');
    expect(plan.reason.en).toContain('containers keep running');
    expect(plan.disruption.containersStopped).toBe(0);
  });

  it('restarts for proxies', async () => {
    const { plan } = await on(ce, { proxies: { 'https-proxy': proxy('http://p:1') } });
    expect(plan.action).toBe('restart');
  });

  it('refuses the restart of a masked unit, and reloads it where that is enough', async () => {
    const state = { masked: true };
    await expect(
      on(ce, { proxies: { 'https-proxy': proxy('http://p:1') } }, state),
    ).rejects.toThrow('unmask docker.service');
    expect((await on(ce, mirrors('https://m'), state)).plan.action).toBe('reload');
    const wish = { proxies: { 'https-proxy': proxy('http://p:1') } };
    expect((await on(ce, wish, state, { restart: 'never' })).plan.action).toBe('none');
  });

  it('does nothing for certificates of a registry', async () => {
    const { plan } = await on(ce, registries({ 'h:5000': { ca: pem('ca') } }));
    expect([plan.action, plan.changes.length]).toEqual(['none', 1]);
  });

  it('restarts for the system trust store, after it has been rebuilt', async () => {
    const tree = { ...ce, '/usr/sbin/update-ca-certificates': '' };
    const { plan } = await on(tree, { 'system-ca': [pem('root') as never] });
    expect(plan.action).toBe('restart');
    expect(plan.changes.at(-1)).toMatchObject({ kind: 'effect', effect: 'update-trust' });
  });

  it.each(['23.0.0', '23.0.6', '24.0.0'])(
    'restarts on %s, which loses a list when it reloads',
    async (version) => {
      const { plan } = await on(ce, mirrors('https://m'), { info: { version } });
      expect(plan.action).toBe('restart');
      expect(plan.reason.en).toContain(version);
    },
  );

  it.each(['20.10.24', '23.0.7', '24.0.1', '28.5.2'])('reloads on %s', async (version) => {
    expect((await on(ce, mirrors('https://m'), { info: { version } })).plan.action).toBe('reload');
  });

  it('reloads where a name without effect makes place for the right one', async () => {
    const tree = { ...ce, [daemonJson]: '{"registry-mirror":["https://m"]}' };
    const { plan } = await on(tree, {}, {}, { repair: true });
    expect(plan.action).toBe('reload');
    expect(plan.reason.en).toContain('registry-mirrors');
  });

  it('restarts the fork for mirrors', async () => {
    const { plan } = await on({ [vendor]: rhel113Unit }, mirrors('https://m'), {
      info: { version: '1.13.1' },
    });
    expect(plan.action).toBe('restart');
  });

  it('restarts a rootless engine, whose reload would signal RootlessKit', async () => {
    const tree = { '/home/ann/.config/systemd/user/docker.service': rootlessUnit };
    const { plan } = await planOn(tree, mirrors('https://m'), {
      running: { info: {} },
      user: { uid: 1000, home: '/home/ann', sudoUser: null },
    });
    expect(plan.action).toBe('restart');
  });

  it('restarts when the running engine still has the key as a flag', async () => {
    const { plan } = await on(ce, mirrors('https://m'), {
      argv: ['/usr/bin/dockerd', '--registry-mirror=https://old'],
      info: { mirrors: ['https://old/'] },
    });
    expect(plan.action).toBe('restart');
    expect(plan.reason.en).toContain('flag');
  });

  it('restarts when a reload would switch off authorization plugins', async () => {
    const { plan } = await on(ce, mirrors('https://m'), {
      argv: ['/usr/bin/dockerd', '--authorization-plugin=p'],
    });
    expect(plan.action).toBe('restart');
  });

  it('restarts for a key that a reload would leave as it was, or for another store', async () => {
    const gone = await on(
      { ...ce, [daemonJson]: '{"labels":["a=b"]}' },
      { daemon: { labels: null } },
    );
    expect(gone.plan.action).toBe('restart');
    const store = await on(ce, { daemon: { features: { 'containerd-snapshotter': true } } });
    expect(store.plan.action).toBe('restart');
    const feature = await on(ce, { daemon: { features: { buildkit: true } } });
    expect(feature.plan.action).toBe('reload');
  });

  it('restarts and has systemd read its units for a change of flags', async () => {
    const tree = {
      [vendor]: dockerIoUnit,
      '/etc/systemd/system/docker.service.d/a.conf':
        '[Service]\nExecStart=\nExecStart=/usr/sbin/dockerd --registry-mirror=https://a\n',
    };
    const { plan } = await on(tree, mirrors('https://b'));
    expect(plan.action).toBe('restart');
    expect(plan.changes.at(-1)).toMatchObject({ effect: 'daemon-reload' });
  });

  it('needs no daemon-reload for the content of an environment file', async () => {
    const tree = {
      [vendor]: dockerIoUnit,
      '/etc/default/docker': 'DOCKER_OPTS=--registry-mirror=https://a\n',
    };
    const { plan } = await on(tree, mirrors('https://b'));
    expect(plan.changes.map((change) => change.kind)).toEqual(['file']);
  });

  it('has systemd read units that were forgotten when it restarts anyway', async () => {
    const { plan } = await on(
      ce,
      { proxies: { 'https-proxy': proxy('http://p:1') } },
      { reload: true },
    );
    expect(plan.changes.at(-1)).toMatchObject({ effect: 'daemon-reload' });
  });
});

describe('lists that are to be gone', () => {
  const tree = { ...ce, [daemonJson]: '{"registry-mirrors":["https://m"]}' };

  it('are written empty for a reload, which would keep them otherwise', async () => {
    const { plan, after } = await on(
      tree,
      { 'registry-mirrors': null },
      { info: { mirrors: ['https://m/'] } },
    );
    expect(plan.action).toBe('reload');
    expect(textIn(after, daemonJson)).toBe('{"registry-mirrors":[]}');
    const again = await on(after, { 'registry-mirrors': null });
    expect([again.plan.action, again.plan.changes]).toEqual(['none', []]);
  });

  it('are taken out when the engine restarts anyway, or does not run', async () => {
    const both = { 'registry-mirrors': null, proxies: { 'https-proxy': proxy('http://p:1') } };
    const { after } = await on(tree, both, { info: { mirrors: ['https://m/'] } });
    expect(JSON.parse(textIn(after, daemonJson) ?? '')).not.toHaveProperty('registry-mirrors');
    const stopped = await planOn(tree, { 'registry-mirrors': null });
    expect(textIn(stopped.after, daemonJson)).toBe('{}');
  });

  it('are written empty when only the running engine still has them', async () => {
    const { plan, after } = await on(
      { ...ce, [daemonJson]: '{}' },
      { 'registry-mirrors': null },
      { info: { mirrors: ['https://m/'] } },
    );
    expect(plan.action).toBe('reload');
    expect(JSON.parse(textIn(after, daemonJson) ?? '')).toEqual({ 'registry-mirrors': [] });
  });
});

describe('converged files under a diverged engine', () => {
  const tree = {
    ...ce,
    [daemonJson]: '{"registry-mirrors":["https://m"],"proxies":{"https-proxy":"http://p:1"}}',
  };

  it('are a reload or restart without a change of files', async () => {
    const list = await on(tree, mirrors('https://m'));
    expect([list.plan.action, list.plan.changes]).toEqual(['reload', []]);
    const proxies = await on(tree, { proxies: { 'https-proxy': proxy('http://p:1') } });
    expect([proxies.plan.action, proxies.plan.changes]).toEqual(['restart', []]);
  });

  it('are required on every run that may not touch the engine', async () => {
    const { plan } = await on(tree, mirrors('https://m'), {}, { restart: 'never' });
    expect([plan.action, plan.required]).toEqual(['none', 'reload']);
  });

  it('are nothing once the engine shows them', async () => {
    const { plan } = await on(tree, mirrors('https://m'), { info: { mirrors: ['https://m/'] } });
    expect([plan.action, plan.required, plan.reason.en]).toEqual([
      'none',
      'none',
      'Everything is already as desired.',
    ]);
  });
});

describe('--restart', () => {
  it('reload is refused before anything is written when it would not do', async () => {
    const wish = { proxies: { 'https-proxy': proxy('http://p:1') } };
    await expect(on(ce, wish, {}, { restart: 'reload' })).rejects.toMatchObject({
      exit: 'needsDecision',
    });
  });

  it('restart restarts for what a reload could do, and not for nothing', async () => {
    expect((await on(ce, mirrors('https://m'), {}, { restart: 'restart' })).plan.action).toBe(
      'restart',
    );
    const tree = { ...ce, [daemonJson]: '{"registry-mirrors":["https://m"]}' };
    const same = await on(
      tree,
      mirrors('https://m'),
      { info: { mirrors: ['https://m/'] } },
      { restart: 'restart' },
    );
    expect(same.plan.action).toBe('none');
  });

  it('never writes the files and says what is left to do', async () => {
    const { plan } = await on(ce, mirrors('https://m'), {}, { restart: 'never' });
    expect([plan.action, plan.required, plan.changes.length]).toEqual(['none', 'reload', 1]);
    expect(plan.reason.en).toContain('still needs a reload');
  });
});

describe('an engine that does not run', () => {
  it('is started when its unit is enabled', async () => {
    const { plan } = await on(ce, mirrors('https://m'), { info: null, active: 'failed' });
    expect(plan.action).toBe('restart');
    expect(plan.reason.en).toContain('is started with the new files');
  });

  it('is left stopped when it is not enabled', async () => {
    const { plan } = await on(ce, mirrors('https://m'), {
      info: null,
      active: 'inactive',
      enabled: false,
    });
    expect([plan.action, plan.changes.length]).toEqual(['none', 1]);
  });

  it('is not called stopped where there is none', async () => {
    const { plan } = await planOn({}, mirrors('https://m'), { running: { commands: {} } });
    expect([plan.action, plan.changes.length]).toEqual(['none', 1]);
    expect(plan.reason.en).toContain('no engine on this host');
  });

  it('is left stopped where nothing changes', async () => {
    const tree = { ...ce, [daemonJson]: '{"registry-mirrors":["https://m"]}' };
    const { plan } = await on(tree, mirrors('https://m'), { info: null, active: 'inactive' });
    expect(plan.action).toBe('none');
  });

  it('is never touched in a tree', async () => {
    const { plan } = await planOn(ce, { proxies: { 'https-proxy': proxy('http://u:p@p:1') } });
    expect([plan.action, plan.changes.every((change) => change.kind === 'file')]).toEqual([
      'none',
      true,
    ]);
  });
});
