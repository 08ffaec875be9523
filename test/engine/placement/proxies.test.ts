import { describe, expect, it } from 'vitest';
import type { DesiredState } from '../../../src/domain/desired.ts';
import { viewOf } from '../../../src/engine/view/view.ts';
import { engine, hostOf, type Tree, textIn } from '../host.ts';
import { ce, daemonJson, planOn, proxy, vendor } from '../plan/host.ts';
import { dockerIoUnit, mobyEngineUnit } from '../units.ts';

describe('proxies', () => {
  const wish = (text: string): DesiredState => ({ proxies: { 'https-proxy': proxy(text) } });

  it('go into daemon.json from 23.0 and into a drop-in before', async () => {
    const paths = async (version: string) =>
      (await planOn(ce, wish('http://p:1'), engine(version))).files.map((file) => file.path);
    expect(await paths('23.0.0')).toEqual([daemonJson]);
    expect(await paths('20.10.24')).toEqual([
      '/etc/systemd/system/docker.service.d/50-dockcfg.conf',
    ]);
  });

  it('stay together where one of them already lives', async () => {
    const mine = '/etc/systemd/system/docker.service.d/proxy.conf';
    const tree = { ...ce, [mine]: '[Service]\nEnvironment=HTTP_PROXY=http://p:1\n' };
    const { files, after } = await planOn(tree, wish('http://p:1'), engine('28.5.2'));
    expect(files.map((file) => file.path)).toEqual([
      '/etc/systemd/system/docker.service.d/50-dockcfg.conf',
    ]);
    expect(textIn(after, mine)).toBe(tree[mine]);
  });

  it('keep the password that the host has where the wish says so', async () => {
    const file = '{"proxies":{"https-proxy":"http://ada:s%2Fcret@old:1"}}';
    const desired: DesiredState = {
      proxies: {
        'http-proxy': proxy('http://ada@new:2'),
        'https-proxy': proxy('http://ada@new:2'),
        'keep-password': true,
      },
    };
    const { after } = await planOn({ ...ce, [daemonJson]: file }, desired, engine('28.5.2'));
    expect(JSON.parse(textIn(after, daemonJson) ?? '').proxies).toEqual({
      'http-proxy': 'http://ada:s%2Fcret@new:2',
      'https-proxy': 'http://ada:s%2Fcret@new:2',
    });
    for (const text of ['{}', '{"proxies":{"https-proxy":"http://bob:s@old:1"}}']) {
      const tree = { ...ce, [daemonJson]: text };
      await expect(planOn(tree, desired, engine('28.5.2'))).rejects.toMatchObject({
        exit: 'invalidInput',
        message: expect.stringContaining('none for the proxy user ada'),
      });
    }
  });

  it.each([
    ['http://p:3128/', 'p:3128'],
    ['http://a%40b:p%2fw@p:3128', 'http://a%40b:p%2Fw@p:3128'],
  ])('are nothing to change where the host only spells them otherwise (%s)', async (has, asked) => {
    const file = JSON.stringify({ proxies: { 'https-proxy': has, 'no-proxy': 'b.lab, a.lab' } });
    const desired: DesiredState = {
      proxies: { 'https-proxy': proxy(asked), 'no-proxy': 'a.lab,b.lab' },
    };
    const tree = { ...ce, [daemonJson]: { text: file, mode: 0o600 } };
    expect((await planOn(tree, desired, engine('28.5.2'))).files).toEqual([]);
  });

  it('leave a drop-in that every user can read when a password comes', async () => {
    const mine = '/etc/systemd/system/docker.service.d/proxy.conf';
    const tree = {
      ...ce,
      [mine]: '[Service]\nEnvironment="HTTPS_PROXY=http://u:p%%40w@p:1"\n',
    };
    const { after } = await planOn(tree, wish('http://u:p%40w@p:1'), engine('28.5.2'));
    expect(textIn(after, mine)).toBe('[Service]\n');
    expect(after[daemonJson]).toMatchObject({ mode: 0o600 });
  });

  it('change in place without a word of passwords where the new ones have none', async () => {
    const mine = '/etc/systemd/system/docker.service.d/http.conf';
    const tree = { ...ce, [mine]: '[Service]\nEnvironment="HTTPS_PROXY=http://u:p%%40ss@p:1"\n' };
    const { files } = await planOn(tree, wish('http://p2:2'), engine('28.5.2'));
    const reasons = files.flatMap((file) => file.because.map(({ en }) => en)).join();
    expect(files.map((file) => file.path)).toEqual([mine]);
    expect(reasons).not.toContain('password');
  });

  it.each([
    ['28.5.2', '20-run.conf', daemonJson],
    ['20.10.24', '20-run.conf', '/etc/systemd/system/docker.service.d/50-dockcfg.conf'],
    ['20.10.24', '90-run.conf', '/var/lib/dockcfg/docker.env'],
  ])('on %s go where %s does not overrule them', async (version, name, place) => {
    const run = `/run/systemd/system/docker.service.d/${name}`;
    const mine = '/etc/systemd/system/docker.service.d/10-proxy.conf';
    const tree: Tree = {
      ...ce,
      [mine]: '[Service]\nEnvironment=HTTPS_PROXY=http://a:1 LANG=C\n',
      [run]: '[Service]\nEnvironment=HTTPS_PROXY=http://b:1\n',
    };
    const { after, files } = await planOn(tree, wish('http://p:2'), engine(version));
    expect(textIn(after, place)).toContain('http://p:2');
    expect(textIn(after, run)).toBe(tree[run]);
    expect(textIn(after, mine)).toBe('[Service]\nEnvironment=LANG=C\n');
    expect(files.map((file) => file.path)).not.toContain(run);
    const facts = await hostOf(after, engine(version));
    expect(viewOf(facts, 'files').proxies.https).toBe('http://p:2');
    expect((await planOn(after, wish('http://p:2'), engine(version))).plan.changes).toEqual([]);
  });

  it('are taken out of an environment file that would beat the drop-in', async () => {
    const tree = {
      [vendor]: mobyEngineUnit,
      '/etc/sysconfig/docker': 'OPTIONS=\nHTTPS_PROXY=http://old:1\n',
    };
    const { after } = await planOn(tree, wish('http://u:p@new:1'), engine('20.10.24'));
    expect(textIn(after, '/etc/sysconfig/docker')).toBe('OPTIONS=\n');
    expect(after['/var/lib/dockcfg/docker.env']).toMatchObject({ mode: 0o600 });
  });

  it('do not go where a later file of the unit empties what an earlier one says', async () => {
    const folder = '/etc/systemd/system/docker.service.d';
    const tree = {
      ...ce,
      [`${folder}/10-old.conf`]: '[Service]\nEnvironment=HTTPS_PROXY=http://old:1\n',
      [`${folder}/20-none.conf`]: '[Service]\nEnvironment=\nEnvironment=A=b\n',
    };
    const written = async (version: string) => {
      const { files, after } = await planOn(tree, wish('http://p:1'), engine(version));
      expect(viewOf(await hostOf(after, engine(version)), 'files').proxies.https).toBe(
        'http://p:1',
      );
      return files.map((file) => file.path);
    };
    expect(await written('20.10.24')).toContain(`${folder}/50-dockcfg.conf`);
    expect(await written('28.5.2')).toContain(daemonJson);
  });

  it('are removed everywhere when they are not wanted', async () => {
    const tree = {
      [vendor]: dockerIoUnit,
      '/etc/systemd/system/docker.service.d/a.conf':
        '[Service]\nEnvironment=https_proxy=http://a:1\n',
      '/etc/default/docker': 'HTTPS_PROXY=http://b:1\n',
      [daemonJson]: '{"proxies":{"https-proxy":"http://c:1"}}',
    };
    const { after } = await planOn(tree, { proxies: null }, engine('28.5.2'));
    expect(textIn(after, '/etc/systemd/system/docker.service.d/a.conf')).toBe('[Service]\n');
    expect(textIn(after, '/etc/default/docker')).toBe('');
    expect(textIn(after, daemonJson)).toBe('{}');
  });

  it('go to the place each other service manager reads', async () => {
    const openrc = { '/etc/init.d/docker': '#!/sbin/openrc-run\n', '/etc/conf.d/docker': '' };
    expect((await planOn(openrc, wish('http://p:1'), engine('20.10.24'))).files[0]?.path).toBe(
      '/etc/conf.d/docker',
    );
    const sysv = { '/etc/init.d/docker': '#!/bin/sh\n' };
    expect((await planOn(sysv, wish('http://p:1'), engine('20.10.24'))).files[0]?.path).toBe(
      '/etc/default/docker',
    );
  });
});
