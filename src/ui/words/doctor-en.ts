import { late } from '../../domain/late.ts';
/** What the doctor says beyond its findings, in English. */
export const doctorEn = {
  fix: late(() => ({
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
    needsAccept: (subjects: readonly string[], accept: string) =>
      `Certificates would not be checked for ${subjects.join(', ')} from then on; agree to it with ${accept}`,
    notAcceptance: (text: string) =>
      `--accept is ${text}, but it looks like DC2017=harbor.example:5000, or like a SHA-256.`,
  })),
  asked: late(() => ({
    contradict: (one: string, other: string) =>
      `${one} and ${other} cannot be given together; leave one of them out.`,
    noSuchCode: (option: string, code: string, meant: string | null) =>
      `${option} names ${code}, but codes look like DC2001; dockcfg explain says what each means.${meant === null ? '' : ` Did you mean ${meant}?`}`,
    notYet: (finding: string | null) =>
      finding ? `Not yet: ${finding}. Looking again.` : 'Not yet. Looking again.',
    waitsForNetwork: (names: readonly string[]) =>
      `Waiting for the network: a way to ${names.join(' or ')}.`,
    noNetwork: (names: readonly string[]) =>
      `The network did not come in time: no way to ${names.join(' or ')}.`,
    onlyNetwork:
      'apply can wait for the network only; dockcfg doctor --wait-for healthy waits for the rest.',
    late: 'It did not become healthy in time.',
    fileUnreadable: (name: string, code: string) =>
      code === 'ENOENT' ? `There is no file ${name}.` : `${name} cannot be read (${code}).`,
    fileTooLarge: (name: string) => `${name} is larger than any file of this kind.`,
    fileUnwritable: (name: string, code: string) =>
      code === 'EEXIST'
        ? `${name} exists already and is not overwritten.`
        : `${name} cannot be written (${code}).`,
    written: (name: string) => `Written: ${name}`,
    pulling: (image: string) => `Having the engine pull ${image}`,
    helperNotRun: (programs: readonly string[]) =>
      `The login is kept by ${programs.join(', ')}, which is not run as root: run doctor without sudo to use it.`,
  })),
  suspected: late(() => ({
    title: 'What the error can stand for:',
    states: { found: 'found', excluded: 'not so', unknown: 'cannot be told' },
    nothing: 'The error says nothing that is known; what was found stands below.',
    line: (state: string, code: string, title: string) => `${state}: ${code} ${title}`,
  })),
  pulled: late(() => ({
    worked: (image: string, seconds: string) => `The engine pulled ${image} in ${seconds} s`,
    had: (image: string) => `The engine had ${image} already, so that little is proved`,
    failed: (image: string, error: string) => `The engine could not pull ${image}: ${error}`,
    unknown: (image: string, code: string) =>
      `Whether the engine can pull ${image} could not be seen (${code})`,
    asPredicted: ', as predicted.',
    otherwise: ', which is not what was predicted: please report it.',
    end: '.',
  })),
  html: late(() => ({
    language: 'en',
    title: (verdict: string) => `dockcfg doctor: ${verdict}`,
    findings: 'Findings',
    noFindings: 'Nothing was found.',
    seen: 'Seen',
    remedies: 'Ways out',
    follows: 'Explains also',
    routes: 'Routes',
    engine: "this host's engine",
    diagram: (image: string, lanes: readonly string[]) =>
      `The way of a pull of ${image}, in order: ${lanes.join('; ')}`,
    stopsAt: (stage: string, outcome: string) => `stops at ${stage}, ${outcome}`,
    reached: 'reached to the end',
    timing: (role: string, url: string, ms: number) => `${role} ${url}: ${ms} ms`,
    time: 'time',
    chains: 'Certificates',
    trusted: 'The engine accepts it.',
    unverified: 'The engine accepts any certificate here.',
    refused: (text: string) => `The engine refuses it: ${text}`,
    trustedBy: (paths: readonly string[]) =>
      paths.length === 0 ? 'Nothing is trusted here.' : `Trusted here: ${paths.join(', ')}`,
    issuer: 'issued by',
    valid: 'valid',
    checks: 'Checks',
    checkStates: {
      found: 'found something',
      crashed: 'crashed',
      skipped: 'left out',
      passed: 'passed',
    },
    masked: 'Masked',
    maskedHere: 'Passwords, tokens and keys stood here; they are not in this file:',
    nothingMasked: 'Nothing had to be masked.',
    notMasked: 'Host names, addresses, user names and certificates are as they are.',
  })),
};
