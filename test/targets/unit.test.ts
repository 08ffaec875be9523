import { describe, expect, it } from 'vitest';
import { systemdDropIn } from '../../src/targets/systemd-dropin.ts';
import { unitFlags } from '../../src/targets/unit-flags.ts';
import { textIn } from '../engine/host.ts';
import { dockerCeUnit, dockerIoUnit } from '../engine/units.ts';
import { edit, edited, readBy } from './target-host.ts';

const vendor = '/lib/systemd/system/docker.service';
const folder = '/etc/systemd/system/docker.service.d';
const own = `${folder}/50-dockcfg.conf`;
const heading = '# Written by dockcfg; `dockcfg history` tells when and why.\n';
const ce = { [vendor]: dockerCeUnit };

describe('the drop-in', () => {
  it('gets a variable in quotes, with every percent sign doubled', async () => {
    const after = await edited(systemdDropIn, ce, [edit('https-proxy', 'http://us%40er@p:1')]);
    expect(textIn(after, own)).toBe(
      `${heading}[Service]\nEnvironment="HTTPS_PROXY=http://us%%40er@p:1"\n`,
    );
  });

  it('goes when it has nothing more to say', async () => {
    const set = await edited(systemdDropIn, ce, [edit('https-proxy', 'http://p:1')]);
    expect(await edited(systemdDropIn, set, [edit('https-proxy', null)])).toEqual(ce);
  });

  it('refers to a root-only file for a password, never doubling its percent signs', async () => {
    const after = await edited(systemdDropIn, ce, [edit('https-proxy', 'http://u:p%40w@p:1')]);
    expect(textIn(after, own)).toBe(
      `${heading}[Service]\nEnvironmentFile=-/var/lib/dockcfg/docker.env\n`,
    );
    expect(after['/var/lib/dockcfg/docker.env']).toMatchObject({
      text: 'HTTPS_PROXY=http://u:p%40w@p:1\n',
      mode: 0o600,
    });
    const gone = await edited(systemdDropIn, after, [edit('https-proxy', null)]);
    expect(gone).toEqual(ce);
  });

  it("edits the administrator's own drop-in where the variable stands already", async () => {
    const mine = `${folder}/http-proxy.conf`;
    const text = '# ours\n[Service]\nEnvironment="HTTP_PROXY=http://old:1" "NO_PROXY=a"\n';
    const after = await edited(systemdDropIn, { ...ce, [mine]: text }, [
      edit('http-proxy', 'http://new:1'),
    ]);
    expect(after).toEqual({
      ...ce,
      [mine]: expect.objectContaining({ text: text.replace('old', 'new') }),
    });
  });

  it('leaves one place where several drop-ins had the variable', async () => {
    const tree = {
      ...ce,
      [`${folder}/a.conf`]: '[Service]\nEnvironment=HTTPS_PROXY=http://a:1\n',
      [`${folder}/b.conf`]: '[Service]\nEnvironment=HTTPS_PROXY=http://b:1\n',
    };
    const after = await edited(systemdDropIn, tree, [edit('https-proxy', 'http://c:1')]);
    expect(textIn(after, `${folder}/a.conf`)).toBe('[Service]\n');
    expect(textIn(after, `${folder}/b.conf`)).toBe(
      '[Service]\nEnvironment=HTTPS_PROXY=http://c:1\n',
    );
  });

  it('takes a variable of the package away without touching the package', async () => {
    const tree = {
      [vendor]: dockerCeUnit.replace('[Service]', '[Service]\nEnvironment=HTTPS_PROXY=http://v:1'),
    };
    const after = await edited(systemdDropIn, tree, [edit('https-proxy', null)]);
    expect(textIn(after, own)).toBe(`${heading}[Service]\nUnsetEnvironment=HTTPS_PROXY\n`);
    expect(after[vendor]).toBe(tree[vendor]);
    const set = await edited(systemdDropIn, after, [edit('https-proxy', 'http://n:1')]);
    expect(textIn(set, own)).toBe(`${heading}[Service]\nEnvironment="HTTPS_PROXY=http://n:1"\n`);
  });

  it('says of each file by itself what it sets', async () => {
    const tree = {
      ...ce,
      [`${folder}/a.conf`]: '[Service]\nEnvironment=HTTPS_PROXY=http://a:1\n',
      [`${folder}/b.conf`]: '[Service]\nEnvironment=\nEnvironment=https_proxy=http://b:1\n',
    };
    expect(
      (await readBy(systemdDropIn, tree)).map(({ value, origin }) => [
        value,
        origin.path,
        origin.line,
      ]),
    ).toEqual([
      ['http://a:1', `${folder}/a.conf`, 2],
      ['http://b:1', `${folder}/b.conf`, 3],
    ]);
  });
});

describe('flags in the unit', () => {
  it("repeats the package's command without the flag, and keeps its unit", async () => {
    const tree = {
      [vendor]: dockerCeUnit.replace('-H fd://', '-H fd:// --registry-mirror=https://m'),
    };
    const after = await edited(unitFlags, tree, [edit('registry-mirrors', null)]);
    expect(textIn(after, own)).toBe(
      `${heading}[Service]\nExecStart=\nExecStart=/usr/bin/dockerd -H fd:// --containerd=/run/containerd/containerd.sock\n`,
    );
    expect(after[vendor]).toBe(tree[vendor]);
  });

  it('takes a second flag out of the command it repeats already', async () => {
    const tree = {
      [vendor]: dockerCeUnit.replace('-H fd://', '-H fd:// --debug --registry-mirror=https://m'),
    };
    const once = await edited(unitFlags, tree, [edit('registry-mirrors', null)]);
    const twice = await edited(unitFlags, once, [edit('debug', null)]);
    expect(textIn(twice, own)).toContain(
      'ExecStart=\nExecStart=/usr/bin/dockerd -H fd:// --containerd=/run/containerd/containerd.sock\n',
    );
  });

  it("edits the administrator's command in place, continuation lines and all", async () => {
    const mine = `${folder}/10-machine.conf`;
    const text = `[Service]
ExecStart=
ExecStart=/usr/bin/dockerd \\
  --registry-mirror https://old \\
  --insecure-registry=x \\
  -H fd://
`;
    const tree = { ...ce, [mine]: text };
    const after = await edited(unitFlags, tree, [
      edit('registry-mirrors', ['https://a', 'https://b']),
      edit('insecure-registries', null),
    ]);
    expect(textIn(after, mine)).toBe(`[Service]
ExecStart=
ExecStart=/usr/bin/dockerd \\
  --registry-mirror https://a --registry-mirror https://b \\
  -H fd://
`);
  });

  it('doubles in a command what means something to systemd there', async () => {
    const mine = `${folder}/10-machine.conf`;
    const text = '[Service]\nExecStart=\nExecStart=/usr/bin/dockerd --registry-mirror=https://m\n';
    const urls = ['https://m', 'https://n/a%20b$x'];
    const after = await edited(unitFlags, { ...ce, [mine]: text }, [
      edit('registry-mirrors', urls),
    ]);
    expect(textIn(after, mine)).toContain('--registry-mirror=https://n/a%%20b$$x\n');
    const found = await readBy(unitFlags, after);
    expect(found.flatMap(({ value }) => value)).toEqual(urls);
    const more = await edited(unitFlags, after, [edit('registry-mirrors', [...urls, 'https://o'])]);
    expect(textIn(more, mine)).toContain('%%20b$$x --registry-mirror=https://o\n');
  });

  it('edits a variable that Environment= sets for the command', async () => {
    const mine = `${folder}/opts.conf`;
    const tree = {
      [vendor]: dockerIoUnit,
      [mine]: '[Service]\nEnvironment="DOCKER_OPTS=--registry-mirror=https://old --debug"\n',
    };
    const after = await edited(unitFlags, tree, [edit('registry-mirrors', ['https://new'])]);
    expect(textIn(after, mine)).toBe(
      '[Service]\nEnvironment="DOCKER_OPTS=--registry-mirror=https://new --debug"\n',
    );
  });

  it('reads each flag with the line of the command that has it', async () => {
    const settings = await readBy(unitFlags, ce);
    expect(
      settings.map(({ key, value, origin }) => [key, value, origin.path, origin.line]),
    ).toEqual([
      ['hosts', ['fd://'], vendor, 8],
      ['containerd', '/run/containerd/containerd.sock', vendor, 8],
    ]);
  });
});
