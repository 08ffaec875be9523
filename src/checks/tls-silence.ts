import type { Remedy } from '../domain/finding.ts';
import type { Said } from '../domain/said.ts';
import type { HopSeen } from '../probes/seen.ts';
import { check } from './contract.ts';
import { dialledOf, hopSights } from './sights.ts';
import { tunnelOf, tunnelRemedies } from './tunnels.ts';
import { ask, run, say } from './write.ts';

/** TCP connects, and the TLS greeting stays unanswered. */
export const tlsSilence = check({
  code: 'DC1016',
  severity: 'error',
  title: say('The TLS handshake gets no answer', 'TLS 握手没有回应'),
  about: say(
    'Small packets pass (TCP connects), but the first large answer never arrives: typically a path MTU black hole on a VPN, a PPPoE line or a jumbo-frame network, sometimes a filter that swallows the handshake or an overloaded proxy. The mtu key of daemon.json does not help: it is for container networks.',
    '小的报文可以通过（TCP 能连接），但第一个较大的应答始终不到：通常是 VPN、PPPoE 线路或巨帧网络中的路径 MTU 黑洞，有时是吞掉握手的过滤设备或过载的代理。daemon.json 的 mtu 键没有帮助：它只用于容器网络。',
  ),
  ways: [
    say(
      'lower the MTU of the outgoing interface, or clamp the MSS on the router',
      '降低出口网卡的 MTU，或在路由器上钳制 MSS',
    ),
    say('allow ICMP "fragmentation needed" on the way', '放行途中的 ICMP “需要分片”报文'),
  ],
  reads: ['routes'],
  judge: ({ routes }) =>
    hopSights(routes).flatMap(({ hop, subject, severity, place }) => {
      if (hop.tls.kind !== 'failed' || hop.tls.code !== 'DEADLINE' || hop.sniff?.plainHttp)
        return [];
      return [
        {
          subject,
          severity,
          text: textOf(hop, hop.tls.ms),
          seen: [
            `tcp ${addressOf(hop)}:${dialledOf(hop).port} ok, tls: no answer in ${hop.tls.ms} ms`,
          ],
          places: [place('tls')],
          remedies: remediesOf(hop),
        },
      ];
    }),
});

function addressOf({ tcp, host }: HopSeen): string {
  return tcp.kind === 'saw' ? tcp.data.address : host;
}

function textOf(hop: HopSeen, ms: number): Said {
  const proxy = tunnelOf(hop);
  return proxy === null
    ? say(
        `${hop.host} accepts the connection, but its TLS handshake gets no answer within ${ms / 1000} s.`,
        `${hop.host} 接受了连接，但 ${ms / 1000} 秒内没有完成 TLS 握手。`,
      )
    : say(
        `The proxy ${proxy} opens a tunnel to ${hop.host}:${hop.port}, but the TLS handshake through it gets no answer within ${ms / 1000} s.`,
        `代理 ${proxy} 打开了到 ${hop.host}:${hop.port} 的隧道，但 ${ms / 1000} 秒内没有通过它完成 TLS 握手。`,
      );
}

function remediesOf(hop: HopSeen): readonly [Remedy, ...Remedy[]] {
  if (tunnelOf(hop) !== null) {
    return tunnelRemedies(hop, say('nothing comes through it', '没有任何内容通过它返回'));
  }
  return [
    run(
      say(
        'see whether full-size packets pass (1472 bytes of data make 1500 on the wire)',
        '查看满尺寸报文能否通过（1472 字节数据即线上 1500 字节）',
      ),
      ['ping', '-M', 'do', '-s', '1472', '-c', '3', addressOf(hop)],
    ),
    ask(
      say(
        `Please check the path from this host to ${hop.host}:${hop.port}: TCP connects, but the TLS handshake gets no answer (path MTU, or a filter).`,
        `请检查本机到 ${hop.host}:${hop.port} 的路径：TCP 能连接，但 TLS 握手没有回应（路径 MTU 或过滤设备）。`,
      ),
    ),
  ];
}
