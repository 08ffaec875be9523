import type { Remedy } from '../domain/finding.ts';
import type { Said } from '../domain/said.ts';
import { kinOf } from './certificate-kin.ts';
import {
  type CertificateSight,
  certificateSights,
  chainLines,
  issuerOf,
  nameOf,
} from './certificate-sights.ts';
import { check, type Found } from './contract.ts';
import { trustFor } from './desired.ts';
import type { Evidence } from './evidence.ts';
import { inspectorOf, isPublicRegistry } from './inspectors.ts';
import { type TrustPlace, trustPlaceFor } from './trust-place.ts';
import { again, ask, dockcfg, run, say } from './write.ts';

/** A private registry whose CA the engine does not have. */
export const unknownAuthority = check({
  code: 'DC2001',
  severity: 'error',
  title: say(
    'The certificate is signed by an authority that the engine does not trust',
    '证书由引擎不信任的机构签发',
  ),
  about: say(
    'The registry presents a certificate whose issuer is neither among the system\'s certificates nor in the trust directory that the engine reads for this host ("x509: certificate signed by unknown authority"). Private registries usually have their own CA, which must be installed where this engine and its image store look.',
    '仓库出示的证书，其签发机构既不在系统证书中，也不在引擎为该主机读取的信任目录里（“x509: certificate signed by unknown authority”）。私有仓库通常使用自己的 CA，需要把它安装到该引擎和镜像存储会读取的位置。',
  ),
  ways: [
    say(
      'install the CA for this registry: dockcfg ca add HOST',
      '为该仓库安装 CA：dockcfg ca add HOST',
    ),
    say('give the registry a publicly trusted certificate', '为仓库换用公共信任的证书'),
  ],
  reads: ['routes', 'views'],
  causes: [
    'DC6014',
    'DC2003',
    'DC2004',
    'DC2005',
    'DC2020',
    'DC2022',
    'DC2006',
    'DC2007',
    'DC2024',
    'DC5006',
    'DC2026',
    'DC2002',
    'DC5004',
    'DC5015',
    'DC5008',
    'DC5013',
    'DC2027',
    'DC2028',
  ],
  judge: ({ routes, views }) =>
    certificateSights(routes, ['unknown-authority'])
      .filter(({ chain, hop }) => !inspectorOf(chain) && !isPublicRegistry(hop.host))
      .map((sight) => findingOf(sight, views)),
});

function findingOf(sight: CertificateSight, views: Evidence['views']): Found {
  const { subject, severity, place, chain, walk } = sight;
  const last = chain.at(-1);
  const issuer = last ? issuerOf(last) : '?';
  const where = trustPlaceFor(sight, views.used);
  return {
    subject,
    severity,
    text: textOf(sight, issuer),
    seen: chainLines(sight),
    places: [place('tls')],
    remedies: [install(sight, where, issuer), ...askFor(sight, issuer), again(walk.image)],
  };
}

/** Where the chain stops short of a root, nobody can tell a missing CA from a missing link. */
function textOf(sight: CertificateSight, issuer: string): Said {
  const { host } = sight.hop;
  const kin = kinOf(sight);
  const link = kin
    ? say(
        ` If that is an intermediate of "${nameOf(kin)}", which is trusted, the server must send it too.`,
        ` 如果它是受信任的“${nameOf(kin)}”的中间机构，服务器必须一并发送其证书。`,
      )
    : say('', '');
  const signer = mayBeInspected(sight)
    ? say(
        ` The connection goes through the proxy ${sight.hop.proxy}: if the registry's real issuer is another one, the proxy intercepts TLS and signs with its own CA.`,
        ` 连接经过代理 ${sight.hop.proxy}：如果仓库证书的签发者并非如此，那就是代理在拆解 TLS 并重新签名。`,
      )
    : say('', '');
  return say(
    `${host} presents a certificate issued by "${issuer}", which the engine does not trust.${link.en}${signer.en}`,
    `${host} 出示的证书由“${issuer}”签发，引擎不信任该机构。${link['zh-CN']}${signer['zh-CN']}`,
  );
}

/** Another CA than the one that was installed for this host, seen through a proxy. */
function mayBeInspected({ hop, walk }: CertificateSight): boolean {
  const isInstalled = walk.endpoint.trust.sources.some(({ kind, pem }) => kind === 'file' && pem);
  return hop.proxy !== null && isInstalled;
}

/** With the root presented, dockcfg can install it, after its fingerprint was agreed to. */
function install(sight: CertificateSight, where: TrustPlace, issuer: string): Remedy {
  const root = sight.chain.find((each) => each.subject === each.issuer);
  const { host } = sight.hop;
  if (where.kind === 'system') {
    return run(
      say(
        `install the CA "${issuer}" in the system's trust store and restart the engine: this engine reads no trust directory here`,
        `把 CA“${issuer}”安装到系统信任库并重启引擎：该引擎在这里不读取信任目录`,
      ),
      ['dockcfg', 'apply', '--system-ca', 'CA.pem'],
      'restart',
    );
  }
  if (!root) {
    return run(
      say(
        `get the CA "${issuer}" from the operator of ${host} and install it in ${where.path}`,
        `向 ${host} 的管理者索取 CA“${issuer}”，安装到 ${where.path}`,
      ),
      ['dockcfg', 'apply', '--ca', `${where.host}=CA.pem`],
    );
  }
  return dockcfg(
    say(
      `trust the CA "${issuer}" for ${where.host} only; check its fingerprint with its owner first: ${root.x509.fingerprint256}`,
      `仅为 ${where.host} 信任 CA“${issuer}”；请先与其所有者核对指纹：${root.x509.fingerprint256}`,
    ),
    {
      command: ['dockcfg', 'ca', 'add', where.host],
      risk: 'loosens-security',
      desired: trustFor(where.host, [root]),
    },
  );
}

function askFor(sight: CertificateSight, issuer: string): readonly Remedy[] {
  const { hop } = sight;
  const ofProxy = ask(
    say(
      `Please exempt ${hop.host} from TLS inspection on the proxy ${hop.proxy}, or send the CA "${issuer}" if it is the proxy's.`,
      `请在代理 ${hop.proxy} 上将 ${hop.host} 排除在 TLS 拆解之外；如果 CA“${issuer}”属于该代理，请提供其证书。`,
    ),
  );
  return [
    ...(mayBeInspected(sight) ? [ofProxy] : []),
    ask(
      say(
        `Please send the CA certificate "${issuer}" that signed the certificate of ${hop.host}:${hop.port}, and its SHA-256 fingerprint over another channel.`,
        `请提供签发 ${hop.host}:${hop.port} 证书的 CA 证书“${issuer}”，并通过其他途径告知其 SHA-256 指纹。`,
      ),
    ),
  ];
}
