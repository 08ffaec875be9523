import type { Remedy } from '../domain/finding.ts';
import type { Said } from '../domain/said.ts';
import type { HopSeen } from '../probes/seen.ts';
import { check } from './contract.ts';
import { hopSights } from './sights.ts';
import { tunnelOf, tunnelRemedies } from './tunnels.ts';
import { again, ask, leading, say } from './write.ts';

/** The port speaks something that is neither TLS nor HTTP, or refuses the handshake. */
export const notTls = check({
  code: 'DC2018',
  severity: 'error',
  title: say('The TLS handshake fails', 'TLS 握手失败'),
  about: say(
    'What came back was not a TLS handshake that the engine can complete, and the port does not speak plain HTTP either: another service listens on this port, a filter or proxy answers in place of the server, or the server does not know the name it is addressed by.',
    '返回的内容不是引擎能够完成的 TLS 握手，该端口也不使用明文 HTTP：可能是此端口上的其他服务、代替服务器应答的过滤设备或代理，或服务器不认识所用的名称。',
  ),
  ways: [say('check the host and port, and what runs there', '核对主机和端口，以及那里运行的服务')],
  reads: ['routes'],
  judge: ({ routes }) =>
    hopSights(routes).flatMap(({ hop, subject, severity, place, walk }) => {
      const { tls, sniff } = hop;
      if (tls.kind !== 'failed' || !tls.code.startsWith('ERR_SSL')) return [];
      if (sniff?.plainHttp || sniff?.oldTls || /CERTIFICATE|UNKNOWN_CA/.test(tls.code)) return [];
      return [
        {
          subject,
          severity,
          text: textOf(hop, tls.code),
          seen: [
            ...tunnelLine(hop),
            `tls: ${tls.code}`,
            ...(sniff ? ['plain HTTP: no answer'] : []),
          ],
          places: [place('tls')],
          remedies: leading(remediesOf(hop, tls.code), again(walk.image)),
        },
      ];
    }),
});

function textOf(hop: HopSeen, code: string): Said {
  const proxy = tunnelOf(hop);
  const hint = hintFor(code);
  return proxy === null
    ? say(
        `The TLS handshake with ${hop.host}:${hop.port} fails: ${code}.${hint.en}`,
        `与 ${hop.host}:${hop.port} 的 TLS 握手失败：${code}。${hint['zh-CN']}`,
      )
    : say(
        `The proxy ${proxy} opens a tunnel to ${hop.host}:${hop.port}, and the TLS handshake through it fails: ${code}.${hint.en}`,
        `代理 ${proxy} 打开了到 ${hop.host}:${hop.port} 的隧道，但通过它的 TLS 握手失败：${code}。${hint['zh-CN']}`,
      );
}

/** What an alert means: before TLS 1.3 a missing client certificate had none of its own (RFC 5246 §7.4.6). */
function hintFor(code: string): Said {
  if (/ALERT_HANDSHAKE_FAILURE$/.test(code)) {
    return say(
      ' The server speaks TLS and gives up: it requires a client certificate, or the two have nothing to agree on.',
      ' 服务器支持 TLS，但放弃了握手：它要求客户端证书，或找不到双方都支持的方式。',
    );
  }
  if (/UNRECOGNIZED_NAME$/.test(code)) {
    return say(' The server has no site of this name.', ' 服务器上没有这个名称的站点。');
  }
  return say('', '');
}

function tunnelLine(hop: HopSeen): readonly string[] {
  const proxy = tunnelOf(hop);
  return proxy === null ? [] : [`tunnel by ${proxy}: open`];
}

function remediesOf(hop: HopSeen, code: string): readonly Remedy[] {
  if (tunnelOf(hop) !== null) {
    const trouble = say(
      `what comes through it is not TLS (${code})`,
      `通过它返回的不是 TLS（${code}）`,
    );
    return tunnelRemedies(hop, trouble);
  }
  return [
    ask(
      say(
        `Please check which service listens on ${hop.host}:${hop.port}: its TLS handshake fails with ${code}.`,
        `请检查 ${hop.host}:${hop.port} 上是什么服务：其 TLS 握手失败，代码 ${code}。`,
      ),
    ),
  ];
}
