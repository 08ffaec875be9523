import { fault } from '../contract.ts';

export const mirrorFiltered = fault({
  title: 'a firewall drops the packets to the mirror',
  image: 'library/hello',
  // The containerd store waits half a minute with every request: measured, more than two for one.
  engines: ['bookworm', 'trixie', 'forky'],
  inject: (bench) => bench.daemonJson({ 'registry-mirrors': ['https://filtered.lab'] }),
  pull: { servedBy: 'hub', journal: /filtered\.lab.*(timeout|deadline|Timeout)/ },
  cause: { code: 'DC7009', subject: 'filtered.lab', severity: 'warning' },
  repair: { by: 'command', command: /--remove-mirror/ },
  served: { by: 'hub', to: 'host' },
});
