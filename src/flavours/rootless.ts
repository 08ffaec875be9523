import type { Flavour } from './contract.ts';
import { configFile } from './layouts.ts';

/** An engine that runs as a user (moby contrib/dockerd-rootless-setuptool.sh). */
export const rootless: Flavour = {
  id: 'rootless',
  title: { en: 'rootless Docker', 'zh-CN': 'rootless Docker' },
  cluePaths: [],
  recognise: (clues) => clues.manager === 'systemd-user' && clues.unit !== null,
  layout: (clues) => ({
    daemonJson: configFile(clues.unit) ?? `${clues.configHome}/docker/daemon.json`,
    certsDir: `${clues.configHome}/docker/certs.d`,
    serviceName: 'docker.service',
    dropInDir: `${clues.configHome}/systemd/user/docker.service.d`,
    socket: `${clues.runtimeDir}/docker.sock`,
  }),
  serviceManager: 'systemd-user',
  elsewhere: null,
};
