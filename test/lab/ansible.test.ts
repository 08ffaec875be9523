/**
 * The collection on three generations of the engine at once, through a real ansible-playbook:
 * from hosts without dockcfg to real pulls, and what happens to the one that fails.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Played, PlayOptions, Workspace } from '../ansible/ansible.ts';
import { openWorkspace } from '../ansible/ansible.ts';
import type { Artefacts } from '../packaging/artefacts.ts';
import { buildArtefacts } from '../packaging/artefacts.ts';
import { labInventory } from './ansible-inventory.ts';
import type { LabHost } from './host.ts';
import type { Lab } from './lab.ts';
import { startLab, users } from './lab.ts';
import type { SuiteName } from './suites.ts';

const suites: readonly SuiteName[] = ['bookworm', 'trixie', 'forky'];
const debug = { debug: true };
const configuring = "Make Docker's engine match the variables";
/** Every character of it has to be escaped somewhere on its way. */
const { name: username, password } = users.awkwardProxy;

let artefacts: Artefacts;
let lab: Lab;
let workspace: Workspace;
let hosts: readonly LabHost[];

beforeAll(async () => {
  [artefacts, lab, workspace] = await Promise.all([
    buildArtefacts(),
    startLab({ hosts: suites }),
    openWorkspace(),
  ]);
  hosts = suites.map((suite) => lab.host(suite));
  await Promise.all(hosts.map((host) => host.blockHub()));
});
afterAll(async () => {
  await lab?.stop();
  await workspace?.dispose();
  await artefacts?.[Symbol.asyncDispose]();
});

describe('a fleet of three engines', () => {
  let archive: string;
  let predicted: Played;

  beforeAll(async () => {
    archive = await artefacts.archive();
  });

  test('a check on fresh hosts says what would come and leaves no trace', async () => {
    const before = await traces();
    const played = await site(['--check']);
    expect(played.exitCode, played.output).toBe(0);
    for (const suite of suites) {
      expect(played.of('Say what would be installed', suite).changed).toBe(true);
    }
    expect(await traces()).toEqual(before);
  });

  test('once dockcfg is there, a check predicts what the run does, and the run does it', async () => {
    await onlyInstall();
    const before = await traces();
    predicted = await site(['--check', '--diff']);
    expect(predicted.exitCode, predicted.output).toBe(0);
    expect(await traces()).toEqual(before);

    const played = await site();
    expect(played.exitCode, played.output).toBe(0);
    for (const suite of suites) {
      const { changed, changes, action, disruption } = predicted.of(configuring, suite);
      expect(changed).toBe(true);
      expect(played.of(configuring, suite)).toMatchObject({
        ...{ changed, changes, action, disruption },
        ...{ applied: true, restart_required: false, reload_required: false },
      });
      expect(Object.values(played.of(configuring, suite).verified)).not.toContain('differs');
    }
    expect(await pulls('library/hello')).toEqual(['pulled', 'pulled', 'pulled']);
    expect(await pulls('plain.lab:5000/hello')).toEqual(['pulled', 'pulled', 'pulled']);
  });

  test('the diff shows what changes, and no password in any of its spellings', async () => {
    for (const suite of suites) expect(predicted.diffs.get(suite)).toContain('proxy.lab:3129');
    const shown = predicted.output + [...predicted.diffs.values()].join('');
    for (const spelling of [password, encodeURIComponent(password), password.slice(0, 4)]) {
      expect(shown + JSON.stringify(predicted.results)).not.toContain(spelling);
    }
  });

  test('the second run changes nothing, not even a time', async () => {
    const before = await traces();
    const engines = await enginePids();
    const played = await site();
    expect(played.exitCode, played.output).toBe(0);
    expect(played.results.filter(({ result }) => result.changed)).toEqual([]);
    expect(await traces()).toEqual(before);
    expect(await enginePids()).toEqual(engines);
  });

  test('info tells where a value comes from, on each host its own place', async () => {
    const keys = { keys: ['registry-mirrors'] };
    const played = await play([{ name: 'look', 'dockcfg.engine.info': keys }]);
    for (const suite of suites) {
      const [mirrors] = played.of('look', suite).settings;
      expect(mirrors).toMatchObject({
        value: ['https://mirror.lab'],
        origin: { path: '/etc/docker/daemon.json' },
        state: 'in effect',
      });
    }
  });

  test('one host that cannot be configured is put back and says so; the others finish', async () => {
    const [bad, ...good] = ['trixie', 'bookworm', 'forky'] as const;
    await giveUpSoon(bad);
    const before = await configuration(bad);
    const refused = { 'data-root': '/proc/nowhere' };
    const daemon = { [bad]: refused, ...Object.fromEntries(good.map((name) => [name, debug])) };
    const wishes = { daemon: '{{ daemon[inventory_hostname] }}' };
    const task = { name: 'more', 'dockcfg.engine.config': wishes };
    const played = await play([task], {}, { vars: { daemon } });
    expect(played.exitCode).not.toBe(0);
    expect(played.of('more', bad)).toMatchObject({ failed: true, put_back: true, exit_code: 3 });
    for (const suite of good) {
      expect(played.of('more', suite)).toMatchObject({ failed: false, changed: true });
    }
    expect(await configuration(bad)).toBe(before);
    await lab.host(bad).waitForDocker();
    await Promise.all(hosts.map((host) => host.forgetImages()));
    expect(await pulls('library/hello')).toEqual(['pulled', 'pulled', 'pulled']);
  });

  test('serial goes host by host and stops at the first failure; --limit keeps to its hosts', async () => {
    const task = { name: 'more', 'dockcfg.engine.config': { daemon: { 'shutdown-timeout': 25 } } };
    const limited = await play([task], { flags: ['--limit', 'forky'] });
    expect(limited.results.map(({ host }) => host)).toEqual(['forky']);

    const wrong = {
      name: 'wrong',
      'dockcfg.engine.config': { registry_mirrors: ['mirror.lab'] },
      when: "inventory_hostname == 'trixie'",
    };
    const rolling = await play([wrong, task], {}, { serial: 1, any_errors_fatal: true });
    expect(rolling.exitCode).not.toBe(0);
    expect(rolling.of('wrong', 'trixie')).toMatchObject({ failed: true, exit_code: 65 });
    const configured = rolling.results.filter(({ task: name }) => name === 'more');
    expect(configured.map(({ host }) => host)).toEqual(['bookworm']);
  });

  test('with a handler, the engine starts once at the end of the play', async () => {
    const vars = { dockcfg_finish: 'handler', dockcfg_daemon: { 'log-driver': 'local' } };
    const before = await starts();
    const played = await site([], vars);
    expect(played.exitCode, played.output).toBe(0);
    for (const [index, count] of (await starts()).entries()) {
      expect(count - (before[index] ?? 0)).toBe(1);
    }
    for (const host of hosts) expect(await host.info()).toMatchObject({ LoggingDriver: 'local' });
  });

  test('a handler that fails takes back what the play wrote', async () => {
    await giveUpSoon('bookworm');
    const before = await configuration('bookworm');
    const vars = { dockcfg_finish: 'handler', dockcfg_daemon: { 'data-root': '/proc/nowhere' } };
    const played = await site(['--limit', 'bookworm'], vars);
    expect(played.exitCode).not.toBe(0);
    const last = played.results.at(-1)?.result;
    expect(last, played.output).toMatchObject({ put_back: true });
    expect(await configuration('bookworm')).toBe(before);
    await lab.host('bookworm').waitForDocker();
  });

  test('doctor is content on every host', async () => {
    const wishes = { images: ['library/hello', 'plain.lab:5000/hello'] };
    const played = await play([{ name: 'look', 'dockcfg.engine.doctor': wishes }]);
    for (const suite of suites) {
      expect(played.of('look', suite)).toMatchObject({ failed: false, verdict: 'healthy' });
    }
  });

  /** The site's own play: everything that a pull here needs. */
  function site(flags: readonly string[] = [], more: object = {}): Promise<Played> {
    const vars = {
      ...installing(),
      dockcfg_registry_mirrors: ['https://mirror.lab'],
      dockcfg_insecure_registries_add: ['plain.lab:5000'],
      dockcfg_proxies: {
        http_proxy: 'http://proxy.lab:3129',
        https_proxy: 'http://proxy.lab:3129',
        no_proxy: ['localhost', '.lab'],
        username,
        password,
      },
      dockcfg_registries: [{ host: 'mirror.lab', ca: lab.ca.private }],
      ...more,
    };
    const role = { role: 'dockcfg.engine.setup', vars };
    const one = { hosts: 'all', gather_facts: false, roles: [role] };
    return workspace.play([one], { inventory: inventory(), flags });
  }

  const installing = () => ({
    dockcfg_source: archive,
    dockcfg_sha256: { [artefacts.architecture]: artefacts.sum },
  });

  async function onlyInstall(): Promise<void> {
    const role = { role: 'dockcfg.engine.setup', vars: installing() };
    const one = { hosts: 'all', gather_facts: false, roles: [role] };
    const played = await workspace.play([one], { inventory: inventory() });
    expect(played.exitCode, played.output).toBe(0);
  }
});

function play(tasks: readonly object[], options: PlayOptions = {}, more: object = {}) {
  const one = { hosts: 'all', gather_facts: false, tasks, ...more };
  return workspace.play([one], { inventory: inventory(), ...options });
}

const inventory = () => labInventory(hosts);

function pulls(image: string): Promise<string[]> {
  return Promise.all(
    hosts.map(async (host) => {
      const { exitCode, stderr } = await host.pull(image);
      return exitCode === 0 ? 'pulled' : stderr;
    }),
  );
}

/** Everything that stands in the places dockcfg may write, with times. */
function traces(): Promise<string[]> {
  const places = '/etc /usr/local /var/lib/dockcfg';
  return Promise.all(
    hosts.map((host) =>
      host.sh(`find ${places} -printf '%p %m %U:%G %s %T@\\n' 2>/dev/null | sort`),
    ),
  );
}

/** The same by content, of one host. */
function configuration(suite: SuiteName): Promise<string> {
  return lab.host(suite).sh(
    `find /etc/docker /etc/default /etc/systemd /usr/local/share/ca-certificates -type f \
      -exec sha256sum {} + -printf '%p %m %U:%G\\n' | sort`,
  );
}

/** The lab's hosts would try to start for ever, where Debian's own unit gives up after three times. */
function giveUpSoon(suite: SuiteName): Promise<void> {
  return lab.host(suite).dropIn('give-up-soon', '[Service]\nRestart=no\n');
}

const enginePids = () =>
  Promise.all(hosts.map((host) => host.must(['systemctl', 'show', '-P', 'MainPID', 'docker'])));

/** How often the engine has started since boot. */
function starts(): Promise<number[]> {
  return Promise.all(
    hosts.map(async (host) => {
      const journal = await host.must([
        ...['journalctl', '--unit', 'docker.service', '--output', 'cat', '--no-pager'],
        ...['--identifier', 'systemd'],
      ]);
      return journal.split('\n').filter((line) => /^Started /.test(line)).length;
    }),
  );
}
