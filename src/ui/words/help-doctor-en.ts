import { late } from '../../domain/late.ts';
/** The doctor's own options, in English. */
export const doctorHelpEn = late(() => ({
  fix: 'carry out the remedies that dockcfg can carry out by itself, then check again',
  accept: 'agree to what loosens security: CODE=HOST, or a certificate by its SHA-256',
  profile: 'judge this profile before it is applied',
  only: 'report only findings with this code',
  ignore:
    'leave out findings with this code, or only those whose subject matches: DC7009=*.example',
  'wait-for': 'healthy: look again until nothing is wrong; network: wait until names resolve',
  'save-evidence': 'write the evidence to a file that can be judged elsewhere, secrets masked',
  'from-evidence': 'judge the evidence of another run, without looking at this host',
  bundle: 'write an archive with everything that somebody else needs to judge, secrets masked',
  'from-error': 'start from an error text or a log, and look for what it can mean',
  push: 'also check whether a push would be allowed to begin; nothing is pushed',
  pull: 'also have the engine pull, and compare that with the prediction',
  'with-credentials': "use the calling user's docker login instead of asking anonymously",
}));
