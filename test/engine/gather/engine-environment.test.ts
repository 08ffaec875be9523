/** What stands between a service and its engine can set variables that no file of the unit says. */
import { describe, expect, it } from 'vitest';
import { show } from '../../../src/engine/show/show.ts';
import { engine, hostOf, type Tree, textIn } from '../host.ts';
import { planOn, proxy } from '../plan/host.ts';
import { dockerCeUnit } from '../units.ts';

const folder = '/etc/systemd/system/docker.service.d';
const proxyFile = `${folder}/proxy.conf`;
const startFile = `${folder}/start.conf`;
const script = '/usr/local/bin/start-docker';

function startedBy(command: string, files: Tree = {}): Tree {
  return {
    '/lib/systemd/system/docker.service': dockerCeUnit,
    [startFile]: `[Service]\nExecStart=\nExecStart=${command}\n`,
    ...files,
  };
}

const scripted = (text: string) => startedBy(script, { [script]: `#!/bin/sh\n${text}` });

/** The engine's https proxy as the next start has it, and where it is said. */
async function seen(tree: Tree) {
  const [row] = show(await hostOf(tree), ['https-proxy']).settings;
  return row && [row.value, `${row.origin.path}:${row.origin.line}`];
}

describe('a proxy that is set in front of the engine', () => {
  it.each([
    ['env', '/usr/bin/env HTTPS_PROXY=http://p:1 /usr/bin/dockerd -H fd://'],
    ['env with options', '/usr/bin/env -u NO_PROXY HTTPS_PROXY=http://p:1 /usr/bin/dockerd'],
    ['env in lower case', '/usr/bin/env https_proxy=http://p:1 /usr/bin/dockerd'],
    ['env behind nice', '/usr/bin/nice -n 5 env HTTPS_PROXY=http://p:1 dockerd'],
    ['a shell', `/bin/sh -c 'HTTPS_PROXY=http://p:1 exec dockerd -H fd://'`],
    ['a shell and env', `/bin/sh -c 'exec env HTTPS_PROXY=http://p:1 dockerd'`],
  ])('is shown, with its place: %s', async (_, command) => {
    expect(await seen(startedBy(command))).toEqual(['http://p:1', `${startFile}:3`]);
  });

  it.each([
    ['exported', 'export HTTPS_PROXY=http://p:1\nexec dockerd "$@"\n', 2],
    ['exported afterwards', 'HTTPS_PROXY=http://p:1\nexport HTTPS_PROXY\ndockerd\n', 2],
    ['in front of the command', 'set -e\nHTTPS_PROXY=http://p:1 dockerd\n', 3],
    ['the last of several', 'export HTTPS_PROXY=x\nexport HTTPS_PROXY=http://p:1\ndockerd\n', 3],
  ])('is shown where a script says it: %s', async (_, text, line) => {
    expect(await seen(scripted(text))).toEqual(['http://p:1', `${script}:${line}`]);
  });

  it.each([
    ['not exported', 'HTTPS_PROXY=http://p:1\nexec dockerd\n'],
    ['under a condition', '[ -f /x ] && export HTTPS_PROXY=http://p:1\nexec dockerd\n'],
    ['made by a command', 'export HTTPS_PROXY=$(cat /x)\nexec dockerd\n'],
    ['said behind it', 'dockerd\nexport HTTPS_PROXY=http://p:1\n'],
    ['for another command', 'HTTPS_PROXY=http://p:1 curl x\nexec dockerd\n'],
    ['unset again', 'export HTTPS_PROXY=http://p:1\nunset HTTPS_PROXY\nexec dockerd\n'],
  ])('is not made up: %s', async (_, text) => {
    expect(await seen(scripted(text))).toBeUndefined();
  });

  it('hides what the unit says, and is known with the value of a variable', async () => {
    const tree = startedBy('/usr/bin/env HTTPS_PROXY=$' + '{CORP} /usr/bin/dockerd', {
      [proxyFile]: '[Service]\nEnvironment=HTTPS_PROXY=http://old:1 CORP=http://p:1\n',
    });
    const [row] = show(await hostOf(tree), ['https-proxy']).settings;
    expect(row).toMatchObject({
      value: 'http://p:1',
      origin: { path: startFile, line: 3 },
      shadows: [{ path: proxyFile, line: 2 }],
    });
  });

  it.each([
    ['-u', '/usr/bin/env -u HTTPS_PROXY /usr/bin/dockerd'],
    ['--unset', '/usr/bin/env --unset=HTTPS_PROXY /usr/bin/dockerd'],
    ['-i', '/usr/bin/env -i PATH=/usr/bin /usr/bin/dockerd'],
  ])('or taken away there, is without effect: %s', async (_, command) => {
    const tree = startedBy(command, {
      [proxyFile]: '[Service]\nEnvironment=HTTPS_PROXY=http://p:1\n',
    });
    expect(show(await hostOf(tree), ['https-proxy']).settings).toMatchObject([
      { state: 'ignored', origin: { path: proxyFile, line: 2 } },
    ]);
  });
});

describe('a wish for a proxy', () => {
  const wish = { proxies: { 'https-proxy': proxy('http://q:3128') } };
  const tree = startedBy('/usr/bin/env HTTPS_PROXY=http://p:1 /usr/bin/dockerd', {
    [proxyFile]: '[Service]\nEnvironment=HTTPS_PROXY=http://old:1\n',
  });

  it('goes to daemon.json, which beats what stands in front of the engine', async () => {
    const { after } = await planOn(tree, wish, engine('28.5.2'));
    expect(textIn(after, '/etc/docker/daemon.json')).toContain('"https-proxy": "http://q:3128"');
    expect((await planOn(after, wish, engine('28.5.2'))).plan.changes).toEqual([]);
  });

  it('is refused with the place where the engine has no such key', async () => {
    await expect(planOn(tree, wish, engine('20.10.24'))).rejects.toMatchObject({
      exit: 'needsDecision',
      message: expect.stringContaining(`${startFile}:3 sets HTTPS_PROXY`),
    });
  });

  it('to have none is refused as well', async () => {
    const none = { proxies: { 'https-proxy': null } };
    await expect(planOn(tree, none, engine('28.5.2'))).rejects.toMatchObject({
      message: expect.stringContaining(`${startFile}:3 sets HTTPS_PROXY`),
    });
  });

  it('has its way where the variable is taken away', async () => {
    const unset = startedBy('/usr/bin/env -u HTTPS_PROXY /usr/bin/dockerd', {
      [proxyFile]: '[Service]\nEnvironment=HTTPS_PROXY=http://old:1\n',
    });
    const { after } = await planOn(unset, wish, engine('28.5.2'));
    expect(textIn(after, '/etc/docker/daemon.json')).toContain('http://q:3128');
  });
});
