import { certificateSights, chainLines } from './certificate-sights.ts';
import { check } from './contract.ts';
import { pinLines, pinRemedies } from './pinned.ts';
import { again, ask, leading, say } from './write.ts';

/** The certificate is somebody else's. */
export const wrongName = check({
  code: 'DC2010',
  severity: 'error',
  title: say('The certificate is for another name', '证书属于其他名称'),
  about: say(
    'None of the names in the certificate is the one that the registry is addressed by ("certificate is valid for A, not B"): the host name is wrong, a default site answers for an unknown name, the name leads to the wrong machine, or the connection is intercepted.',
    '证书中的名称都不是访问仓库所用的名称（“certificate is valid for A, not B”）：主机名写错、由默认站点代答、名称指向了错误的机器，或连接被拦截。',
  ),
  ways: [
    say('address the registry by a name in its certificate', '用证书中包含的名称访问仓库'),
    say('have the certificate issued with the name as a SAN', '重新签发在 SAN 中包含该名称的证书'),
  ],
  reads: ['routes'],
  causes: ['DC6014', 'DC1006', 'DC4001', 'DC2002'],
  judge: ({ routes }) =>
    certificateSights(routes, ['wrong-name', 'no-names']).map((sight) => {
      const { hop, subject, severity, place, verdict, walk } = sight;
      const names = verdict.detail.names || '-';
      return {
        subject,
        severity,
        text: say(
          `The certificate that ${hop.host}:${hop.port} presents is for ${names}, not for ${hop.host}.`,
          `${hop.host}:${hop.port} 出示的证书属于 ${names}，而不是 ${hop.host}。`,
        ),
        seen: [...pinLines(hop), ...chainLines(sight)],
        places: [place('tls')],
        remedies: leading(
          pinRemedies(hop),
          ask(
            say(
              `Please issue the certificate of ${hop.host}:${hop.port} with the subject alternative name DNS:${hop.host} (now: ${names}).`,
              `请为 ${hop.host}:${hop.port} 签发含主题备用名称 DNS:${hop.host} 的证书（目前为：${names}）。`,
            ),
          ),
          again(walk.image),
        ),
      };
    }),
});
