import type { Outcome } from '../domain/outcome.ts';
import type { EngineView } from '../domain/view.ts';
import { parseBundle } from '../probes/certificate.ts';
import type { HttpSeen } from '../probes/seen.ts';
import { dateOf } from './certificate-sights.ts';
import { check } from './contract.ts';
import { isCut } from './cut-connection.ts';
import { type HopSight, hopSights, wayLines } from './sights.ts';
import { ask, run, say } from './write.ts';

/** The registry wants a client certificate that the engine does not show, or does not accept it. */
export const clientCertificateDemanded = check({
  code: 'DC2016',
  severity: 'error',
  title: say('The registry requires a client certificate', '仓库要求客户端证书'),
  about: say(
    'The server ended the connection because it got no client certificate, or none that it accepts. The engine presents the pair NAME.cert and NAME.key from the trust directory of this registry, and none at all for a host in insecure-registries.',
    '服务器因为没有收到客户端证书、或不接受所收到的证书而中断了连接。引擎会出示该仓库信任目录中的 NAME.cert 与 NAME.key；对 insecure-registries 中的主机则完全不出示。',
  ),
  ways: [
    say(
      'install the pair: dockcfg apply --client-cert HOST=CERT,KEY',
      '安装证书和密钥：dockcfg apply --client-cert HOST=CERT,KEY',
    ),
  ],
  reads: ['routes', 'views'],
  judge: ({ routes, views }) =>
    hopSights(routes).flatMap((sight) => {
      const ended = endedSince(sight, views.used);
      const found = demandIn(sight, ended !== null);
      if (!found) return [];
      const { hop, subject, severity, place, walk } = sight;
      const shown = walk.endpoint.trust.client !== null;
      const insecure = !walk.endpoint.trust.verify;
      return [
        {
          subject,
          severity,
          text: shown
            ? say(
                `${hop.host}:${hop.port} does not accept the client certificate that the engine presents${ended ? `, which expired on ${ended}` : ''}.`,
                `${hop.host}:${hop.port} 不接受引擎出示的客户端证书${ended ? `，该证书已于 ${ended} 过期` : ''}。`,
              )
            : say(
                `${hop.host}:${hop.port} requires a client certificate, and the engine has none to present${insecure ? ': the host is listed as insecure, so its trust directory is not read' : ''}.`,
                `${hop.host}:${hop.port} 要求客户端证书，而引擎没有可出示的${insecure ? '：该主机被列为不安全，因此不读取其信任目录' : ''}。`,
              ),
          seen: [`${found.stage}: ${found.code}`, ...wayLines(hop)],
          places: [place(found.stage)],
          remedies: [
            run(say('install the client certificate and its key', '安装客户端证书及其密钥'), [
              'dockcfg',
              'apply',
              '--client-cert',
              `${subject}=CLIENT.cert,CLIENT.key`,
            ]),
            ask(
              say(
                `Please issue a client certificate for pulling from ${hop.host}:${hop.port}.`,
                `请签发用于从 ${hop.host}:${hop.port} 拉取的客户端证书。`,
              ),
            ),
          ],
        },
      ];
    }),
});

const demand =
  /CERTIFICATE_REQUIRED|ALERT_BAD_CERTIFICATE|ALERT_UNKNOWN_CA|ALERT_CERTIFICATE_UNKNOWN|ALERT_CERTIFICATE_EXPIRED|ALERT_NO_CERTIFICATE/;

/** With TLS 1.3 the demand comes after the handshake, with the first request. */
function demandIn({ hop, walk }: HopSight, isExpired: boolean) {
  const stages = [
    ['tls', hop.tls],
    ['v2', walk.v2],
    ['manifest', walk.manifest],
  ] as const;
  // A blob host's demand is met by the request for the blob that was sent on to it.
  const elsewhere = [stages[0], ['blob', hop === walk.hops.at(-1) ? walk.blob : hop.tls]] as const;
  for (const [stage, outcome] of hop.role === 'registry' ? stages : elsewhere) {
    const code = codeOf(outcome);
    if (demand.test(code)) return { stage, code };
    // Some servers say nothing of it: they take no request of whoever shows an expired one.
    if (isExpired && isCut(code)) return { stage, code };
    const page = demandingPage(outcome);
    if (page !== null) return { stage, code: page };
  }
  return null;
}

/** nginx ends the handshake first, and then says so in a page (nginx ngx_http_special_response.c). */
const demandingPages = /No required SSL certificate was sent|The SSL certificate error/;

function demandingPage(outcome: Outcome<unknown>): string | null {
  if (outcome.kind !== 'saw') return null;
  const { status, page, excerpt } = outcome.data as Partial<HttpSeen>;
  if (status === undefined || status < 400) return null;
  return demandingPages.exec(`${page} ${excerpt}`)?.[0] ?? null;
}

/** Since when the certificate that the engine shows here is past its date; null where it is not. */
function endedSince({ walk }: HopSight, view: EngineView): string | null {
  const path = walk.endpoint.trust.client?.certificatePath;
  if (path === undefined) return null;
  const files = [...view.trustDirectories.values()].flat();
  const bytes = files.find((file) => file.path === path)?.bytes ?? view.namedFiles?.get(path);
  const [certificate] = bytes ? parseBundle(new TextDecoder('latin1').decode(bytes)) : [];
  if (!certificate || certificate.notAfter > walk.begunAt) return null;
  return dateOf(certificate.notAfter);
}

function codeOf(outcome: Outcome<unknown>): string {
  return outcome.kind === 'failed' ? outcome.code : '';
}
