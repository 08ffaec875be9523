import { late } from '../../domain/late.ts';
import { caEn } from './ca-en.ts';
import { cacheEn } from './cache-en.ts';
import { doctorEn } from './doctor-en.ts';
import { helpEn } from './help-en.ts';
import { mirrorsEn } from './mirrors-en.ts';
import { nextEn } from './next-en.ts';
import { setupEn } from './setup-en.ts';

const list = (words: readonly string[]) => words.join(', ');
const didYouMean = (meant: string | null) => (meant ? ` Did you mean ${meant}?` : '');

/** The texts of the user interface in English. zh-CN.ts has the same keys. */
export const en = {
  common: late(() => ({
    error: 'error:',
    warning: 'warning:',
    none: 'none',
    yes: 'yes',
    no: 'no',
    colon: ': ',
    /** between sentences, and after a word with a colon */
    gap: ' ',
  })),
  ...helpEn,
  usage: late(() => ({
    unknownOption: (option: string, meant: string | null) =>
      `There is no option ${option}.${didYouMean(meant) || ' See dockcfg --help.'}`,
    unknownCommand: (command: string, meant: string | null) =>
      `There is no command ${command}.${didYouMean(meant) || ' See dockcfg --help.'}`,
    missingOperand: (operand: string) =>
      `The ${operand.toUpperCase()} is missing; see the same command with --help.`,
    missingValue: (option: string) => `${option} needs a value.`,
    unwantedValue: (option: string) => `${option} takes no value.`,
    tooMany: (command: string) =>
      `${command} was given too many arguments; see dockcfg ${command} --help.`,
    noCommand: 'A command is missing; dockcfg doctor is a good first one.',
    noSubcommand: (group: string, names: readonly string[]) =>
      `${group} needs a subcommand: ${list(names.map((name) => `dockcfg ${group} ${name}`))}.`,
    urlForImage: (url: string, image: string, host: string) =>
      `${url} is a URL, and image names have no scheme: use dockcfg doctor ${image}, or dockcfg doctor --host ${host} for the registry alone.`,
    notTruth: (variable: string, text: string) => `${variable} is ${text}, but it must be 1 or 0.`,
    notDuration: (label: string, text: string) =>
      `${label} is ${text}, but it must be a duration such as 30s, 2m or 500ms.`,
    notChoice: (label: string, text: string, choices: readonly string[], meant: string | null) =>
      `${label} is ${text}, but it must be one of ${list(choices)}.${didYouMean(meant)}`,
    notFormat: (text: string, formats: readonly string[], meant: string | null) =>
      `This command cannot print ${text}; it can print ${list(formats)}.${didYouMean(meant)}`,
    jsonAndFormat: (format: string) =>
      `--json and --format ${format} contradict each other; leave one of them out.`,
    passwordInMirror: (option: string) =>
      `The URL after ${option} contains a password, and no engine accepts a user name or password in a mirror's URL: leave them out.`,
    passwordInArgument: (option: string, variable: string) =>
      `The URL after ${option} contains a password, and every user of this host can read command lines: leave the password out and pass it with --proxy-password-file FILE, or put the whole URL into ${variable} or a profile.`,
    contradict: (one: string, other: string) =>
      `${one} sets the whole list, so ${other} cannot change it; use one of the two.`,
    notPair: (option: string, value: string, shape: string) =>
      `${option} is ${value}, but it must look like ${shape}.`,
    noSuchRoot: (root: string) => `--root ${root} is not a readable folder.`,
    profileTooLarge: (name: string) => `${name} is larger than any profile: is it the right file?`,
    profileUnreadable: (name: string, code: string) =>
      code === 'ENOENT' ? `There is no file ${name}.` : `${name} cannot be read (${code}).`,
    needsTerminal:
      'setup asks questions, and there is no terminal to answer them on: use dockcfg apply with flags or a profile.',
    nothingWished:
      'Nothing was asked for: give a profile, or a flag such as --add-mirror https://mirror.example.',
    tooManyProfiles: 'apply takes only one profile.',
  })),
  severities: { error: 'error', warning: 'warning', notice: 'notice' },
  risks: late(() => ({
    reload: 'reloads the engine',
    restart: 'restarts the engine',
    'loosens-security': 'loosens security',
  })),
  doctor: late(() => ({
    engine: (version: string, traits: readonly string[]) =>
      `Docker Engine ${version} (${traits.join(', ')})`,
    versionUnknown: 'of unknown version',
    storeUnknown: 'image store unknown',
    stores: { classic: 'classic image store', containerd: 'containerd image store' },
    roles: { mirror: 'mirror', upstream: 'upstream' },
    outcomes: { ok: 'ok', failed: 'failed', skipped: 'skipped', unknown: 'unknown' },
    stageStates: { running: 'is running', saw: 'done', failed: 'failed', skipped: 'not tried' },
    columns: { endpoint: 'endpoint', stage: 'stage', outcome: 'outcome', finding: 'finding' },
    direct: 'direct, without a proxy',
    through: (proxy: string) => `through the proxy ${proxy}`,
    skipped: (stages: readonly string[]) => `not tried: ${list(stages)}`,
    wouldPull: (image: string, servedBy: string | null) =>
      servedBy
        ? `docker pull ${image} would work, served by ${servedBy}.`
        : `docker pull ${image} would work.`,
    wouldFail: (image: string, error: string | null) =>
      error ? `docker pull ${image} would fail: ${error}` : `docker pull ${image} would fail.`,
    host: {
      pulled: (host: string, _error: string | null) => `${host} answers as a registry.`,
      failed: (host: string, error: string | null) =>
        error
          ? `Nothing can be pulled from ${host}: ${error}`
          : `Nothing can be pulled from ${host}.`,
      unknown: (host: string, _error: string | null) =>
        `dockcfg cannot tell whether anything can be pulled from ${host}.`,
    },
    cannotTell: (image: string) => `dockcfg cannot tell whether docker pull ${image} would work.`,
    seen: 'Seen: ',
    remedy: 'Remedy: ',
    ask: 'Ask: ',
    follows: 'Also explains: ',
    risk: (risk: string) => ` (${risk})`,
    causedBy: (cause: string) => `A consequence of ${cause}.`,
    verdicts: { healthy: 'healthy', degraded: 'degraded', broken: 'broken', unknown: 'unknown' },
    verdictLine: (verdict: string, meaning: string) => `Verdict: ${verdict}. ${meaning}`,
    nothingAsked: 'None of the findings asked for was found; pulls fail for other reasons.',
    unexplained: 'Pulls fail, and no check knows why; see what the engine itself reports.',
    verdictMeans: {
      healthy: 'Pulls work on every route that was checked.',
      degraded: 'Pulls work, but not as they should.',
      broken: 'Pulls fail; repair the first finding first.',
      unknown: 'There is not enough evidence to tell.',
    },
    summary: (checks: number, findings: number, seconds: string) =>
      `${checks} ${checks === 1 ? 'check' : 'checks'}, ${findings} ${findings === 1 ? 'finding' : 'findings'}, ${seconds} s.`,
    crashed: (codes: readonly string[]) =>
      `These checks crashed, which is a bug in dockcfg: ${list(codes)}.`,
    moreAbout: (code: string) => `More about the first one: dockcfg explain ${code}`,
    probing: (image: string) => `Checking ${image}`,
  })),
  ...doctorEn,
  apply: late(() => ({
    unchanged: 'Nothing to change: the configuration is already as it should be.',
    changed: (files: number) => `Changed ${files} ${files === 1 ? 'file' : 'files'}:`,
    wouldChange: (files: number) => `Would change ${files} ${files === 1 ? 'file' : 'files'}:`,
    noFiles: 'No file has to change.',
    putBack: 'It failed, and everything was put back as it was. What was tried:',
    partlyPutBack: 'It failed, and not everything could be put back. What was tried:',
    loosens: (subjects: readonly string[]) =>
      `Certificates are not checked for ${list(subjects)} from then on.`,
    actions: { create: 'create', edit: 'edit', remove: 'remove', effect: 'run' },
    effects: {
      'daemon-reload': 'systemctl daemon-reload',
      'update-trust': "the update of the system's certificate bundle",
      'cache-service': 'systemctl restart dockcfg-cache (stop, where it is removed)',
    },
    conflict: (key: string, text: string, origins: readonly string[]) =>
      `Conflict over ${key}: ${text} (${list(origins)})`,
    would: { reload: 'The engine would be reloaded.', restart: 'The engine would be restarted.' },
    did: { reload: 'The engine was reloaded.', restart: 'The engine was restarted.' },
    stops: (count: number, names: readonly string[]) =>
      `This stops ${count === 1 ? 'one container' : `${count} containers`}: ${list(names)}.`,
    comeBack: (names: readonly string[]) => `Started again by the engine: ${list(names)}.`,
    mayComeBack: (names: readonly string[]) =>
      `Started again only if they end with an error: ${list(names)}.`,
    stayStopped: (names: readonly string[]) => `Not started again: ${list(names)}.`,
    removedWhenStopped: (names: readonly string[]) =>
      `Deleted when they stop (--rm): ${list(names)}.`,
    keptRunning: (count: number) =>
      count === 1
        ? 'The running container keeps running: live-restore is on.'
        : `The ${count} running containers keep running: live-restore is on.`,
    verified: (keys: readonly string[]) => `The running engine shows ${list(keys)}.`,
    differs: (keys: readonly string[]) =>
      `The running engine shows something else for ${list(keys)}.`,
    goOn: 'Continue?',
    notDone: 'Nothing was changed.',
    reloadRequired: 'The running engine has not read this yet: reload it.',
    restartRequired: 'The running engine has not read this yet: restart it.',
    undoWith: 'To undo it:',
    applying: 'Applying',
    phases: {
      lock: 'waiting for other runs of dockcfg',
      recover: 'undoing what an earlier run left unfinished',
      validate: 'checking the new files',
      write: 'writing',
      effect: 'running',
      service: 'telling the service',
      verify: 'comparing with the running engine',
      undo: 'putting back',
    },
    states: { started: 'started', done: 'done', failed: 'failed' },
    waiting: (holder: string | null) =>
      holder ? `Waiting for another run: ${holder}` : 'Waiting for another run of dockcfg.',
  })),
  show: late(() => ({
    origins: { file: 'file', flag: 'flag', environment: 'environment', default: 'default' },
    titles: { key: 'key', value: 'value, where it is set, whether it is in effect' },
    states: {
      'in effect': 'in effect',
      'not reloaded': 'not reloaded',
      'needs restart': 'needs restart',
      'at next start': 'once the engine runs',
      ignored: 'ignored',
      conflict: 'conflict',
    },
    nothing: 'Nothing is configured: this engine runs with its defaults.',
    unknownKey: (key: string, meant: string | null) =>
      `Nothing sets ${key} on this host.${didYouMean(meant)}`,
    noSuchKey: (key: string) =>
      `No setting is called ${key}; dockcfg show lists those of this host.`,
    shadows: (key: string, places: readonly string[]) =>
      `${key} is also set in ${list(places)}, where it has no effect.`,
    conflict: (key: string) => `${key} is set in two places; the engine does not start like this.`,
    stops: 'The engine does not start with this:',
    runs: (key: string, value: string) =>
      `${key}: the running engine ${value === '' ? 'has none yet' : `still has ${value}`}`,
  })),
  explain: late(() => ({
    reads: (input: string, canonical: string) => `${input} is ${canonical}. The engine would try:`,
    nowhere: 'nothing.',
    noProxy: 'no proxy',
    because: (why: string) => `Why: ${why}`,
    proxy: (proxy: string, reason: string) => `Proxy: ${proxy} (${reason})`,
    trust: (trust: string, reason: string) => `Trust: ${trust} (${reason})`,
    ways: 'What to do:',
    causes: 'Often caused by:',
    noSuchCode: (code: string, meant: string | null) =>
      `There is no finding ${code}; a code looks like DC2001.${didYouMean(meant)}`,
    credentials: (credentials: string) => `Login: ${credentials}`,
  })),
  history: late(() => ({
    nothing: 'dockcfg has changed nothing on this host yet.',
    ownOnly:
      'This lists only what you changed yourself. To see what root changed: sudo dockcfg history',
    by: (when: string, who: string) => `${when}, by ${who}`,
    ends: {
      open: 'Its run ended halfway; dockcfg rollback puts everything back.',
      committed: 'It is in place.',
      undone: 'It failed, and its own run put everything back.',
      incomplete: 'It failed, and not everything could be put back.',
    },
    undoes: (id: string) => `It undoes ${id}.`,
    undoneBy: (id: string) => `It was undone by ${id}.`,
  })),
  mirrors: mirrorsEn,
  ca: caEn,
  cache: cacheEn,
  setup: setupEn,
  next: nextEn,
  trouble: late(() => ({
    bug: (kind: string) =>
      `This is a bug in dockcfg (${kind}): report it. dockcfg history shows whether anything was changed.`,
    verboseShows: 'The same command with --verbose shows where it happened.',
    notWritten: (code: string) =>
      `Standard output cannot be written (${code}): the result is lost. dockcfg history shows whether anything was changed.`,
    interrupted: 'Interrupted.',
    deadline: 'The deadline for the whole run has passed.',
  })),
};
