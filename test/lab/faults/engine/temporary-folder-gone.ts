import { fault } from '../contract.ts';

/** What a cleaner of temporary files leaves behind. */
export const temporaryFolderGone = fault({
  title: "the engine's folder for downloads has been cleaned away",
  image: 'library/hello',
  engines: ['bookworm', 'trixie', 'forky'],
  inject: async (bench) => void (await bench.host.must(['rm', '-r', '/var/lib/docker/tmp'])),
  pull: { fails: /\/var\/lib\/docker\/tmp\/GetImageBlob\d+: no such file or directory/ },
  cause: { code: 'DC6017', subject: '/var/lib/docker/tmp' },
  repair: { by: 'fix' },
  served: { by: 'hub', to: 'host' },
});
