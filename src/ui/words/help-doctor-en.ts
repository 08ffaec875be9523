import { late } from '../../domain/late.ts';
/** The doctor's own options, in English. */
export const doctorHelpEn = late(() => ({
  fix: 'carry out the remedies that dockcfg can carry out itself, then check again',
  accept: 'agree to what loosens security: CODE=HOST, or a certificate by its SHA-256',
  profile: 'judge this profile before it is applied',
  only: 'tell only of findings with this code',
  ignore: 'leave out findings with this code, or only those about what matches: DC7009=*.example',
  'wait-for': 'healthy: look again until nothing is wrong; network: wait until names resolve',
  'save-evidence': 'write what was seen into a file that can be judged elsewhere, secrets masked',
  'from-evidence': 'judge what another run saw, without looking at anything',
  bundle: 'write everything that somebody else needs to judge into an archive, secrets masked',
  'from-error': 'start from an error text or a log: what it can stand for is looked for',
  push: 'also ask whether a push may begin; nothing is pushed',
  pull: 'also have the engine pull, and compare with what was predicted',
  'with-credentials': "use the calling user's docker login instead of asking anonymously",
}));
