import { describe, expect, it } from 'vitest';
import type { CertificatePem, DesiredState } from '../../../src/domain/desired.ts';
import { makePlan } from '../../../src/engine/plan/plan.ts';
import { type HostOptions, hostOf } from '../host.ts';
import { dockerCeUnit } from '../units.ts';
import { pem, planOn } from './host.ts';

const tool = '/usr/sbin/update-ca-certificates';
const bundle = '/etc/ssl/certs/ca-certificates.crt';
const anchor = '/usr/local/share/ca-certificates/corp.crt';
const tree = {
  '/lib/systemd/system/docker.service': dockerCeUnit,
  [tool]: '#!/bin/sh\n',
  [bundle]: pem('public'),
};
const corp: DesiredState = { 'system-ca': [pem('corp') as CertificatePem] };
const show = `Id=docker.service
LoadState=loaded
ActiveState=active
SubState=running
UnitFileState=enabled
FragmentPath=/lib/systemd/system/docker.service
`;
const running: HostOptions = {
  running: { info: { version: '28.5.2' }, commands: { 'systemctl show': show } },
};
const root: HostOptions = { user: { uid: 0, gid: 0, home: '/root', sudoUser: null } };

const effects = (plan: Awaited<ReturnType<typeof planOn>>['plan']) =>
  plan.changes.flatMap((change) => (change.kind === 'effect' ? [change.effect] : []));

describe('a CA for the whole system', () => {
  it('lies among the sources by hand, but not in the bundle: it is built, and the engine restarted', async () => {
    const { plan, files } = await planOn({ ...tree, [anchor]: pem('corp') }, corp, running);
    expect(files).toEqual([]);
    expect([effects(plan), plan.action]).toEqual([['update-trust'], 'restart']);
  });

  it('is in the bundle: nothing is to be done', async () => {
    const built = { ...tree, [anchor]: pem('corp'), [bundle]: pem('public') + pem('corp') };
    const { plan } = await planOn(built, corp, running);
    expect([plan.changes, plan.action]).toEqual([[], 'none']);
  });

  it.each([
    ['since the engine was started', { anchor: 200, bundle: 210 }, 'restart'],
    ['before it was', { anchor: 50, bundle: 60 }, 'none'],
    ['before, and the bundle again since, as a package does', { anchor: 50, bundle: 210 }, 'none'],
  ] as const)('was laid and built by hand %s', async (_when, at, required) => {
    const built = { ...tree, [anchor]: pem('corp'), [bundle]: pem('public') + pem('corp') };
    const facts = await hostOf({ ...built, '/var/run/docker.pid': '7' }, running);
    const files = new Map(facts.files);
    const moments = { [anchor]: at.anchor, [bundle]: at.bundle, '/var/run/docker.pid': 100 };
    for (const [path, modifiedAt] of Object.entries(moments)) {
      const snapshot = files.get(path);
      if (snapshot) files.set(path, { ...snapshot, modifiedAt });
    }
    const process = { pid: 7, argv: ['dockerd'], environment: null };
    const options = { restart: 'never', allowUnsupported: false } as const;
    const plan = makePlan(corp, { ...facts, process, files }, options);
    expect([plan.required, plan.changes]).toEqual([required, []]);
  });

  it("is built in a tree by the tree's own program, without a service", async () => {
    const { plan, files } = await planOn(tree, corp, root);
    expect(files).toHaveLength(1);
    expect([effects(plan), plan.action, plan.warnings]).toEqual([['update-trust'], 'none', []]);
  });

  it.each([
    [
      'somebody who is not root',
      tree,
      { user: { uid: 1000, gid: 1000, home: '/', sudoUser: null } },
    ],
    [
      'a tree without the program',
      { ...tree, [tool]: null, '/etc/ca-certificates.conf': '' },
      root,
    ],
  ] as const)('is left to the first boot for %s, which is said', async (_who, files, options) => {
    const given = Object.fromEntries(Object.entries(files).filter(([, text]) => text !== null));
    const { plan } = await planOn(given as Record<string, string>, corp, options);
    expect(effects(plan)).toEqual([]);
    expect(plan.warnings.map(({ en }) => en).join()).toContain('update-ca-certificates');
  });
});
