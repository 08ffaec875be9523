import { check } from './contract.ts';
import { unresolved } from './unresolved.ts';
import { ask, say } from './write.ts';

/** The name server answers over TCP, and never over UDP. */
export const udp53Blocked = check({
  code: 'DC1004',
  severity: 'warning',
  title: say('UDP port 53 is filtered', 'UDP 53 端口被过滤'),
  about: say(
    'The name server works: it answers over TCP. Over UDP, which the engine uses, nothing comes back, so a firewall in between drops it.',
    'DNS 服务器是正常的：它通过 TCP 应答。但引擎使用的 UDP 没有任何回应，说明中间的防火墙丢弃了报文。',
  ),
  ways: [
    say('open UDP port 53 to the name server', '放行到 DNS 服务器的 UDP 53 端口'),
    say(
      'or set "options use-vc" in /etc/resolv.conf, which makes Go use TCP',
      '或在 /etc/resolv.conf 中设置 “options use-vc”，让 Go 使用 TCP',
    ),
  ],
  reads: ['nameservers', 'routes'],
  judge: ({ nameservers, routes }) =>
    nameservers.overTcp
      .filter(({ answer }) => ['ok', 'empty', 'NXDOMAIN'].includes(answer))
      .map((seen) => ({
        subject: seen.server,
        text: say(
          `${seen.server} answers over TCP but not over UDP, which the engine uses.`,
          `${seen.server} 通过 TCP 应答，但通过引擎所用的 UDP 不应答。`,
        ),
        seen: [`${seen.name} ${seen.type} tcp: ${seen.answer}, ${seen.ms} ms`],
        ...unresolved(nameservers, routes),
        remedies: [
          ask(
            say(
              `Please allow UDP port 53 from this host to ${seen.server}; TCP port 53 is open already.`,
              `请放行本机到 ${seen.server} 的 UDP 53 端口；TCP 53 端口已经放行。`,
            ),
          ),
        ],
      })),
});
