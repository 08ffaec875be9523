/** A unit that reads /etc/environment, which everybody else reads as well. */
import { describe, expect, it } from 'vitest';
import { show } from '../../../src/engine/show/show.ts';
import { engine, hostOf, type Tree, textIn } from '../host.ts';
import { planOn, proxy } from '../plan/host.ts';
import { snapUnit } from '../units.ts';

const shared = 'PATH="/usr/bin"\nhttps_proxy=http://all:1\nHTTP_PROXY=http://all:1\n';
const tree: Tree = {
  '/etc/systemd/system/docker.service':
    '[Service]\nType=notify\nEnvironmentFile=-/etc/environment\nExecStart=/usr/bin/dockerd\n',
  '/etc/environment': shared,
};
const snap: Tree = {
  '/etc/systemd/system/snap.docker.dockerd.service': snapUnit,
  '/etc/environment': shared,
};
const own = '/etc/systemd/system/docker.service.d/50-dockcfg.conf';
const wish = { proxies: { 'https-proxy': proxy('http://q:3128'), 'no-proxy': 'a' } };
const secret = { proxies: { 'https-proxy': proxy('http://u:hunter2@q:3128') } };

async function seen(after: Tree, version: string) {
  const { settings } = show(await hostOf(after, engine(version)), ['proxies']);
  return settings.map(({ key, value, state }) => [key, value, state === 'ignored']);
}

describe('a proxy in a file of everybody', () => {
  it.each([
    ['in daemon.json', tree, '28.5.2', wish],
    ['in daemon.json, with a password', tree, '28.5.2', secret],
    ['in an environment file after it', tree, '20.10.24', wish],
    ['in an environment file after it, with a password', tree, '20.10.24', secret],
    ['in the daemon.json of a snap', snap, '28.1.1', wish],
  ])('is overruled for the engine alone, %s', async (_, host, version, desired) => {
    const { after } = await planOn(host, desired, engine(version));
    expect(textIn(after, '/etc/environment')).toBe(shared);
    const value = desired === secret ? 'http://u:xxxxx@q:3128' : 'http://q:3128';
    expect(await seen(after, version)).toContainEqual(['https-proxy', value, false]);
    expect((await planOn(after, desired, engine(version))).plan.changes).toEqual([]);
  });

  it('is taken away for the engine alone', async () => {
    const none = { proxies: null };
    for (const version of ['20.10.24', '28.5.2']) {
      const { after } = await planOn(tree, none, engine(version));
      expect(textIn(after, '/etc/environment')).toBe(shared);
      expect(textIn(after, own)).toContain('UnsetEnvironment=https_proxy');
      expect((await planOn(after, none, engine(version))).plan.changes).toEqual([]);
      expect(await seen(after, version)).toEqual([
        ['http-proxy', 'http://all:1', true],
        ['https-proxy', 'http://all:1', true],
      ]);
      const back = await planOn(after, wish, engine(version));
      expect(await seen(back.after, version)).toContainEqual([
        'https-proxy',
        'http://q:3128',
        false,
      ]);
    }
  });

  it('stays where a unit that is not ours reads it last', async () => {
    const last = {
      ...tree,
      '/etc/systemd/system/docker.service': '[Service]\nExecStart=/usr/bin/dockerd\n',
      '/etc/systemd/system/docker.service.d/90.conf':
        '[Service]\nEnvironmentFile=/etc/environment\n',
    };
    const upper = { ...last, '/etc/environment': 'HTTPS_PROXY=http://all:1\n' };
    await expect(planOn(upper, wish, engine('20.10.24'))).rejects.toMatchObject({
      exit: 'needsDecision',
      message: expect.stringContaining('/etc/environment:1 sets https-proxy for every program'),
    });
  });
});
