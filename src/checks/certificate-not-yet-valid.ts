import { certificateSights, chainLines, dateOf } from './certificate-sights.ts';
import { check } from './contract.ts';
import { ask, run, say } from './write.ts';

/** The certificate begins in the future. */
export const certificateNotYetValid = check({
  code: 'DC2009',
  severity: 'error',
  title: say('A certificate is not yet valid', '证书尚未生效'),
  about: say(
    "The certificate is valid only from a later time than this host's clock shows. Usually the clock is behind (a fresh virtual machine, an empty battery); then that is reported as the cause.",
    '证书的生效时间晚于本机时钟。大多是本机时钟慢了（新建的虚拟机、电池没电），这时会把它列为原因。',
  ),
  ways: [
    say('set the clock: timedatectl set-ntp true', '校准时钟：timedatectl set-ntp true'),
    say(
      'have the certificate issued with a start date in the past',
      '重新签发生效时间在过去的证书',
    ),
  ],
  reads: ['routes'],
  causes: ['DC6005'],
  judge: ({ routes }) =>
    certificateSights(routes, ['not-yet-valid']).map((sight) => {
      const { hop, subject, severity, place, verdict } = sight;
      const from = dateOf(Date.parse(verdict.detail.notBefore ?? ''));
      return {
        subject,
        severity,
        text: say(
          `"${verdict.subject}", presented by ${hop.host}, is valid only from ${from}; this host's clock says ${verdict.detail.now}.`,
          `${hop.host} 出示的“${verdict.subject}”自 ${from} 起生效；本机时钟为 ${verdict.detail.now}。`,
        ),
        seen: chainLines(sight),
        places: [place('tls')],
        remedies: [
          run(say('check the clock of this host', '核对本机时钟'), ['date', '-u']),
          ask(
            say(
              `Please check the start date (${from}) of the certificate "${verdict.subject}" on ${hop.host}:${hop.port}.`,
              `请检查 ${hop.host}:${hop.port} 的证书“${verdict.subject}”的生效日期（${from}）。`,
            ),
          ),
        ],
      };
    }),
});
