import type { Said } from '../domain/said.ts';
import type { TrustProblem } from '../probes/seen.ts';
import { certificateSights, chainLines } from './certificate-sights.ts';
import { check } from './contract.ts';
import { ask, say } from './write.ts';

/** A certificate or its authority that may not be used like this. */
export const misissuedCertificate = check({
  code: 'DC2013',
  severity: 'error',
  title: say('A certificate was issued incorrectly', '证书签发有误'),
  about: say(
    'A certificate in the chain does not allow what it is used for: a leaf that is not for servers, an issuer that is not a CA, a chain that is too long, or a name that its CA may not sign for.',
    '证书链中的某张证书不允许这样使用：叶证书不用于服务器、签发者不是 CA、路径过长，或其 CA 无权为该名称签名。',
  ),
  ways: [say('reissue the certificate or its CA', '重新签发该证书或其 CA')],
  reads: ['routes'],
  judge: ({ routes }) =>
    certificateSights(routes, problems).map((sight) => {
      const { hop, subject, severity, place, verdict } = sight;
      const what = verdict.problem ? explained[verdict.problem] : undefined;
      const name = verdict.subject;
      const text = isUnknownExtension(verdict.engineText)
        ? unknownExtension(name)
        : what
          ? what(name)
          : say(verdict.engineText, verdict.engineText);
      return {
        subject,
        severity,
        text,
        seen: chainLines(sight),
        places: [place('tls')],
        remedies: [
          ask(
            say(
              `Please reissue the certificate of ${hop.host}:${hop.port}. ${text.en}`,
              `请重新签发 ${hop.host}:${hop.port} 的证书。${text['zh-CN']}`,
            ),
          ),
        ],
      };
    }),
});

function isUnknownExtension(engineText: string): boolean {
  return engineText.endsWith('unhandled critical extension');
}

function unknownExtension(name: string): Said {
  return say(
    `"${name}" has an extension that is marked critical and that the engine does not know; it must refuse such a certificate.`,
    `“${name}”带有标记为关键（critical）而引擎不认识的扩展；这样的证书必须拒绝。`,
  );
}

const problems: readonly TrustProblem[] = [
  'wrong-usage',
  'not-an-authority',
  'too-many-intermediates',
  'name-constraint',
  'malformed',
];

const explained: { readonly [P in TrustProblem]?: (name: string) => Said } = {
  'wrong-usage': (name) =>
    say(
      `"${name}" is not issued for servers: its extended key usage, or that of an authority above it, lacks serverAuth.`,
      `“${name}”不是为服务器签发的：它或其上级 CA 的扩展密钥用法中缺少 serverAuth。`,
    ),
  'not-an-authority': (name) =>
    say(
      `The issuer of "${name}" is not a CA: its basic constraints or key usage do not allow signing.`,
      `“${name}”的签发者不是 CA：其基本约束或密钥用法不允许签发证书。`,
    ),
  'too-many-intermediates': (name) =>
    say(
      `The chain below "${name}" is longer than its path length constraint allows.`,
      `“${name}”之下的证书链超过了其路径长度限制。`,
    ),
  'name-constraint': (name) =>
    say(
      `The CA "${name}" is not permitted to sign for this name.`,
      `CA“${name}”无权为该名称签名。`,
    ),
  malformed: () =>
    say(
      'What the server presents is not a readable certificate.',
      '服务器出示的不是可读取的证书。',
    ),
};
