import type { Flavour } from './contract.ts';
import { rootfulLayout } from './layouts.ts';

/**
 * The docker snap. Its wrapper passes `--config-file`, `--data-root`, `--exec-root`, `--group` and
 * `--pidfile`, and lays its own /etc/docker over the host's (canonical/docker-snap
 * bin/dockerd-wrapper, snap/snapcraft.yaml).
 */
export const snap: Flavour = {
  id: 'snap',
  title: { en: 'docker snap', 'zh-CN': 'docker snap 包' },
  cluePaths: ['/var/snap/docker/current'],
  recognise: (clues) =>
    clues.unit?.name === 'snap.docker.dockerd.service' ||
    (clues.unit === null && clues.exists('/var/snap/docker/current')),
  layout: () => ({
    ...rootfulLayout,
    serviceName: 'snap.docker.dockerd.service',
    dropInDir: '/etc/systemd/system/snap.docker.dockerd.service.d',
    daemonJson: '/var/snap/docker/current/config/daemon.json',
    certsDir: '/var/snap/docker/current/etc/docker/certs.d',
  }),
  serviceManager: 'snap',
  elsewhere: null,
};
