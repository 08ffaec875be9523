import { describe, expect, it } from 'vitest';
import type { DesiredState } from '../../../src/domain/desired.ts';
import { textIn } from '../host.ts';
import { dockerIoUnit, rhel113Unit } from '../units.ts';
import {
  ce,
  daemonJson,
  exactly,
  merge,
  mirrors,
  pem,
  planOn,
  registries,
  vendor,
} from './host.ts';
import { on } from './live-host.ts';

describe('a daemon.json that is broken', () => {
  const tree = { ...ce, [daemonJson]: '{\n  "debug": true,\n}\n' };

  it('needs a decision, with the place and the way out', async () => {
    await expect(on(tree, mirrors('https://m'))).rejects.toMatchObject({
      exit: 'needsDecision',
      message: expect.stringMatching(/daemon\.json:2:\d+: [\s\S]*--repair/),
    });
  });

  it('is repaired where that is accepted, in one change with what is wished', async () => {
    const { files, after } = await on(tree, mirrors('https://m'), {}, { repair: true });
    expect(files.length).toBe(1);
    expect(files[0]?.before).toMatchObject({ kind: 'file' });
    expect(JSON.parse(textIn(after, daemonJson) ?? '')).toEqual({
      debug: true,
      'registry-mirrors': ['https://m'],
    });
  });

  it('is repaired by itself when nothing else is wished', async () => {
    const { after } = await on(tree, {}, {}, { repair: true });
    expect(JSON.parse(textIn(after, daemonJson) ?? '')).toEqual({ debug: true });
  });

  it('does not stand in the way of a certificate', async () => {
    const { files } = await on(tree, registries({ 'h:5000': { ca: pem('ca') } }));
    expect(files.length).toBe(1);
  });
});

describe('names that do not do what they say', () => {
  const file = (value: object) => ({ ...ce, [daemonJson]: JSON.stringify(value) });

  it('give way to a wish for the same', async () => {
    const tree = file({ 'registry-mirror': ['https://a'], debug: true });
    const { after } = await on(tree, mirrors('https://b'));
    expect(JSON.parse(textIn(after, daemonJson) ?? '')).toEqual({
      debug: true,
      'registry-mirrors': ['https://b'],
    });
  });

  it('are what a merging wish builds on', async () => {
    const tree = file({ 'registry-mirror': ['https://a'] });
    const wish: DesiredState = {
      'registry-mirrors': { kind: 'merge', add: ['https://b' as never], remove: [] },
    };
    const { after } = await on(tree, wish);
    expect(JSON.parse(textIn(after, daemonJson) ?? '')).toEqual({
      'registry-mirrors': ['https://a', 'https://b'],
    });
  });

  it('are only warned of when nothing is wished for them', async () => {
    const { plan, after } = await on(file({ 'insecure-registry': ['h'] }), mirrors('https://b'));
    expect(JSON.parse(textIn(after, daemonJson) ?? '')).toHaveProperty('insecure-registry');
    expect(plan.warnings.map((warning) => warning.en).join()).toContain(`${daemonJson}:1`);
  });

  it.each([
    ['a flat proxy', { 'https-proxy': 'http://p:1' }, { proxies: { 'https-proxy': 'http://p:1' } }],
    [
      "the client's form",
      { proxies: { default: { httpProxy: 'http://p:1', noProxy: 'a' } } },
      { proxies: { 'http-proxy': 'http://p:1', 'no-proxy': 'a' } },
    ],
    [
      'a slip inside proxies',
      { proxies: { 'http-proxy': 'http://p:1', https_proxy: 'http://p:2' } },
      { proxies: { 'http-proxy': 'http://p:1', 'https-proxy': 'http://p:2' } },
    ],
    ['a flag spelling', { 'insecure-registry': 'h:5000' }, { 'insecure-registries': ['h:5000'] }],
    ['a removed key', { graph: '/srv' }, { 'data-root': '/srv' }],
    [
      'a text for a list',
      { 'registry-mirrors': 'https://m' },
      { 'registry-mirrors': ['https://m'] },
    ],
    [
      'texts for a switch, a number and a mirror',
      { debug: 'true', 'max-concurrent-downloads': '3', 'registry-mirrors': ['m.example'] },
      { debug: true, 'max-concurrent-downloads': 3, 'registry-mirrors': ['https://m.example'] },
    ],
  ])('are converted on demand: %s', async (_, before, converted) => {
    const { after, plan } = await on(file(before), {}, {}, { repair: true });
    expect(JSON.parse(textIn(after, daemonJson) ?? '')).toEqual(converted);
    expect(plan.changes[0]?.because.map((each) => each.en).join()).toContain('Converted');
  });

  it('say which exemptions come into effect by that, though nobody named them', async () => {
    const ignored = file({ 'insecure-registry': ['x.lab:5000'] });
    const repaired = await on(ignored, {}, {}, { repair: true });
    expect(repaired.plan).toMatchObject({ loosens: ['x.lab:5000'], implied: ['x.lab:5000'] });
    const added: DesiredState = { 'insecure-registries': merge(['y.lab:5000']) };
    expect((await on(ignored, added)).plan).toMatchObject({
      loosens: ['x.lab:5000', 'y.lab:5000'],
      implied: ['x.lab:5000'],
    });
    const named: DesiredState = { 'insecure-registries': exactly('y.lab:5000') };
    expect((await on(ignored, named)).plan).not.toHaveProperty('implied');
  });

  it.each([
    ["the client's form", { default: { httpsProxy: 'http://p:1' } }],
    ['the form of newer engines', { 'https-proxy': 'http://p:1' }],
  ])('moves proxies in %s into the environment of an old engine', async (_, proxies) => {
    const tree = file({ proxies });
    const { after } = await on(tree, {}, { info: { version: '20.10.24' } }, { repair: true });
    expect(textIn(after, '/etc/systemd/system/docker.service.d/50-dockcfg.conf')).toContain(
      'HTTPS_PROXY=http://p:1',
    );
    expect(textIn(after, daemonJson)).toBe('{}');
  });

  it.each([
    ['an unknown key', { 'log-drivr': 'local' }, 'log-driver'],
    ['a removed key', { graph: '/srv' }, '--repair'],
    ['a wrong type', { debug: 'yes' }, 'debug'],
    ["the client's form", { proxies: { default: { httpProxy: 'x' } } }, '--repair'],
    [
      'what proxies does not know',
      { proxies: { 'soap-proxy': 'x' } },
      'is not a key that the engine knows',
    ],
    [
      'a slip beside what it means',
      { proxies: { 'https-proxy': 'x', https_proxy: 'y' } },
      'did you mean "https-proxy"',
    ],
  ])('need a decision where the engine would not start: %s', async (_, before, word) => {
    await expect(on(file(before), mirrors('https://m'))).rejects.toMatchObject({
      exit: 'needsDecision',
      message: expect.stringMatching(new RegExp(`daemon\\.json:1:\\d+: [^]*${word}`)),
    });
  });

  it('are not judged by their age where the engine is unknown', async () => {
    const { plan } = await planOn(file({ graph: '/srv' }), mirrors('https://m'));
    expect(plan.warnings.map((warning) => warning.en).join()).toContain('data-root');
  });

  it('are not judged on the fork, whose keys nobody can list', async () => {
    const tree = { [vendor]: rhel113Unit, [daemonJson]: '{"some-fork-key": 1}' };
    const { plan } = await on(tree, mirrors('https://m'), { info: { version: '1.13.1' } });
    expect(plan.warnings.map((warning) => warning.en).join()).toContain('some-fork-key');
  });

  it('includes a key that stands twice, with the one that counts', async () => {
    const tree = { ...ce, [daemonJson]: '{"mtu":1,\n"mtu":2}' };
    const { plan } = await on(tree, mirrors('https://m'));
    expect(plan.warnings.map((warning) => warning.en).join()).toContain('lines 1, 2');
  });
});

describe('a flag and a key nobody wishes anything for', () => {
  const tree = (opts: string, level: string) => ({
    [vendor]: dockerIoUnit,
    '/etc/default/docker': `DOCKER_OPTS="${opts}"\n`,
    [daemonJson]: `{"log-level":"${level}"}`,
  });

  it('lose one of them where both say the same', async () => {
    const { plan, after } = await on(tree('--log-level=warn', 'warn'), mirrors('https://m'));
    expect(textIn(after, '/etc/default/docker')).toBe('DOCKER_OPTS=""\n');
    expect(plan.conflicts[0]?.key).toBe('log-level');
  });

  it('need a decision where they differ', async () => {
    await expect(on(tree('-l info', 'warn'), mirrors('https://m'))).rejects.toMatchObject({
      exit: 'needsDecision',
      message: expect.stringContaining('/etc/default/docker:1'),
    });
  });

  it("leave a package's flag where it is", async () => {
    const both = { ...ce, [daemonJson]: '{"hosts":["fd://"],"debug":true}' };
    const { after, files } = await on(both, mirrors('https://m'));
    expect(files.map((each) => each.path)).toEqual([daemonJson]);
    expect(JSON.parse(textIn(after, daemonJson) ?? '')).not.toHaveProperty('hosts');
  });
});

describe('flags the engine does not start with', () => {
  const tree = (opts: string) => ({
    [vendor]: dockerIoUnit,
    '/etc/default/docker': `DOCKER_OPTS="${opts}"\n`,
  });

  it.each([
    ['a dash from a web page', '–registry-mirror=https://a', '--registry-mirror=https://a'],
    ['typographic quotes', '--log-level=“warn”', '--log-level=warn'],
    ['a variable systemd does not expand', '$DOCKER_OPTS --debug', '--debug'],
    ['a flag that was renamed', '-g /srv --debug', '--data-root=/srv --debug'],
    ['a slip of the pen', '--registry-miror https://a -D', '--registry-mirror https://a -D'],
    ['the name of the key', '--registry-mirrors=https://a', '--registry-mirror=https://a'],
    ['one dash', '-registry-mirror=https://a -D', '--registry-mirror=https://a -D'],
    ['one dash, the value apart', '-log-level warn', '--log-level warn'],
    ['two of them', '–debug –registry-mirror https://a', '--debug --registry-mirror https://a'],
  ])('are put right on demand: %s', async (_, before, after) => {
    await expect(on(tree(before), mirrors('https://b'))).rejects.toMatchObject({
      exit: 'needsDecision',
      message: expect.stringContaining('/etc/default/docker:1'),
    });
    const planned = await on(tree(before), {}, {}, { repair: true });
    expect(textIn(planned.after, '/etc/default/docker')).toBe(`DOCKER_OPTS="${after}"\n`);
    expect(planned.plan.action).toBe('restart');
  });

  it("are put right in an administrator's command", async () => {
    const path = '/etc/systemd/system/docker.service.d/a.conf';
    const text =
      '[Service]\nExecStart=\nExecStart=/usr/sbin/dockerd —registry-mirror=https://a \\\n  -H fd://\n';
    const { after } = await on({ ...ce, [path]: text }, {}, {}, { repair: true });
    expect(textIn(after, path)).toBe(text.replace('—', '--'));
  });

  const overridden = (command: string) => ({
    ...ce,
    '/etc/systemd/system/docker.service.d/a.conf': `[Service]\nExecStart=\nExecStart=${command}\n`,
  });

  it('are put right in a variable of Environment=', async () => {
    const path = '/etc/systemd/system/docker.service.d/a.conf';
    const text =
      '[Service]\nEnvironment="OPTS=--registry-mirrors=https://a --debug"\nExecStart=\nExecStart=/usr/bin/dockerd $OPTS\n';
    const { after } = await on({ ...ce, [path]: text }, {}, {}, { repair: true });
    expect(textIn(after, path)).toBe(text.replace('mirrors', 'mirror'));
  });

  it('bring no exemption from checks without being told of', async () => {
    const dropIn = overridden('/usr/bin/dockerd --insecure-registries=r:5000 --debug');
    const { plan } = await on(dropIn, {}, {}, { repair: true });
    expect(plan).toMatchObject({ loosens: ['r:5000'], implied: ['r:5000'] });
  });

  it.each([
    ['of another program', '/usr/bin/nice -n 5 --unknown /usr/bin/dockerd -H fd://'],
    ['of a command behind it', '/usr/bin/dockerd -H fd:// ; /usr/bin/touch --unknown /x'],
    ['of a program that starts it', '/opt/start-dockerd --unknown --registry-miror=x'],
  ])('are not looked for among those %s', async (_, command) => {
    const planned = on(overridden(command), { daemon: { debug: true } });
    await expect(planned).resolves.toBeDefined();
  });

  it('are not looked for in what a later file takes away', async () => {
    const tree = {
      ...overridden('/usr/bin/dockerd -H fd://'),
      '/etc/systemd/system/docker.service': '[Service]\nExecStart=/usr/bin/dockerd --graph=/srv\n',
    };
    await expect(on(tree, mirrors('https://b'))).resolves.toBeDefined();
  });

  const etc = '/etc/systemd/system/docker.service';
  const variable = (word: string, value: string) => ({
    [etc]: `[Service]\nEnvironmentFile=/etc/docker.env\nExecStart=/usr/bin/dockerd ${word}\n`,
    '/etc/docker.env': `X=${value}\n`,
  });

  it.each([
    ['within a flag', `--registry-mirror=\${X}`],
    ['behind a flag', '--registry-mirror $X'],
    ['behind a flag, in braces', `--registry-mirror \${X}`],
  ])(
    'are not looked for in the value of one, which is changed where it stands: %s',
    async (_, word) => {
      const tree = variable(word, 'https://a');
      expect((await on(tree, mirrors('https://a'))).plan.changes).toEqual([]);
      const { after } = await on(tree, mirrors('https://b'));
      expect(textIn(after, etc)).toMatch(/dockerd --registry-mirror[= ]https:\/\/b\n/);
      expect(textIn(after, '/etc/docker.env')).toBe('X=https://a\n');
    },
  );

  it('may be several that systemd hands on as one word', async () => {
    const tree = variable(`\${X} -D`, '--registry-mirror=https://a --insecure-registry=b');
    await expect(on(tree, mirrors('https://b'))).rejects.toMatchObject({
      exit: 'needsDecision',
      message: expect.stringMatching(
        /^\S+docker\.service:3: \$\{X\} hands everything [\s\S]*--repair/,
      ),
    });
    const { after } = await on(tree, {}, {}, { repair: true });
    expect(textIn(after, etc)).toContain('dockerd $X -D');
  });

  it('may not become several or none in one word by a plan', async () => {
    const tree = variable(`\${X}`, '--registry-mirror=https://a');
    for (const wish of [mirrors('https://b', 'https://c'), { 'registry-mirrors': null }])
      await expect(on(tree, wish)).rejects.toMatchObject({
        message: expect.stringContaining(`docker.service:3: \${X} hands everything`),
      });
    const { after } = await on(tree, mirrors('https://b'));
    expect(textIn(after, '/etc/docker.env')).toBe('X=--registry-mirror=https://b\n');
    const twice = { ...variable(`\${X}`, '--debug'), [daemonJson]: '{"debug":true}' };
    await expect(on(twice, { proxies: { 'no-proxy': 'a' } })).rejects.toMatchObject({
      message: expect.stringContaining(`docker.service:3: \${X} hands everything`),
    });
  });

  it('are not missed in a file that is made at boot', async () => {
    const tree = { [etc]: variable(`\${X}`, '')[etc] ?? '' };
    await expect(on(tree, mirrors('https://b'))).resolves.toBeDefined();
  });

  it('may be a whole second command, which systemd refuses', async () => {
    const path = '/etc/systemd/system/docker.service.d/a.conf';
    const own = '[Service]\nExecStart=/usr/bin/dockerd --debug\n';
    const tree = { ...ce, [path]: own };
    await expect(on(tree, mirrors('https://b'))).rejects.toMatchObject({
      exit: 'needsDecision',
      message: expect.stringMatching(/^\S+a\.conf:2: this is a second ExecStart=[\s\S]*--repair/),
    });
    const { after } = await on(tree, {}, {}, { repair: true });
    expect(textIn(after, path)).toBe('[Service]\nExecStart=\nExecStart=/usr/bin/dockerd --debug\n');
    const oneshot = { ...ce, [path]: own.replace('Exec', 'Type=oneshot\nExec') };
    await expect(on(oneshot, mirrors('https://b'))).resolves.toBeDefined();
    const both = { ...ce, [path]: `[Service]\nExecStart=\n${own}ExecStart=/usr/bin/dockerd\n` };
    await expect(on(both, {}, {}, { repair: true })).rejects.toMatchObject({
      message: expect.stringContaining('by hand'),
    });
  });

  it('are named where a script spells them, for whoever wrote it', async () => {
    const tree = {
      ...overridden('/opt/run-docker'),
      '/opt/run-docker': '#!/bin/sh\nexec dockerd -H fd:// \\\n  --registry-miror=https://a\n',
    };
    await expect(on(tree, mirrors('https://b'), {}, { repair: true })).rejects.toMatchObject({
      exit: 'needsDecision',
      message: expect.stringMatching(/^\/opt\/run-docker:3: "--registry-miror" [\s\S]*by hand/),
    });
  });

  it('are nothing to a certificate, and nothing to worry about elsewhere', async () => {
    const { plan } = await on(tree('–debug'), registries({ 'h:5000': { ca: pem('ca') } }));
    expect(plan.changes.length).toBe(1);
    const unread = { ...ce, '/etc/default/docker': 'DOCKER_OPTS="–debug"\n' };
    expect((await on(unread, mirrors('https://b'))).plan.action).toBe('reload');
  });
});

describe('a list that a wish adds to', () => {
  const file = (key: string, list: string) => ({
    ...ce,
    [daemonJson]: `{\n  "debug": true,\n  "${key}": ${list}\n}\n`,
  });
  const adds = { 'registry-mirrors': merge<never>(['https://m.example']) };

  it.each([
    ['a mirror without its scheme', '[\n    "https://a",\n    "m.lab"]', '5:5', '--repair'],
    ['a number', '["https://a", 7]', '3:37', 'by hand'],
    ['a list', '[["https://a"]]', '3:24', 'by hand'],
    ['a login', '["https://u:pw@a"]', '3:24', 'by hand'],
    ['a number alone', '5', '3:3', 'by hand'],
    ['several in one text, one without its scheme', '"https://a, b"', '3:3', '--repair'],
  ])('is not taken over with what the engine refuses: %s', async (_, list, place, way) => {
    await expect(on(file('registry-mirrors', list), adds)).rejects.toMatchObject({
      exit: 'needsDecision',
      message: expect.stringMatching(
        new RegExp(`^${daemonJson}:${place}: "registry-mirrors" [\\s\\S]*${way}`),
      ),
    });
  });

  it('is not taken over with a refused flag, whose line is told', async () => {
    const unit = dockerIoUnit.replace(
      '$DOCKER_OPTS',
      '--registry-mirror=https://a --registry-mirror=m.lab',
    );
    await expect(on({ [vendor]: unit }, adds)).rejects.toMatchObject({
      exit: 'needsDecision',
      message: expect.stringMatching(
        new RegExp(`^${vendor}:\\d+: "registry-mirrors" item 2: [\\s\\S]*--repair`),
      ),
    });
  });

  it('may be a text with several in it', async () => {
    const { after } = await on(file('registry-mirrors', '"https://a,https://b"'), adds);
    expect(JSON.parse(textIn(after, daemonJson) ?? '')).toMatchObject({
      'registry-mirrors': ['https://a', 'https://b', 'https://m.example'],
    });
  });

  it('is told of without its secret', async () => {
    const refused = on(file('registry-mirrors', '["https://u:hush@a"]'), adds);
    await expect(refused).rejects.toMatchObject({ message: expect.not.stringContaining('hush') });
  });

  it('is converted where that is accepted, and built on', async () => {
    const tree = file('registry-mirrors', '["m.lab"]');
    const { after } = await on(tree, adds, {}, { repair: true });
    expect(JSON.parse(textIn(after, daemonJson) ?? '')).toEqual({
      debug: true,
      'registry-mirrors': ['https://m.lab', 'https://m.example'],
    });
  });

  it.each([
    ['what is refused goes', merge<never>(['https://m.example'], ['m.lab'])],
    ['exactly others are wished for', exactly<never>('https://m.example')],
  ])('stands in nobody’s way where %s', async (_, wish) => {
    const tree = file('registry-mirrors', '["m.lab"]');
    const { after } = await on(tree, { 'registry-mirrors': wish });
    expect(JSON.parse(textIn(after, daemonJson) ?? '')).toEqual({
      debug: true,
      'registry-mirrors': ['https://m.example'],
    });
  });
});
