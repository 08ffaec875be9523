/** squid as a forward proxy: 3128 for everyone, 3129 for those who know a password. */
import { execa } from 'execa';
import { addresses } from '../network.ts';
import { home } from '../sandbox.ts';
import { users } from '../users.ts';
import type { Service } from './service.ts';

/** Its requests come from its own address, so that a registry's log tells who asked through it. */
const configOf = (folder: string, passwords: string) => `
http_port ${addresses.proxy}:3128
http_port ${addresses.proxy}:3129 name=closed
tcp_outgoing_address ${addresses.proxy}
dns_nameservers ${addresses.dns}
auth_param basic program /usr/lib/squid/basic_ncsa_auth ${passwords}
auth_param basic realm lab
acl closed myportname closed
acl known proxy_auth REQUIRED
http_access deny closed !known
http_access allow all
cache deny all
cache_mem 0
pinger_enable off
pid_filename none
coredump_dir ${folder}
cache_log ${home}/log/proxy
logformat lab %>a - %un [%tl] "%rm %ru HTTP/%rv" %>Hs %<st "-" "%{User-Agent}>h"
access_log stdio:${home}/log/proxy logformat=lab
shutdown_lifetime 0 seconds
visible_hostname proxy.lab
`;

export const proxy: Service = {
  name: 'proxy',
  address: addresses.proxy,
  hostnames: ['proxy.lab'],
  ports: [3128, 3129],
  needs: ['dns'],
  async prepare(stage) {
    const lines = await Promise.all([users.proxy, users.awkwardProxy].map(passwordLine));
    const passwords = await stage.write('passwords', lines.join(''));
    const config = await stage.write('squid.conf', configOf(stage.folder, passwords));
    // squid drops its rights and then opens its log again.
    const open = `chmod 666 ${home}/log/proxy`;
    return { argv: ['sh', '-c', `${open}; exec squid -N -f ${config}`] };
  },
};

async function passwordLine({ name, password }: { name: string; password: string }) {
  const { stdout } = await execa('openssl', ['passwd', '-apr1', '-stdin'], { input: password });
  return `${name}:${stdout}\n`;
}
