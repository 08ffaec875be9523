import { fault } from '../contract.ts';
import { addresses, nameServers } from '../places.ts';

const domain = 'wild.example';

/** A domain that answers for every name below it, and an ndots that has it asked first. */
export const searchWildcard = fault({
  title: 'the search list comes before Docker Hub, and its domain answers for every name',
  image: 'library/hello',
  inject: async (bench) => {
    await bench.rename(`registry-1.docker.io.${domain}`, addresses.nowhere);
    const lines = [`search ${domain}`, 'options ndots:5', `nameserver ${addresses.dns}`];
    await bench.host.writeFile('/etc/resolv.conf', `${lines.join('\n')}\n`);
    await bench.restart();
  },
  pull: { fails: /dial tcp 10\.77\.0\.99:443: connect: no route to host/ },
  cause: { code: 'DC1007', subject: 'registry-1.docker.io' },
  repair: {
    by: 'person',
    told: /remove that domain or a high ndots/,
    does: (bench) => nameServers(bench, addresses.dns),
  },
  served: { by: 'hub', to: 'host' },
});
