import { check } from './contract.ts';
import { hopSights } from './sights.ts';
import { ask, say } from './write.ts';

/** The server speaks TLS, only not in a way the engine takes. */
export const oldTls = check({
  code: 'DC2015',
  severity: 'error',
  title: say('The server speaks outdated TLS only', '服务器只支持过时的 TLS'),
  about: say(
    'The engine offers TLS 1.2 and 1.3 with forward secrecy and authenticated encryption (ECDHE with AES-GCM or ChaCha20). This server only agreed to something older.',
    '引擎提供 TLS 1.2 和 1.3，且要求前向保密与认证加密（ECDHE 加 AES-GCM 或 ChaCha20）。该服务器只接受更旧的方式。',
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
          text:
            old.protocol === 'TLSv1.3'
              ? say(
                  `${hop.host}:${hop.port} speaks TLS 1.3, but agrees only to a key exchange that the engine does not offer (it has X25519, P-256, P-384 and P-521).`,
                  `${hop.host}:${hop.port} 支持 TLS 1.3，但只接受引擎不提供的密钥交换方式（引擎支持 X25519、P-256、P-384 和 P-521）。`,
                )
              : say(
                  `${hop.host}:${hop.port} agrees to ${old.protocol} with ${old.cipher} only, which the engine does not offer.`,
                  `${hop.host}:${hop.port} 只接受 ${old.protocol} 和 ${old.cipher}，引擎不提供这种方式。`,
                ),
          seen: [`engine's offer: ${hop.tls.code}`, `anything: ${old.protocol}, ${old.cipher}`],
          places: [place('tls')],
          remedies: [
            ask(
              say(
                `Please enable TLS 1.2 or 1.3 with ECDHE (X25519 or P-256) and AES-GCM on ${hop.host}:${hop.port}; now it agrees to ${old.protocol} with ${old.cipher} only.`,
                `请在 ${hop.host}:${hop.port} 上启用带 ECDHE（X25519 或 P-256）和 AES-GCM 的 TLS 1.2 或 1.3；目前它只接受 ${old.protocol} 和 ${old.cipher}。`,
              ),
            ),
          ],
        },
      ];
    }),
});
