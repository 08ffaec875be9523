/** What there is of Docker where no engine was found, and what is said of it. */
import { expect, test } from 'vitest';
import { noEngine } from '../../../src/checks/no-engine.ts';
import { absentSeen } from '../../../src/engine/doctor/absent-seen.ts';
import { evidenceWith, factsWith } from '../../checks/evidence.ts';
import { createMemoryFiles } from '../../doubles/files.ts';

const bare = { flavour: 'none', info: null } as const;

async function said(paths: readonly string[], id = 'debian') {
  const files = createMemoryFiles(Object.fromEntries(paths.map((path) => [path, 'x'])));
  const facts = factsWith({ ...bare, osRelease: { ID: id } });
  const absent = await absentSeen(facts, { files });
  const [finding] = noEngine.judge(evidenceWith({ facts, absent }));
  const commands = finding?.remedies.map((remedy) =>
    'command' in remedy ? remedy.command.join(' ') : remedy.kind,
  );
  return { text: finding?.text.en, severity: finding?.severity, commands };
}

const meant = 'dockcfg doctor --engine 28.5.2';

test.each([
  ['debian', 'apt-get install docker.io'],
  ['fedora', 'dnf install moby-engine'],
  ['alpine', 'apk add docker'],
  ['opensuse-leap', 'zypper install docker'],
  ['slackware', 'ask'],
])('where nothing is installed on %s, it says how: %s', async (id, command) => {
  const { text, commands } = await said(['/usr/bin/ls'], id);
  expect(text).toContain('Docker is not installed');
  expect(commands).toEqual([command, meant]);
});

test('where only the command is there, it says how to see whom that talks to', async () => {
  const { text, commands } = await said(['/usr/local/bin/docker']);
  expect(text).toContain('/usr/local/bin/docker exists, but there is no engine for it');
  expect(commands).toEqual(['docker context ls', 'apt-get install docker.io', meant]);
});

test('a daemon that no service starts is named', async () => {
  const { text, commands } = await said(['/opt/bin/dockerd', '/usr/bin/docker']);
  expect(text).toContain('/opt/bin/dockerd exists, but no service starts it');
  expect(commands).toEqual(['pgrep -a dockerd', 'docker context ls', meant]);
});

test("a user's own engine is looked at as that user", async () => {
  const { text, commands } = await said(['/run/user/1000/docker.sock', '/usr/bin/dockerd']);
  expect(text).toContain('/run/user/1000/docker.sock');
  expect(commands?.[0]).toBe('sudo -u #1000 XDG_RUNTIME_DIR=/run/user/1000 dockcfg doctor');
});

test('nobody looks where there is an engine', async () => {
  const files = createMemoryFiles({});
  expect(await absentSeen(factsWith(), { files })).toBeNull();
});
