import type { HopSeen } from '../probes/seen.ts';
import { check, type Found } from './contract.ts';
import { dialLines, dialledOf, type HopSight, hopSights } from './sights.ts';
import { again, run, say } from './write.ts';

/** There is a way and an address to leave from, and no port of it is free. */
export const noLocalPort = check({
  code: 'DC1021',
  severity: 'error',
  title: say('This host has no free port to connect from', '本机没有可用的出站端口'),
  about: say(
    'Every connection to the same server needs its own port from net.ipv4.ip_local_port_range. Something on this host uses them all, or the range is too small: "connect: cannot assign requested address", although the route is there.',
    '到同一服务器的每个连接都要占用 net.ipv4.ip_local_port_range 中的一个端口。本机上有程序占满了它们，或该范围太小：路由正常，却出现 “connect: cannot assign requested address”。',
  ),
  ways: [
    say(
      'stop the program that holds the connections: ss -tanp shows it',
      '结束占用连接的程序：ss -tanp 可以查看',
    ),
    say('widen net.ipv4.ip_local_port_range', '扩大 net.ipv4.ip_local_port_range'),
  ],
  reads: ['routes'],
  judge: ({ routes }) => hopSights(routes).flatMap(findingOf),
});

/** An address to leave from was found for this very connection, and then no port of it. */
export function lacksLocalPort({ tcp, source, dials }: HopSeen): boolean {
  const isFour = dials.every(({ family }) => family === 4);
  return tcp.kind === 'failed' && tcp.code === 'EADDRNOTAVAIL' && source !== null && isFour;
}

function findingOf({ hop, severity, place, walk }: HopSight): readonly Found[] {
  if (!lacksLocalPort(hop)) return [];
  const { host, port } = dialledOf(hop);
  const from = hop.source?.address ?? '';
  return [
    {
      subject: host,
      severity,
      text: say(
        `This host has no free local port left to connect to ${host}:${port} from ${from}.`,
        `本机已没有空闲的本地端口可从 ${from} 连接到 ${host}:${port}。`,
      ),
      seen: [...dialLines(hop), `route: from ${from}`],
      places: [place('tcp')],
      remedies: [
        run(
          say(
            'see which program holds the connections, and stop it or make it close them',
            '查看是哪个程序占用了连接，结束它或让它关闭连接',
          ),
          ['ss', '-tanp', 'dst', hop.dials[0]?.address ?? host],
        ),
        run(
          say(
            'see the range of ports that connections may use; the usual one is 32768 60999',
            '查看连接可用的端口范围；通常是 32768 60999',
          ),
          ['sysctl', 'net.ipv4.ip_local_port_range', 'net.ipv4.ip_local_reserved_ports'],
        ),
        again(walk.image),
      ],
    },
  ];
}
