import { describe, expect, it } from 'vitest';
import type { EngineInfo } from '../../../src/domain/facts.ts';
import type { Deed } from '../../../src/domain/finding.ts';
import { makePlan } from '../../../src/engine/plan/plan.ts';
import { hostOf, type Tree, textIn, treeAfter } from '../host.ts';
import { dockerCeUnit } from '../units.ts';
import { daemonJson } from './host.ts';

const unit = { '/lib/systemd/system/docker.service': dockerCeUnit };
const lists = ['registry-mirrors', 'insecure-registries'];

/** A plan for deeds alone, on a host whose engine runs with `info`; null: it is down. */
async function planned(
  tree: Tree,
  deeds: readonly Deed[],
  { info = {}, active = 'active' }: { info?: Partial<EngineInfo> | null; active?: string } = {},
) {
  const show = `Id=docker.service\nLoadState=loaded\nActiveState=${active}\nUnitFileState=enabled\nMainPID=0\n`;
  const commands = {
    'systemctl show': show,
    '/usr/bin/dockerd --version': 'Docker version 28.5.2',
  };
  const facts = await hostOf(
    { ...unit, ...tree },
    { running: { ...(info ? { info } : {}), commands } },
  );
  const plan = makePlan({}, facts, { restart: 'auto', allowUnsupported: false, deeds });
  const files = plan.changes.filter((change) => change.kind === 'file');
  const effects = plan.changes.flatMap((each) => (each.kind === 'effect' ? [each.effect] : []));
  return { plan, effects, after: treeAfter(tree, files) };
}

describe('a running engine that the files have left behind', () => {
  it('is reloaded when a list differs, and held to it', async () => {
    const tree = { [daemonJson]: '{"registry-mirrors": ["https://m"]}' };
    const { plan } = await planned(tree, [{ kind: 'converge', keys: lists }]);
    expect(plan).toMatchObject({ changes: [], action: 'reload' });
    expect(plan.expects).toContainEqual({ key: 'registry-mirrors', value: ['https://m/'] });
  });

  it('gets a list that is gone spelled out as empty, which a reload needs', async () => {
    const info = { mirrors: ['https://gone/'] };
    const tree = { [daemonJson]: '{}\n' };
    const { plan, after } = await planned(tree, [{ kind: 'converge', keys: lists }], { info });
    expect(plan.action).toBe('reload');
    expect(JSON.parse(textIn(after, daemonJson) ?? '')).toEqual({ 'registry-mirrors': [] });
  });

  it('is restarted for proxies', async () => {
    const tree = { [daemonJson]: '{"proxies": {"https-proxy": "http://p:1"}}' };
    const deed: Deed = { kind: 'converge', keys: ['https-proxy', 'no-proxy'] };
    const { plan } = await planned(tree, [deed]);
    expect(plan).toMatchObject({ changes: [], action: 'restart' });
    expect(plan.expects).toEqual([{ key: 'https-proxy', value: 'http://p:1' }]);
  });

  it('is left alone when it has what the files say', async () => {
    const info = { mirrors: ['https://m/'] };
    const tree = { [daemonJson]: '{"registry-mirrors": ["https://m"]}' };
    const { plan } = await planned(tree, [{ kind: 'converge', keys: lists }], { info });
    expect(plan).toMatchObject({ changes: [], action: 'none' });
  });
});

describe('a demanded restart', () => {
  it('happens though no file changes', async () => {
    const { plan } = await planned({}, [{ kind: 'restart' }]);
    expect(plan).toMatchObject({ changes: [], action: 'restart' });
  });

  it('starts an engine that is down', async () => {
    const down = { info: null, active: 'inactive' };
    const { plan } = await planned({}, [{ kind: 'restart' }], down);
    expect(plan).toMatchObject({
      action: 'restart',
      reason: { en: expect.stringContaining('down') },
    });
  });

  it('is refused while daemon.json is broken, which would end the engine', async () => {
    await expect(planned({ [daemonJson]: '{' }, [{ kind: 'restart' }])).rejects.toThrow(daemonJson);
  });

  it('comes with the repair of a file that has one sensible reading', async () => {
    const tree = { [daemonJson]: '{"debug": true,}' };
    const deeds: Deed[] = [{ kind: 'repair' }, { kind: 'restart' }];
    const { plan, after } = await planned(tree, deeds, { info: null, active: 'failed' });
    expect(plan.action).toBe('restart');
    expect(JSON.parse(textIn(after, daemonJson) ?? '')).toEqual({ debug: true });
  });
});

describe('a repair', () => {
  const tree = {
    [daemonJson]: '{"registry-mirror": ["https://m"], "insecure-registry": ["x:5000"]}',
  };
  const keysAfter = async (deed: Deed) => {
    const { after } = await planned(tree, [deed]);
    return Object.keys(JSON.parse(textIn(after, daemonJson) ?? ''));
  };

  it('exempts nothing from certificate checks that was not agreed to', async () => {
    expect(await keysAfter({ kind: 'repair' })).toEqual(['insecure-registry', 'registry-mirrors']);
    const agreed = await keysAfter({ kind: 'repair', loosens: true });
    expect(agreed.toSorted()).toEqual(['insecure-registries', 'registry-mirrors']);
  });
});

describe('other deeds', () => {
  it.each(['unmask', 'daemon-reload', 'update-trust'] as const)(
    '%s is an effect',
    async (effect) => {
      const { effects } = await planned({}, [{ kind: 'effect', effect }]);
      expect(effects).toEqual([effect]);
    },
  );

  it('a file gets the name that the engine reads, with the mode it had', async () => {
    const folder = '/etc/docker/certs.d/harbor.lab';
    const tree = { [`${folder}/ca.pem`]: { text: 'PEM', mode: 0o640 } };
    const deed: Deed = { kind: 'move', path: `${folder}/ca.pem`, to: `${folder}/ca.crt` };
    const { after } = await planned(tree, [deed]);
    expect(after).toEqual({
      [`${folder}/ca.crt`]: { ...tree[`${folder}/ca.pem`], uid: 0, gid: 0 },
    });
  });
});
