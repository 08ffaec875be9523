import { late } from '../../domain/late.ts';
/** What the doctor says beyond its findings, in English. */
export const doctorEn = {
  fix: late(() => ({
    preview: 'These remedies would be carried out:',
    remedy: (code: string, subject: string, text: string) => `${code} ${subject}: ${text}`,
    loosens: 'This loosens security:',
    trusts: (fingerprints: readonly string[]) =>
      `Check this SHA-256 with the owner of the certificate, over a channel other than this network: ${fingerprints.join(', ')}`,
    agree: 'Do you agree?',
    goOn: 'Carry out these remedies?',
    again: 'Checking again.',
    done: (codes: readonly string[]) => `Repaired: ${codes.join(', ')}.`,
    nothing: 'There is nothing that dockcfg can repair by itself.',
    left: (code: string, subject: string, why: string) =>
      `Not repaired: ${code} ${subject}. ${why}`,
    undoWith: 'To undo it:',
    needsAccept: (subjects: readonly string[], accept: string) =>
      `From then on, certificates would not be checked for ${subjects.join(', ')}; agree to that with ${accept}`,
    notAcceptance: (text: string) =>
      `--accept is ${text}, but it must look like DC2017=harbor.example:5000, or be a SHA-256.`,
  })),
  asked: late(() => ({
    contradict: (one: string, other: string) =>
      `${one} and ${other} cannot be used together; leave one of them out.`,
    noSuchCode: (option: string, code: string, meant: string | null) =>
      `${option} names ${code}, but a code looks like DC2001; dockcfg explain says what each one means.${meant === null ? '' : ` Did you mean ${meant}?`}`,
    notYet: (finding: string | null) =>
      finding ? `Not yet: ${finding}. Looking again.` : 'Not yet. Looking again.',
    waitsForNetwork: (names: readonly string[]) =>
      `Waiting for the network: ${names.join(' or ')} must be reachable.`,
    noNetwork: (names: readonly string[]) =>
      `The network was not up in time: ${names.join(' or ')} cannot be reached.`,
    onlyNetwork:
      'apply can only wait for the network; dockcfg doctor --wait-for healthy waits for everything else.',
    late: 'The host did not become healthy in time.',
    fileUnreadable: (name: string, code: string) =>
      code === 'ENOENT' ? `There is no file ${name}.` : `${name} cannot be read (${code}).`,
    fileTooLarge: (name: string) => `${name} is larger than any file of this kind.`,
    fileUnwritable: (name: string, code: string) =>
      code === 'EEXIST'
        ? `${name} already exists and is not overwritten.`
        : `${name} cannot be written (${code}).`,
    written: (name: string) => `Written: ${name}`,
    pulling: (image: string) => `The engine is pulling ${image}`,
    helperNotRun: (programs: readonly string[]) =>
      `The login is stored by ${programs.join(', ')}, which dockcfg does not run as root: run doctor without sudo to use it.`,
  })),
  suspected: late(() => ({
    title: 'What the error can mean:',
    states: { found: 'found', excluded: 'ruled out', unknown: 'unknown' },
    nothing: 'dockcfg does not know this error; what it found is below.',
    line: (state: string, code: string, title: string) => `${state}: ${code} ${title}`,
  })),
  pulled: late(() => ({
    worked: (image: string, seconds: string) => `The engine pulled ${image} in ${seconds} s`,
    had: (image: string) => `The engine already had ${image}, so this proves little`,
    failed: (image: string, error: string) => `The engine could not pull ${image}: ${error}`,
    unknown: (image: string, code: string) =>
      `dockcfg could not see whether the engine can pull ${image} (${code})`,
    asPredicted: ', as predicted.',
    otherwise: ', which is not what was predicted: report it.',
    end: '.',
  })),
  html: late(() => ({
    language: 'en',
    title: (verdict: string) => `dockcfg doctor: ${verdict}`,
    findings: 'Findings',
    noFindings: 'No findings.',
    seen: 'Seen',
    remedies: 'Remedies',
    follows: 'Also explains',
    routes: 'Routes',
    engine: "this host's engine",
    diagram: (image: string, lanes: readonly string[]) =>
      `The route of a pull of ${image}, in order: ${lanes.join('; ')}`,
    stopsAt: (stage: string, outcome: string) => `stops at ${stage}, ${outcome}`,
    reached: 'reached the end',
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
    maskedHere: 'Passwords, tokens and keys were here; they are not in this file:',
    nothingMasked: 'Nothing had to be masked.',
    notMasked: 'Host names, addresses, user names and certificates are not masked.',
  })),
};
