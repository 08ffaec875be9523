import { describe, expect, it } from 'vitest';
import { exportAs } from '../../../src/engine/export/export.ts';
import { makePlan } from '../../../src/engine/plan/plan.ts';
import { parseProfile, resolveProfile } from '../../../src/formats/profile.ts';
import { rootAuthority } from '../../world/certificates/authority.ts';
import { engine, type HostOptions, hostOf, type Tree } from '../host.ts';
import {
  dockerCeUnit,
  dockerIoUnit,
  mobyEngineUnit,
  rhel113Unit,
  rhelSysconfig,
} from '../units.ts';

const unit = '/lib/systemd/system/docker.service';
const corporate = rootAuthority('corporate').pem;
const other = rootAuthority('other').pem;

/** Hosts as people leave them, none of it by dockcfg. */
const hosts: readonly (readonly [string, Tree, HostOptions])[] = [
  [
    'an old one with everything in files of its unit',
    {
      [unit]: dockerIoUnit,
      '/etc/default/docker':
        'DOCKER_OPTS="--registry-mirror=https://m.example --insecure-registry=10.0.0.0/8 --log-level warn"\n',
      '/etc/systemd/system/docker.service.d/http-proxy.conf':
        '[Service]\nEnvironment="HTTP_PROXY=http://ann:p%%40ss@proxy:3128" "https_proxy=http://proxy:3128"\nEnvironment="NO_PROXY=localhost,.corp"\n',
      '/etc/docker/certs.d/h.example:5000/corp.crt': corporate + other,
    },
    engine('20.10.24', 'classic'),
  ],
  [
    'a Fedora with its own options',
    {
      [unit]: mobyEngineUnit,
      '/etc/sysconfig/docker': `OPTIONS="--selinux-enabled \\
  --log-driver=journald --live-restore"
INSECURE_REGISTRY='--insecure-registry h:5000'
`,
      '/etc/docker/daemon.json': '{ "registry-mirrors": ["https://m.example/"], "mtu": 1400 }',
      '/etc/pki/ca-trust/source/anchors/corp.pem': corporate,
    },
    engine('27.5.1', 'classic'),
  ],
  [
    'a containerd store with a hosts.toml by hand',
    {
      [unit]: dockerCeUnit,
      '/etc/docker/daemon.json':
        '{"features":{"containerd-snapshotter":true},"registry-mirrors":["https://m.example"],"registry-mirror":["x"],\n"proxies":{"https-proxy":"http://u:p@h:1"}}',
      '/etc/docker/certs.d/docker.io/hosts.toml':
        '# ours\n[host."https://m.example"]\n  capabilities = ["pull"]\n  ca = "/srv/m.crt"\n',
      '/etc/docker/certs.d/ghcr.io/hosts.toml':
        '[host."https://g.example/v2/ghcr"]\noverride_path = true\n',
      '/etc/docker/certs.d/h.example/ca.crt': corporate,
      '/etc/docker/certs.d/h.example/hosts.toml': 'ca = ["ca.crt"]\n',
      '/srv/m.crt': other,
      '/root/.docker/config.json':
        '{"auths":{},"proxies":{"default":{"httpProxy":"http://u:p@h:1"}}}',
    },
    engine('28.5.2', 'containerd'),
  ],
  [
    'certificates that a hosts.toml beside them does not name',
    {
      [unit]: dockerCeUnit,
      '/etc/docker/certs.d/r.example/hosts.toml':
        'host."https://m.example"={capabilities=["pull"]}\n',
      '/etc/docker/daemon.json': '{"registry-mirrors":["https://m.example"]}',
      '/etc/docker/certs.d/r.example/ca.crt': corporate,
      '/etc/docker/certs.d/s.example/hosts.toml': 'server = "https://s.example"\n',
      '/etc/docker/certs.d/s.example/ca.crt': corporate,
      '/etc/docker/certs.d/t.example/hosts.toml': 'ca = "/srv/t.crt"\n',
      '/etc/docker/certs.d/t.example/t.crt': corporate,
      '/srv/t.crt': other,
      '/etc/docker/certs.d/u.example/hosts.toml': 'ca = "corp.crt"\n',
      '/etc/docker/certs.d/u.example/corp.crt': corporate,
    },
    engine('28.5.2', 'containerd'),
  ],
  [
    'a RHEL 7',
    {
      [unit]: rhel113Unit,
      '/etc/sysconfig/docker': `${rhelSysconfig}ADD_REGISTRY='--add-registry a.example'\n`,
      '/etc/containers/registries.conf': "[registries.insecure]\nregistries = ['h:5000']\n",
      '/etc/docker/daemon.json': '{"registry-mirrors":["https://m.example"]}',
    },
    engine('1.13.1', 'classic'),
  ],
  [
    'a RHEL 7 that says things twice',
    {
      [unit]: rhel113Unit,
      '/etc/sysconfig/docker':
        "OPTIONS='--selinux-enabled --insecure-registry 172.30.0.0/16'\nADD_REGISTRY='--add-registry a.example --add-registry quay.io'\nINSECURE_REGISTRY='--insecure-registry 172.30.0.0/16'\n",
      '/etc/containers/registries.conf': "[registries.search]\nregistries = ['a.example']\n",
      '/etc/docker/daemon.json': '{"registry-mirrors":["https://m.example","https://m.example/"]}',
    },
    engine('1.13.1', 'classic'),
  ],
  [
    'a folder for every registry',
    {
      [unit]: dockerCeUnit,
      '/etc/docker/daemon.json': '{"registry-mirrors":["https://m.example"]}',
      '/etc/docker/certs.d/_default/hosts.toml':
        '[host."https://m.example"]\n  capabilities = ["pull"]\n',
    },
    engine('29.0.0', 'containerd'),
  ],
  [
    'an Alpine',
    {
      '/etc/init.d/docker': '#!/sbin/openrc-run\n',
      '/etc/conf.d/docker':
        'DOCKER_OPTS="--registry-mirror=https://m.example"\nexport HTTPS_PROXY="http://u:p@h:1"\n',
    },
    engine('27.3.1', 'classic'),
  ],
];

describe('adopting a host somebody made by hand', () => {
  it.each(hosts)('changes nothing: %s', async (_, tree, options) => {
    const facts = await hostOf(tree, options);
    const profile = parseProfile(exportAs(facts, 'profile'), 'profile.json');
    const desired = resolveProfile(profile, new Map());
    const plan = makePlan(desired, facts, { restart: 'auto', allowUnsupported: false });
    expect(plan.changes).toEqual([]);
    expect(Object.keys(desired)).toContain('registry-mirrors');
  });
});
