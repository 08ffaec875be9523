/** The doctor's own options, in English. */
export const doctorHelpEn = {
  fix: 'carry out the remedies that dockcfg can carry out itself, then check again',
  accept: 'agree to what loosens security: CODE=HOST, or a certificate by its SHA-256',
};
