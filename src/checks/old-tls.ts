import type { Said } from '../domain/said.ts';
import type { SniffSeen } from '../probes/seen.ts';
import { check } from './contract.ts';
import { hopSights, wayLines } from './sights.ts';
import { ask, say } from './write.ts';

/** The server speaks TLS, only not in a way the engine takes. */
export const oldTls = check({
  code: 'DC2015',
  severity: 'error',
  title: say('The server speaks only outdated TLS', '服务器只支持过时的 TLS'),
  about: say(
    'The engine offers TLS 1.2 and 1.3 with forward secrecy (ECDHE) and AES-GCM; the containerd store also ChaCha20, and all but the newest releases AES-CBC with SHA-1. This server agreed only to something else.',
    '引擎提供带前向保密（ECDHE）和 AES-GCM 的 TLS 1.2 和 1.3；containerd 存储还支持 ChaCha20，除最新版本外也支持 AES-CBC 加 SHA-1。该服务器只接受其他方式。',
  ),
  ways: [
    say(
      'enable TLS 1.2 with ECDHE cipher suites on the server',
      '在服务器上启用带 ECDHE 密码套件的 TLS 1.2',
    ),
  ],
  reads: ['routes'],
  judge: ({ routes }) =>
    hopSights(routes).flatMap(({ hop, subject, severity, place }) => {
      const old = hop.sniff?.oldTls;
      if (hop.tls.kind !== 'failed' || !old || hop.sniff?.plainHttp) return [];
      return [
        {
          subject,
          severity,
          text: meaningOf(old, `${hop.host}:${hop.port}`),
          seen: [
            `engine's offer: ${hop.tls.code}`,
            `anything: ${old.protocol}, ${old.cipher}`,
            ...wayLines(hop),
          ],
          places: [place('tls')],
          remedies: [ask(requestFor(old, `${hop.host}:${hop.port}`))] as const,
        },
      ];
    }),
});

type Agreed = NonNullable<SniffSeen['oldTls']>;

function meaningOf({ protocol, cipher, foreignKey }: Agreed, server: string): Said {
  if (foreignKey !== undefined) {
    return say(
      `The certificate of ${server} has a key of type ${foreignKey}, which the engine does not support: it accepts RSA, ECDSA and Ed25519.`,
      `${server} 的证书使用 ${foreignKey} 类型的密钥，引擎不支持其签名：引擎接受 RSA、ECDSA 和 Ed25519。`,
    );
  }
  return protocol === 'TLSv1.3'
    ? say(
        `${server} speaks TLS 1.3, but agrees only to a key exchange that the engine does not offer (it has X25519, P-256, P-384 and P-521).`,
        `${server} 支持 TLS 1.3，但只接受引擎不提供的密钥交换方式（引擎支持 X25519、P-256、P-384 和 P-521）。`,
      )
    : say(
        `${server} agrees only to ${protocol} with ${cipher}, which the engine does not offer.`,
        `${server} 只接受 ${protocol} 和 ${cipher}，引擎不提供这种方式。`,
      );
}

function requestFor({ protocol, cipher, foreignKey }: Agreed, server: string): Said {
  return foreignKey !== undefined
    ? say(
        `Please reissue the certificate of ${server} with an RSA or ECDSA key (P-256); its key is now of type ${foreignKey}.`,
        `请为 ${server} 签发使用 RSA 或 ECDSA（P-256）密钥的证书；目前使用的是 ${foreignKey} 类型的密钥。`,
      )
    : say(
        `Please enable TLS 1.2 or 1.3 with ECDHE (X25519 or P-256) and AES-GCM on ${server}; it agrees only to ${protocol} with ${cipher}.`,
        `请在 ${server} 上启用带 ECDHE（X25519 或 P-256）和 AES-GCM 的 TLS 1.2 或 1.3；目前它只接受 ${protocol} 和 ${cipher}。`,
      );
}
