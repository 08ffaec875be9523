/** What the doctor says beyond its findings, in English. */
export const doctorEn = {
  fix: {
    preview: 'These remedies would be carried out:',
    remedy: (code: string, subject: string, text: string) => `${code} ${subject}: ${text}`,
    loosens: 'This loosens security:',
    trusts: (fingerprints: readonly string[]) =>
      `Compare this SHA-256 with the owner of the certificate, by another way than this network: ${fingerprints.join(', ')}`,
    agree: 'Do it?',
    goOn: 'Carry these remedies out?',
    again: 'Checking again.',
    done: (codes: readonly string[]) => `Repaired: ${codes.join(', ')}.`,
    nothing: 'There was nothing that dockcfg could repair itself.',
    left: (code: string, subject: string, why: string) =>
      `Not repaired: ${code} ${subject}. ${why}`,
    undoWith: 'To undo it:',
    notAcceptance: (text: string) =>
      `--accept is ${text}, but it looks like DC2017=harbor.example:5000, or like a SHA-256.`,
  },
};
