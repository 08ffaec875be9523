import { describe, expect, it } from 'vitest';
import { currentOf } from '../../../src/engine/placement/current.ts';
import { hostOf, type Tree, textIn } from '../host.ts';
import { exactly, planOn } from '../plan/host.ts';
import { dockerCeUnit } from '../units.ts';

const vendor = '/lib/systemd/system/docker.service';
const dropIn = '/etc/systemd/system/docker.service.d/start.conf';
const program = '/usr/local/bin/start-docker';

/** A host whose unit starts something else, which starts the engine. */
function startedBy(command: string, files: Tree = {}): Tree {
  return {
    [vendor]: dockerCeUnit,
    [dropIn]: `[Service]\nExecStart=\nExecStart=${command}\n`,
    ...files,
  };
}

const script = (text: string): Tree =>
  startedBy(`${program} --debug`, { [program]: `#!/bin/sh\n${text}\n` });

const followed: readonly (readonly [string, Tree])[] = [
  ['exec', script('exec dockerd -H fd:// --config-file=/srv/d.json')],
  [
    'a path and a joined line',
    script('set -e\nexec /usr/bin/dockerd \\\n  --config-file /srv/d.json "$@"'),
  ],
  ['no exec, and a redirection', script('dockerd --config-file=/srv/d.json >>/var/log/d.log 2>&1')],
  ['a variable', script('CONF=/srv/d.json\nexec dockerd --config-file="$CONF" "$@"')],
  [
    'options that add up',
    script('OPTS="-H fd://"\nOPTS="$OPTS --config-file=/srv/d.json"\nexec dockerd $OPTS'),
  ],
  ['nice in front', script('exec nice -n 5 dockerd --config-file=/srv/d.json')],
  [
    'a guard in front',
    script(
      '[ -f /srv/d.json ] || exit 1\nulimit -n 1048576\nexec dockerd --config-file=/srv/d.json',
    ),
  ],
  ['a function', script('main() {\n  exec dockerd --config-file="$1"\n}\nmain /srv/d.json')],
  [
    'a name with dockerd in it',
    startedBy('/opt/dockerd-wrapper', {
      '/opt/dockerd-wrapper': '#!/usr/bin/env bash\nexec dockerd --config-file=/srv/d.json "$@"\n',
    }),
  ],
  [
    'the parameters of the unit',
    startedBy(`${program} --config-file=/srv/d.json`, {
      [program]: '#!/bin/bash\nexec /usr/bin/dockerd "$@"\n',
    }),
  ],
  ['a script in the unit itself', startedBy("/bin/sh -c 'exec dockerd --config-file=/srv/d.json'")],
  [
    'a shell in the unit',
    startedBy('/bin/bash -ec "ulimit -l unlimited; exec dockerd $$@" sh --config-file=/srv/d.json'),
  ],
];

const unclear: readonly (readonly [string, Tree])[] = [
  ['a value nobody knows', script('exec dockerd --config-file="$(cat /srv/where)"')],
  ['options from elsewhere', script('. /srv/options\nexec dockerd $OPTS')],
  [
    'one of two',
    script(
      'if [ -f /a ]; then\n  exec dockerd --config-file=/a\nfi\nexec dockerd --config-file=/b',
    ),
  ],
  ['no engine in it', script('exec /usr/local/libexec/real-start')],
  ['no script', startedBy(program, { [program]: '\x7fELF' })],
  ['nothing there', startedBy(program)],
  ['another language', startedBy(program, { [program]: '#!/usr/bin/python3\nimport os\n' })],
  ['only talk of the engine', script('echo dockerd --config-file=/srv/d.json\nexec /srv/start')],
];

describe('a unit that starts the engine through a script', () => {
  it.each(followed)('is followed to the file that the engine reads: %s', async (_, tree) => {
    const facts = await hostOf(tree);
    expect(facts.layout.daemonJson).toBe('/srv/d.json');
    expect(facts.unit?.starter?.certain).not.toBe(false);
    expect(facts.notes.map(({ en }) => en).join()).not.toContain('--config-file');
  });

  it.each(unclear)('says that the command line is not known: %s', async (_, tree) => {
    const facts = await hostOf(tree);
    const notes = facts.notes.map(({ en }) => en).join('\n');
    expect(notes).toContain(
      `The service starts ${program}, and dockcfg could not find the engine's command line`,
    );
    expect(notes).toContain(`${facts.layout.daemonJson} is not the file that the engine reads`);
  });

  it.each([
    ['dockerd itself', '/usr/bin/dockerd -H fd://'],
    ['nice', '/usr/bin/nice -n 5 /usr/bin/dockerd -H fd://'],
    ['the rootless script', '/usr/bin/dockerd-rootless.sh'],
    ['the client of old', '/usr/bin/docker daemon -H fd:// --log-driver=journald'],
    ['the client of old on CentOS', '/usr/bin/docker-current daemon --log-driver=journald'],
    ['an engine under another name', '/opt/dockerd-26.1 -H fd://'],
  ])('says nothing of that where it is started by %s', async (_, command) => {
    const facts = await hostOf(startedBy(command));
    expect(facts.unit).not.toHaveProperty('starter');
    expect(facts.notes.map(({ en }) => en).join()).not.toContain('--config-file');
  });

  it('is believed of the running engine where nobody can follow it', async () => {
    const show = 'Id=docker.service\nLoadState=loaded\nActiveState=active\nMainPID=7\n';
    const tree = startedBy(program, {
      '/proc/7/cmdline': '/bin/sh\0/usr/local/bin/start-docker\0',
      '/proc/9/cmdline': '/usr/bin/dockerd\0--config-file=/srv/d.json\0--debug\0',
      '/proc/9/environ': 'PATH=/bin\0',
      '/var/run/docker.pid': '9',
    });
    const facts = await hostOf(tree, {
      running: { info: {}, commands: { 'systemctl show': show } },
    });
    expect(facts.layout.daemonJson).toBe('/srv/d.json');
    expect(facts.process?.pid).toBe(9);
    expect(facts.notes.map(({ en }) => en).join()).not.toContain('--config-file');
  });

  it('keeps what an environment file says where it stands', async () => {
    const environment = '/etc/docker.env';
    const tree = {
      [vendor]: dockerCeUnit,
      [dropIn]: `[Service]\nEnvironmentFile=${environment}\nExecStart=\nExecStart=${program}\n`,
      [environment]: 'OPTS=--registry-mirror=https://a --log-level=warn\n',
      [program]: '#!/bin/sh\nexec dockerd -H fd:// $OPTS\n',
    };
    const [held] = currentOf(await hostOf(tree)).held('registry-mirrors').settings;
    expect(held).toMatchObject({ value: ['https://a'], origin: { path: environment, line: 1 } });
    const { files } = await planOn(tree, { 'registry-mirrors': exactly('https://b') });
    expect(files.map(({ path }) => path)).toEqual([environment]);
  });

  it('keeps what the unit hands through where it stands', async () => {
    const tree = startedBy(`${program} --registry-mirror=https://a`, {
      [program]: '#!/bin/sh\nexec dockerd -H fd:// "$@"\n',
    });
    const { files, after } = await planOn(tree, { 'registry-mirrors': exactly('https://b') });
    expect(files.map(({ path }) => path)).toEqual([dropIn]);
    expect(textIn(after, dropIn)).toContain(`ExecStart=${program} --registry-mirror=https://b\n`);
  });

  it('is told of with its line where it gives a flag that is wished for', async () => {
    const tree = script('exec dockerd \\\n  --registry-mirror=https://a');
    await expect(planOn(tree, { 'registry-mirrors': exactly('https://b') })).rejects.toMatchObject({
      exit: 'needsDecision',
      message: expect.stringContaining(`${program}:3, which the service starts`),
    });
  });
});
