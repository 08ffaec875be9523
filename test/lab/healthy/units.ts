import type { Bench } from '../faults/bench.ts';
import { addresses } from '../network.ts';
import type { Variant } from './contract.ts';
import { fromHub } from './contract.ts';

/** The engine's unit has these settings besides. */
function withUnit(...settings: readonly string[]) {
  return async (bench: Bench) => {
    await bench.host.writeFile(
      '/srv/resolv.conf',
      `# the engine's own\nnameserver ${addresses.dns}\n`,
    );
    await bench.host.dropIn('own', `[Service]\n${settings.join('\n')}\n`);
    await bench.restart();
  };
}

/** Units that close the engine in, and leave it what it needs. */
export const units: readonly Variant[] = [
  {
    ...fromHub,
    title: 'a unit with mounts of its own',
    arrange: withUnit('PrivateTmp=yes', 'TemporaryFileSystem=/mnt'),
  },
  {
    ...fromHub,
    title: 'a unit with a resolv.conf of its own',
    arrange: withUnit('BindReadOnlyPaths=/srv/resolv.conf:/etc/resolv.conf'),
  },
  {
    ...fromHub,
    title: 'a unit that may reach what it needs and nothing else',
    arrange: withUnit(
      'IPAddressDeny=any',
      `IPAddressAllow=localhost ${addresses.dns} ${addresses.hub} ${addresses.auth}`,
      'RestrictAddressFamilies=AF_UNIX AF_NETLINK AF_PACKET AF_INET AF_INET6',
    ),
  },
];
