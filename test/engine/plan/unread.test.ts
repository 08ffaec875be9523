import { describe, expect, it } from 'vitest';
import type { DesiredState } from '../../../src/domain/desired.ts';
import { gather } from '../../../src/engine/gather/gather.ts';
import { makePlan, type PlanOptions } from '../../../src/engine/plan/plan.ts';
import type { ServiceVerb } from '../../../src/ports/journal.ts';
import { infoWith } from '../../doubles/facts.ts';
import { createMemoryJournal } from '../../doubles/journal.ts';
import { memoryFiles, quietPorts, type Tree, treeAfter } from '../host.ts';
import { dockerCeUnit } from '../units.ts';
import { daemonJson, exactly, pem } from './host.ts';

const anchor = '/usr/sbin/update-ca-certificates';
const stock: Tree = {
  '/lib/systemd/system/docker.service': dockerCeUnit,
  '/etc/ssl/certs/ca-certificates.crt': pem('public'),
  [anchor]: '',
};

/** Applies wishes in turn, as transactions would, and plans the next one. */
function hostWith(begin: Tree) {
  const journal = createMemoryJournal();
  let tree = begin;
  let startTicks = 100;
  const show = `Id=docker.service
LoadState=loaded
ActiveState=active
SubState=running
UnitFileState=enabled
NeedDaemonReload=no
MainPID=7
`;
  const look = (mirrors: readonly string[] = []) =>
    gather(
      {
        ...quietPorts,
        journal,
        files: memoryFiles({
          ...tree,
          '/proc/7/cmdline': '/usr/bin/dockerd\0-H\0fd://\0',
          '/proc/7/environ': 'PATH=/bin\0',
          '/proc/7/stat': `7 (docker d) S 1 ${'0 '.repeat(17)}${startTicks} 0\n`,
          '/proc/sys/kernel/random/boot_id': 'boot\n',
        }),
        commands: {
          run: async (argv) => ({
            exitCode: argv[0] === 'systemctl' ? 0 : 127,
            stdout: argv[0] === 'systemctl' ? show : '',
            stderr: '',
          }),
        },
        engine: {
          info: async () => ({ kind: 'saw', data: infoWith({ mirrors }), ms: 1 }),
          containers: async () => ({ kind: 'saw', data: [], ms: 1 }),
        },
      },
      { root: '/', env: {}, user: { uid: 0, home: '/root', sudoUser: null } },
    );
  const plan = async (
    desired: DesiredState,
    restart: PlanOptions['restart'] = 'auto',
    options: Partial<PlanOptions> = {},
  ) => makePlan(desired, await look(), { restart, allowUnsupported: false, ...options });
  return {
    plan,
    /** writes what a plan says, and tells the engine what `restart` allows */
    async apply(desired: DesiredState, restart: PlanOptions['restart'] = 'auto') {
      const facts = await look();
      const made = makePlan(desired, facts, { restart, allowUnsupported: false });
      const id = `${journal.records.size}`;
      const verb: ServiceVerb | null = made.action === 'none' ? null : made.action;
      await journal.begin({
        id,
        startedAt: '2026-11-20T10:15:00.000Z',
        by: { uid: 0, user: 'root' },
        command: 'dockcfg apply',
        plan: made,
        service: null,
        verb,
        shown: null,
        ...(facts.process?.instance ? { instance: facts.process.instance } : {}),
      });
      await journal.end(id, 'committed');
      tree = treeAfter(
        tree,
        made.changes.filter((change) => change.kind === 'file'),
      );
      if (verb === 'restart') startTicks += 100;
    },
    restartByHand() {
      startTicks += 100;
    },
    edit(path: string, text: string) {
      tree = { ...tree, [path]: text };
    },
  };
}

const logLevel = (level: string): DesiredState => ({ daemon: { 'log-level': level } });
const downloads = (count: number): DesiredState => ({
  daemon: { 'max-concurrent-downloads': count },
});

describe('a restart that was put off, for what no engine shows', () => {
  it('is still required on the next run, and done by one that may', async () => {
    const host = hostWith(stock);
    await host.apply(logLevel('warn'), 'never');
    const again = await host.plan(logLevel('warn'), 'never');
    expect([again.action, again.required, again.changes]).toEqual(['none', 'restart', []]);
    const allowed = await host.plan(logLevel('warn'));
    expect([allowed.action, allowed.changes]).toEqual(['restart', []]);
    await host.apply(logLevel('warn'));
    expect((await host.plan(logLevel('warn'))).action).toBe('none');
  });

  it('is forgotten once somebody restarts the engine', async () => {
    const host = hostWith(stock);
    await host.apply(logLevel('warn'), 'never');
    host.restartByHand();
    expect((await host.plan(logLevel('warn'), 'never')).required).toBe('none');
  });

  it('is not needed any more when the old value is back', async () => {
    const host = hostWith(stock);
    await host.apply(logLevel('warn'), 'never');
    await host.apply({ daemon: { 'log-level': null } }, 'never');
    expect((await host.plan({ daemon: { 'log-level': null } }, 'never')).required).toBe('none');
  });

  it('counts values that were edited by hand since', async () => {
    const host = hostWith(stock);
    await host.apply(logLevel('warn'), 'never');
    host.edit(daemonJson, '{"log-level": "debug"}');
    expect((await host.plan(logLevel('debug'))).action).toBe('restart');
  });

  it('is said, and not done, where the wish is about something else', async () => {
    const host = hostWith(stock);
    await host.apply(logLevel('warn'), 'never');
    const plan = await host.plan({ 'registry-mirrors': exactly('https://m.example') });
    expect(plan.action).toBe('reload');
    expect(plan.warnings.map((each) => each.en).join()).toContain(
      'differs from the files in log-level',
    );
  });

  it('outlives the reload that another wish takes', async () => {
    const host = hostWith(stock);
    await host.apply(logLevel('warn'), 'never');
    await host.apply(downloads(7));
    expect((await host.plan(downloads(7))).action).toBe('none');
    expect((await host.plan(logLevel('warn'))).action).toBe('restart');
  });

  it('is a reload where that is enough, and no more than one', async () => {
    const host = hostWith(stock);
    await host.apply(downloads(7), 'never');
    expect((await host.plan(downloads(7), 'never')).required).toBe('reload');
    await host.apply(downloads(7));
    expect((await host.plan(downloads(7))).action).toBe('none');
  });

  it('is remembered for a certificate of the whole system', async () => {
    const host = hostWith(stock);
    const wish = { 'system-ca': [pem('root') as never] };
    await host.apply(wish, 'never');
    host.edit('/etc/ssl/certs/ca-certificates.crt', pem('public') + pem('root'));
    expect((await host.plan(wish, 'never')).required).toBe('restart');
    host.restartByHand();
    expect((await host.plan(wish, 'never')).required).toBe('none');
  });

  it('is remembered for a bundle that was built without a change of files', async () => {
    const host = hostWith({ ...stock, '/usr/local/share/ca-certificates/corp.crt': pem('root') });
    const wish = { 'system-ca': [pem('root') as never] };
    const first = await host.plan(wish, 'never');
    expect(first.changes.map(({ kind }) => kind)).toEqual(['effect']);
    await host.apply(wish, 'never');
    host.edit('/etc/ssl/certs/ca-certificates.crt', pem('public') + pem('root'));
    const again = await host.plan(wish, 'never');
    expect([again.required, again.changes]).toEqual(['restart', []]);
    expect((await host.plan(wish)).action).toBe('restart');
    host.restartByHand();
    expect((await host.plan(wish, 'never')).required).toBe('none');
  });

  it('is what --restart without any wish does', async () => {
    const host = hostWith(stock);
    await host.apply(logLevel('warn'), 'never');
    const deeds = [{ kind: 'converge', keys: ['registry-mirrors'] } as const];
    expect((await host.plan({}, 'auto', { deeds })).action).toBe('restart');
    await host.apply({ daemon: { 'log-level': null } }, 'never');
    expect((await host.plan({}, 'auto', { deeds })).action).toBe('none');
  });
});
