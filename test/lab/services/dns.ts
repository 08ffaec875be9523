/** The name server of the lab: it knows the lab's names and denies that there are others. */
import { addresses } from '../network.ts';
import { home } from '../sandbox.ts';
import type { Service } from './service.ts';

const config = `
keep-in-foreground
user=root
pid-file
listen-address=${addresses.dns}
bind-interfaces
no-resolv
no-hosts
hostsdir=${home}/names
# Without this, names it does not know would be refused instead of denied.
address=/#/
log-queries
log-facility=-
`;

export const dns: Service = {
  name: 'dns',
  address: addresses.dns,
  hostnames: ['dns.lab'],
  ports: [53],
  async prepare(stage) {
    return { argv: ['dnsmasq', `--conf-file=${await stage.write('dnsmasq.conf', config)}`] };
  },
};
