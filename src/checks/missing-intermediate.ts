import { type Certificate, parseBundle } from '../probes/certificate.ts';
import { kinOf } from './certificate-kin.ts';
import {
  type CertificateSight,
  certificateSights,
  chainLines,
  issuerOf,
  nameOf,
} from './certificate-sights.ts';
import { check } from './contract.ts';
import { inspectorOf } from './inspectors.ts';
import { ask, run, say } from './write.ts';

/** The server sends its own certificate and leaves out who stands between it and the root. */
export const missingIntermediate = check({
  code: 'DC2006',
  severity: 'error',
  title: say('The server does not send its intermediate certificate', '服务器没有发送中间证书'),
  about: say(
    'A server must send every certificate between its own and the root. Browsers fetch missing ones by themselves or remember them, so the page opens there; the engine does neither.',
    '服务器必须发送从自身证书到根证书之间的所有证书。浏览器会自行下载或记住缺失的证书，所以在浏览器中可以打开；引擎则不会。',
  ),
  ways: [
    say(
      'configure the server with the full chain (leaf first, then intermediates)',
      '在服务器上配置完整证书链（先叶证书，后中间证书）',
    ),
    say(
      'until then, install the intermediate as a CA: the engine accepts any installed certificate as an anchor',
      '在此之前，可把中间证书作为 CA 安装：对引擎而言，任何已安装的证书都是信任锚',
    ),
  ],
  reads: ['routes'],
  judge: ({ routes }) =>
    certificateSights(routes, ['unknown-authority']).flatMap((sight) => {
      const { chain, hop, severity, place } = sight;
      const last = chain.at(-1);
      if (!last || last.subject === last.issuer || inspectorOf(chain)) return [];
      if (!isFetchable(last) && !hasRootInstalled(sight) && !isBelowTrusted(sight)) return [];
      const issuer = issuerOf(last);
      return [
        {
          subject: sight.subject,
          severity,
          text: say(
            `${hop.host} sends ${chain.length === 1 ? 'one certificate' : `${chain.length} certificates`} and leaves out "${issuer}", which issued "${nameOf(last)}".`,
            `${hop.host} 只发送了 ${chain.length} 张证书，缺少签发“${nameOf(last)}”的“${issuer}”。`,
          ),
          seen: [...chainLines(sight), ...issuerPlaces(last)],
          places: [place('tls')],
          remedies: [
            ask(
              say(
                `Please configure ${hop.host}:${hop.port} to send its full certificate chain: "${issuer}" is missing after "${nameOf(last)}".`,
                `请在 ${hop.host}:${hop.port} 上配置完整证书链：“${nameOf(last)}”之后缺少“${issuer}”。`,
              ),
            ),
            run(say('see what the server sends', '查看服务器发送的证书'), [
              'openssl',
              's_client',
              '-showcerts',
              '-servername',
              hop.host,
              '-connect',
              `${hop.host}:${hop.port}`,
            ]),
          ],
        },
      ];
    }),
});

/** The certificate itself says where its issuer can be fetched: that issuer is no root. */
function isFetchable(last: Certificate): boolean {
  return /CA Issuers/.test(last.x509.infoAccess ?? '');
}

/**
 * A root was installed for this very host, and the server sends nothing that leads to it. Behind a
 * proxy it may as well be the proxy that signs anew.
 */
function hasRootInstalled({ walk, chain, verdict, hop }: CertificateSight): boolean {
  if (hop.proxy !== null) return false;
  const installed = walk.endpoint.trust.sources.flatMap(({ kind, pem }) =>
    kind === 'file' && pem ? parseBundle(pem) : [],
  );
  const hasRoot = installed.some(({ subject, issuer }) => subject === issuer);
  return hasRoot && chain.length === 1 && verdict.detail.candidate === undefined;
}

/** Its issuer calls itself an intermediate, and a root of the same family is trusted. */
function isBelowTrusted(sight: CertificateSight): boolean {
  const last = sight.chain.at(-1);
  if (!last || !/\b(intermediate|issuing|subordinate|sub-?ca)\b/i.test(issuerOf(last)))
    return false;
  return kinOf(sight) !== null;
}

/** Where the certificate says its issuer can be fetched; nothing where it does not say. */
function issuerPlaces({ x509 }: Certificate): readonly string[] {
  const places = (x509.infoAccess ?? '').trim();
  return places === '' ? [] : [places];
}
