import type { Flavour } from './contract.ts';
import { withoutUnit } from './layouts.ts';

/**
 * A file of the podman-docker package, the same on Debian and Fedora. The docker command itself
 * would tell too, but where it is Docker's it is a binary of many megabytes.
 */
const packageFile = '/usr/lib/tmpfiles.d/podman-docker.conf';

/** podman-docker: `docker` is a shell script that calls podman, and there is no dockerd at all. */
export const podmanShim: Flavour = {
  id: 'podman-shim',
  title: { en: "podman's docker shim", 'zh-CN': 'podman 的 docker 替身' },
  cluePaths: [packageFile],
  recognise: (clues) => clues.unit === null && clues.exists(packageFile),
  layout: () => withoutUnit('podman'),
  serviceManager: 'none',
  elsewhere: {
    en: 'The docker command here is podman: it reads /etc/containers/registries.conf and /etc/containers/certs.d, not the files of Docker Engine.',
    'zh-CN':
      '这里的 docker 命令其实是 podman：它读取 /etc/containers/registries.conf 和 /etc/containers/certs.d，而不是 Docker Engine 的文件。',
  },
};
