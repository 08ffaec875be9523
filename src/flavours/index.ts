import { amazon } from './amazon.ts';
import { boot2docker } from './boot2docker.ts';
import type { Clues, Flavour } from './contract.ts';
import { desktop } from './desktop.ts';
import { dockerCe } from './docker-ce.ts';
import { dockerIo } from './docker-io.ts';
import { mobyEngine } from './moby-engine.ts';
import { none } from './none.ts';
import { openrc } from './openrc.ts';
import { podmanShim } from './podman-shim.ts';
import { rhel113 } from './rhel-1-13.ts';
import { rootless } from './rootless.ts';
import { snap } from './snap.ts';
import { systemdCustom } from './systemd-custom.ts';
import { sysv } from './sysv.ts';
import { wsl } from './wsl.ts';

/** Every flavour, in the order in which they are asked: what is most particular comes first. */
export const flavours: readonly Flavour[] = [
  desktop,
  rootless,
  snap,
  rhel113,
  amazon,
  dockerIo,
  mobyEngine,
  dockerCe,
  systemdCustom,
  wsl,
  boot2docker,
  openrc,
  sysv,
  podmanShim,
  none,
];

/** The first flavour that recognises itself; the last one always does. */
export function flavourOf(clues: Clues): Flavour {
  return flavours.find((flavour) => flavour.recognise(clues)) ?? none;
}

/** Every file that some flavour is told by. */
export const cluePaths: readonly string[] = [
  ...new Set(flavours.flatMap((flavour) => flavour.cluePaths)),
];
