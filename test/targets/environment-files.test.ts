import { describe, expect, it } from 'vitest';
import { boot2dockerProfile } from '../../src/targets/boot2docker-profile.ts';
import { confdDocker } from '../../src/targets/confd-docker.ts';
import { defaultDocker } from '../../src/targets/default-docker.ts';
import { registriesConf } from '../../src/targets/registries-conf.ts';
import { sysconfigDocker } from '../../src/targets/sysconfig-docker.ts';
import { textIn } from '../engine/host.ts';
import {
  defaultDocker as defaultText,
  dockerCeUnit,
  dockerIoUnit,
  mobyEngineUnit,
  rhel113Unit,
  rhelSysconfig,
} from '../engine/units.ts';
import { edit, edited, readBy } from './target-host.ts';

const unit = '/lib/systemd/system/docker.service';
const sysconfig = '/etc/sysconfig/docker';

describe('/etc/default/docker', () => {
  const path = '/etc/default/docker';

  it('is read by the unit of docker.io and not by that of docker-ce', async () => {
    const text = 'DOCKER_OPTS="--registry-mirror=https://m"\n';
    const io = await readBy(defaultDocker, { [unit]: dockerIoUnit, [path]: text });
    expect(io).toMatchObject([
      { key: 'registry-mirrors', value: ['https://m'], origin: { line: 1 } },
    ]);
    const { hostOf } = await import('../engine/host.ts');
    const ce = await hostOf({ [unit]: dockerCeUnit, [path]: text });
    expect(defaultDocker.appliesTo(ce)).toBe(false);
  });

  it('keeps its comments and everything else', async () => {
    const tree = { [unit]: dockerIoUnit, [path]: `${defaultText}DOCKER_OPTS="--debug"\n` };
    const after = await edited(defaultDocker, tree, [edit('insecure-registries', ['h:5000'])]);
    expect(textIn(after, path)).toBe(
      `${defaultText}DOCKER_OPTS="--debug --insecure-registry=h:5000"\n`,
    );
  });
});

describe('a variable that several places set', () => {
  const path = '/etc/default/docker';
  const own = 'DOCKER_OPTS=--insecure-registry=h:5000\n';
  const without = [edit('insecure-registries', null)];

  it('stays, empty, where another one would come to light', async () => {
    const other = '/etc/systemd/system/docker.service.d/a.conf';
    for (const text of [
      '[Service]\nEnvironment="DOCKER_OPTS=--debug"\n',
      '[Service]\nEnvironmentFile=\nEnvironmentFile=/etc/x\nEnvironmentFile=/etc/default/docker\n',
    ]) {
      const tree = {
        [unit]: dockerIoUnit,
        [other]: text,
        '/etc/x': 'DOCKER_OPTS=-D\n',
        [path]: own,
      };
      const after = await edited(defaultDocker, tree, without);
      expect(textIn(after, path)).toMatch(/^DOCKER_OPTS=(?:"")?\n$/);
    }
  });

  it('goes where it was the only one', async () => {
    const after = await edited(defaultDocker, { [unit]: dockerIoUnit, [path]: own }, without);
    expect(textIn(after, path) ?? '').toBe('');
  });
});

describe('/etc/sysconfig/docker', () => {
  it("edits Fedora's continued options in place", async () => {
    const text = `OPTIONS="--selinux-enabled \\
  --log-driver=journald \\
  --insecure-registry=old:5000 \\
  --live-restore"
`;
    const after = await edited(sysconfigDocker, { [unit]: mobyEngineUnit, [sysconfig]: text }, [
      edit('insecure-registries', ['new:5000']),
    ]);
    expect(textIn(after, sysconfig)).toBe(text.replace('old', 'new'));
  });

  it('uses the variables RHEL 7 has for each list, and leaves its shell lines alone', async () => {
    const after = await edited(
      sysconfigDocker,
      { [unit]: rhel113Unit, [sysconfig]: rhelSysconfig },
      [edit('insecure-registries', ['plain.lab:5000']), edit('add-registries', ['a.lab', 'b.lab'])],
    );
    expect(textIn(after, sysconfig)).toBe(
      `${rhelSysconfig}INSECURE_REGISTRY="--insecure-registry=plain.lab:5000"
ADD_REGISTRY="--add-registry=a.lab --add-registry=b.lab"
`.replace(/"(--insecure-registry=\S+)"/, '$1'),
    );
  });

  it('takes a flag out of every variable that has it', async () => {
    const text =
      "OPTIONS='--debug --insecure-registry a'\nINSECURE_REGISTRY='--insecure-registry b'\n";
    const after = await edited(sysconfigDocker, { [unit]: rhel113Unit, [sysconfig]: text }, [
      edit('insecure-registries', ['c']),
    ]);
    expect(textIn(after, sysconfig)).toBe(
      "OPTIONS='--debug --insecure-registry c'\nINSECURE_REGISTRY=''\n",
    );
  });

  it('tells which values of Fedora are given as flags', async () => {
    const text =
      'OPTIONS="--selinux-enabled --log-driver=journald --default-ulimit nofile=1024:1024"\n';
    const settings = await readBy(sysconfigDocker, { [unit]: mobyEngineUnit, [sysconfig]: text });
    expect(settings.map(({ key, value }) => [key, value])).toEqual([
      ['selinux-enabled', true],
      ['log-driver', 'journald'],
      ['default-ulimits', 'nofile=1024:1024'],
    ]);
  });
});

describe('scripts that source their file', () => {
  it('get exported proxies under OpenRC', async () => {
    const tree = { '/etc/init.d/docker': '#!/sbin/openrc-run\n', '/etc/conf.d/docker': '# opts\n' };
    const after = await edited(confdDocker, tree, [edit('https-proxy', 'http://u:p@h:1')]);
    expect(after['/etc/conf.d/docker']).toMatchObject({
      text: '# opts\nexport HTTPS_PROXY=http://u:p@h:1\n',
      mode: 0o600,
    });
  });

  it.each(['$', '`', ';', '&', "'", '(', ' '])(
    'do not get a flag whose %s a shell would act on, but keep one that is there',
    async (character) => {
      const there = `https://m.example/a${character}b`;
      const opts = '/etc/conf.d/docker';
      const init = { '/etc/init.d/docker': '#!/sbin/openrc-run\n' };
      const wish = edit('registry-mirrors', [there, 'https://n.example/c%24d']);
      await expect(edited(confdDocker, { ...init, [opts]: '' }, [wish])).rejects.toThrow(
        new RegExp(`${opts}.* %${character.charCodeAt(0).toString(16)}, `, 'i'),
      );
      const old = `DOCKER_OPTS="--registry-mirror=\\"${there.replace(/[$`]/, '\\\\\\$&')}\\""\n`;
      const after = await edited(confdDocker, { ...init, [opts]: old }, [wish]);
      expect(textIn(after, opts)).toContain('https://n.example/c%24d');
    },
  );

  const added = `DOCKER_OPTS="--debug"
mirror() {
  DOCKER_OPTS="$DOCKER_OPTS --registry-mirror=$1"
}
mirror https://a
DOCKER_OPTS+=" --registry-mirror=https://b"
`;

  it.each([
    ['bash', '/usr/bin/bash', ['https://a', 'https://b'], [3, 6]],
    ['busybox, which knows no additions', '/bin/busybox', ['https://a'], [3]],
  ])('hold what functions and additions make of them: %s', async (_, link, mirrors, lines) => {
    const tree = {
      '/etc/init.d/docker': '#!/sbin/openrc-run\n',
      '/etc/conf.d/docker': added,
      '/bin/sh': { text: '', link },
    };
    const found = await readBy(confdDocker, tree);
    const held = found.filter(({ key }) => key === 'registry-mirrors');
    expect(held.flatMap(({ value }) => value)).toEqual(mirrors);
    expect(held.map(({ origin }) => origin.line)).toEqual(lines);
    const wish = edit('registry-mirrors', ['https://c', ...mirrors.slice(1)]);
    const after = await edited(confdDocker, tree, [wish]);
    expect(textIn(after, '/etc/conf.d/docker')).toBe(added.replace('https://a', 'https://c'));
  });

  it("keep boot2docker's quoting", async () => {
    const path = '/var/lib/boot2docker/profile';
    const tree = {
      [path]: "EXTRA_ARGS='\n--label provider=virtualbox\n--registry-mirror=https://old\n'\n",
    };
    const after = await edited(boot2dockerProfile, tree, [
      edit('registry-mirrors', ['https://new']),
    ]);
    expect(textIn(after, path)).toBe(
      "EXTRA_ARGS='\n--label provider=virtualbox\n--registry-mirror=https://new\n'\n",
    );
  });
});

describe('/etc/containers/registries.conf', () => {
  const path = '/etc/containers/registries.conf';
  const text = `# comment
[registries.search]
registries = ['registry.access.redhat.com']

[registries.insecure]
registries = []
`;

  it('is where the flags of registries.service come from', async () => {
    expect(await readBy(registriesConf, { [unit]: rhel113Unit, [path]: text })).toMatchObject([
      {
        key: 'add-registries',
        value: ['registry.access.redhat.com'],
        origin: { kind: 'flag', path, line: 3 },
      },
    ]);
  });

  it('keeps its comments and quotes', async () => {
    const after = await edited(registriesConf, { [unit]: rhel113Unit, [path]: text }, [
      edit('add-registries', ['a.example', 'registry.access.redhat.com']),
    ]);
    expect(textIn(after, path)).toBe(text.replace("['registry", "['a.example', 'registry"));
  });
});
