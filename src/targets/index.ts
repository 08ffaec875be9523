import { boot2dockerProfile } from './boot2docker-profile.ts';
import { certsD } from './certs-d.ts';
import { clientConfig } from './client-config.ts';
import { confdDocker } from './confd-docker.ts';
import type { Target, TargetKind } from './contract.ts';
import { daemonJson } from './daemon-json.ts';
import { defaultDocker } from './default-docker.ts';
import { environmentFile } from './environment-file.ts';
import { hostsToml } from './hosts-toml.ts';
import { registriesConf } from './registries-conf.ts';
import { sysconfigDocker } from './sysconfig-docker.ts';
import { systemTrust } from './system-trust.ts';
import { systemdDropIn } from './systemd-dropin.ts';
import { unitFlags } from './unit-flags.ts';

/**
 * Every place configuration can live, in the order in which a plan writes to them: certificates
 * before hosts.toml, which names them; flags and environment before daemon.json.
 */
export const targets: readonly Target[] = [
  certsD,
  hostsToml,
  systemTrust,
  clientConfig,
  registriesConf,
  sysconfigDocker,
  defaultDocker,
  environmentFile,
  confdDocker,
  boot2dockerProfile,
  unitFlags,
  systemdDropIn,
  daemonJson,
];

/** What the files of a target are to the engine; null for what no target wrote. */
export function kindOf(id: string): TargetKind | null {
  return targets.find((target) => target.id === id)?.kind ?? null;
}
