import { fault } from '../contract.ts';

const file = '/etc/docker/daemon.json';

/** What `docker run --volume` leaves behind where there was no file. */
export const folderInItsPlace = fault({
  title: 'a folder stands in the place of daemon.json',
  image: 'library/hello',
  inject: async (bench) => {
    await bench.host.sh(`rm -f ${file} && mkdir -p ${file}`);
    await bench.restartInVain();
  },
  pull: {
    fails: /Cannot connect to the Docker daemon/,
    journal: /daemon\.json: is a directory/,
  },
  cause: { code: 'DC5001', subject: file },
  repair: {
    by: 'person',
    told: /rmdir/,
    does: async (bench) => {
      await bench.host.must(['rmdir', file]);
      await bench.rewritten({});
    },
  },
  served: { by: 'hub', to: 'host' },
});
