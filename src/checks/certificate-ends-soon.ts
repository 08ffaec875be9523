import { parseCertificate } from '../probes/certificate.ts';
import { dateOf, nameOf } from './certificate-sights.ts';
import { check } from './contract.ts';
import { subjectOf } from './sights.ts';
import { ask, say } from './write.ts';

/** Renewal usually runs 30 days ahead; at a week it has failed. */
const soonMs = 7 * 24 * 3600 * 1000;

/** A certificate that works today and not next week. */
export const certificateEndsSoon = check({
  code: 'DC2023',
  severity: 'notice',
  title: say('A certificate expires within a week', '证书将在一周内到期'),
  about: say(
    'The certificate is still valid. Automatic renewal would have replaced it long ago, so it is probably not working.',
    '证书仍然有效。但自动续期本应早已更换它，因此续期很可能没有生效。',
  ),
  ways: [say('renew the certificate', '续期证书')],
  reads: ['routes'],
  judge: ({ routes }) =>
    routes.flatMap(({ walks }) =>
      walks.flatMap(({ hops, begunAt }) =>
        hops.flatMap((hop) => {
          const pem = hop.tls.kind === 'saw' && hop.verdict?.ok ? hop.tls.data.chain[0] : undefined;
          const leaf = pem ? parseCertificate(pem) : null;
          if (!leaf || !hop.verdict?.verified) return [];
          const left = leaf.notAfter - begunAt;
          const whole = leaf.notAfter - leaf.notBefore;
          // Certificates made for a few days are always about to end.
          if (left > soonMs || whole < 3 * soonMs) return [];
          const until = dateOf(leaf.notAfter);
          return [
            {
              subject: subjectOf(hop),
              text: say(
                `The certificate "${nameOf(leaf)}" of ${hop.host} expires on ${until}.`,
                `${hop.host} 的证书“${nameOf(leaf)}”将于 ${until} 到期。`,
              ),
              seen: [`not after ${until}`],
              places: [],
              remedies: [
                ask(
                  say(
                    `Please renew the certificate "${nameOf(leaf)}" on ${hop.host}:${hop.port}; it expires on ${until}.`,
                    `请为 ${hop.host}:${hop.port} 续期证书“${nameOf(leaf)}”；它将于 ${until} 到期。`,
                  ),
                ),
              ] as const,
            },
          ];
        }),
      ),
    ),
});
