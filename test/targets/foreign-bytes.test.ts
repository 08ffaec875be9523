/** Files of people whose editors write GBK or Latin-1: what is not UTF-8 is theirs all the same. */
import { describe, expect, it } from 'vitest';
import type { HostFacts } from '../../src/domain/facts.ts';
import type { Edit, Target } from '../../src/targets/contract.ts';
import { defaultDocker } from '../../src/targets/default-docker.ts';
import { hostsToml } from '../../src/targets/hosts-toml.ts';
import { registriesConf } from '../../src/targets/registries-conf.ts';
import { systemdDropIn } from '../../src/targets/systemd-dropin.ts';
import { unitFlags } from '../../src/targets/unit-flags.ts';
import { hostOf, type Tree } from '../engine/host.ts';
import { dockerIoUnit, rhel113Unit } from '../engine/units.ts';
import { edit } from './target-host.ts';

const unit = '/lib/systemd/system/docker.service';
const dropIn = '/etc/systemd/system/docker.service.d/a.conf';
const toml = '/etc/docker/certs.d/h.example/hosts.toml';
const conf = '/etc/containers/registries.conf';
/** `镜像` in GBK, and a stray continuation byte */
const foreign = '# \xbe\xb5\xcf\xf1 \x80\n';

const homes: readonly (readonly [Target, Tree, string, Edit])[] = [
  [
    defaultDocker,
    { [unit]: dockerIoUnit, '/etc/default/docker': 'DOCKER_OPTS="--debug"\n' },
    '/etc/default/docker',
    edit('registry-mirrors', ['https://m']),
  ],
  [
    systemdDropIn,
    { [unit]: dockerIoUnit, [dropIn]: '[Service]\nEnvironment=HTTPS_PROXY=http://o:1\n' },
    dropIn,
    edit('https-proxy', 'http://p:1'),
  ],
  [
    unitFlags,
    {
      [unit]: dockerIoUnit,
      [dropIn]: '[Service]\nExecStart=\nExecStart=/usr/sbin/dockerd --registry-mirror=https://o\n',
    },
    dropIn,
    edit('registry-mirrors', ['https://m']),
  ],
  [
    hostsToml,
    { [toml]: 'server = "https://h.example"\n' },
    toml,
    edit('mirrors', [{ url: 'https://m' }], 'h.example'),
  ],
  [
    registriesConf,
    { [unit]: rhel113Unit, [conf]: "[registries.insecure]\nregistries = ['x:1']\n" },
    conf,
    edit('insecure-registries', ['y:1']),
  ],
];

describe.each(homes)('a file of $id', (target, tree, path, wish) => {
  it('keeps bytes that are no UTF-8', async () => {
    const facts = withBytes(await hostOf(tree), path);
    const [change] = target.render([wish], facts).filter((each) => each.path === path);
    if (change?.after.kind !== 'file') throw new Error('nothing was written');
    const after = Buffer.from(change.after.bytes).toString('latin1');
    expect(after.startsWith(foreign)).toBe(true);
    expect(after).not.toBe(foreign + String(tree[path]));
    expect(after).not.toContain('\xef\xbf\xbd');
  });
});

/** The same host, with a comment at the beginning of one file that no text could hold. */
function withBytes(facts: HostFacts, path: string): HostFacts {
  const snapshot = facts.files.get(path);
  if (snapshot?.state.kind !== 'file') throw new Error(`${path} was not gathered`);
  const bytes = Buffer.concat([Buffer.from(foreign, 'latin1'), snapshot.state.bytes]);
  const state = { ...snapshot.state, bytes: Uint8Array.from(bytes) };
  return { ...facts, files: new Map(facts.files).set(path, { ...snapshot, state }) };
}
