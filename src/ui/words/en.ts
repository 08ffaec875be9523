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
    missingValue: (option: string) => `${option} needs a value after it.`,
    unwantedValue: (option: string) => `${option} takes no value.`,
    tooMany: (command: string) =>
      `${command} was given more than it takes; see dockcfg ${command} --help.`,
    noCommand: 'A command is missing; dockcfg doctor is a good first one.',
    noSubcommand: (group: string, names: readonly string[]) =>
      `What about ${group}? There are ${list(names.map((name) => `dockcfg ${group} ${name}`))}.`,
    urlForImage: (url: string, image: string, host: string) =>
      `${url} is a URL, and images are named without a scheme: dockcfg doctor ${image}, or dockcfg doctor --host ${host} for the registry alone.`,
    notTruth: (variable: string, text: string) =>
      `${variable} is ${text}, but it can only be 1 or 0.`,
    notDuration: (label: string, text: string) =>
      `${label} is ${text}, but a duration looks like 30s, 2m or 500ms.`,
    notChoice: (label: string, text: string, choices: readonly string[], meant: string | null) =>
      `${label} is ${text}, but it can only be one of ${list(choices)}.${didYouMean(meant)}`,
    notFormat: (text: string, formats: readonly string[], meant: string | null) =>
      `This command cannot print ${text}; it can print ${list(formats)}.${didYouMean(meant)}`,
    jsonAndFormat: (format: string) =>
      `--json and --format ${format} contradict each other; leave one of them out.`,
    passwordInMirror: (option: string) =>
      `The URL after ${option} holds a password, and no engine takes a user name or password in a mirror's URL: leave them out.`,
    passwordInArgument: (option: string, variable: string) =>
      `The URL after ${option} holds a password, and every user of this host can read command lines: leave the password out and give it by --proxy-password-file FILE, or put the whole URL into ${variable} or a profile.`,
    contradict: (one: string, other: string) =>
      `${one} says what the whole list is, so ${other} cannot change it; use one of the two.`,
    notPair: (option: string, value: string, shape: string) =>
      `${option} is ${value}, but it looks like ${shape}.`,
    noSuchRoot: (root: string) => `--root ${root} is not a folder that can be read.`,
    profileTooLarge: (name: string) => `${name} is larger than any profile: is it the right file?`,
    profileUnreadable: (name: string, code: string) =>
      code === 'ENOENT' ? `There is no file ${name}.` : `${name} cannot be read (${code}).`,
    needsTerminal:
      'setup asks questions, and nobody is there to answer them: use dockcfg apply with flags or a profile.',
    nothingWished:
      'Nothing was asked for: name a profile, or a flag such as --add-mirror https://mirror.example.',
    tooManyProfiles: 'apply takes one profile.',
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
        `Whether ${host} can be pulled from cannot be told.`,
    },
    cannotTell: (image: string) => `Whether docker pull ${image} would work cannot be told.`,
    seen: 'Seen: ',
    remedy: 'Remedy: ',
    ask: 'Ask: ',
    follows: 'Explains also: ',
    risk: (risk: string) => ` (${risk})`,
    causedBy: (cause: string) => `A consequence of ${cause}.`,
    verdicts: { healthy: 'healthy', degraded: 'degraded', broken: 'broken', unknown: 'unknown' },
    verdictLine: (verdict: string, meaning: string) => `Verdict: ${verdict}. ${meaning}`,
    nothingAsked: 'Nothing of what was asked for was found; pulls fail for other reasons.',
    unexplained: "Pulls fail, and no check knows why; the engine's own words say more.",
    verdictMeans: {
      healthy: 'Pulls work on every way that was checked.',
      degraded: 'Pulls work, but not as they should.',
      broken: 'Pulls fail; repair the first finding first.',
      unknown: 'What was seen is not enough to tell.',
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
    unchanged: 'Nothing to change: the configuration is as it should be.',
    changed: (files: number) => `Changed ${files} ${files === 1 ? 'file' : 'files'}:`,
    wouldChange: (files: number) => `Would change ${files} ${files === 1 ? 'file' : 'files'}:`,
    noFiles: 'No file has to change.',
    putBack: 'It failed, and everything was put back as it was. This was tried:',
    partlyPutBack: 'It failed, and not everything could be put back. This was tried:',
    loosens: (subjects: readonly string[]) =>
      `Certificates are not checked for ${list(subjects)} from then on.`,
    actions: { create: 'create', edit: 'edit', remove: 'remove', effect: 'run' },
    effects: {
      'daemon-reload': 'systemctl daemon-reload',
      'update-trust': "the update of the system's certificate bundle",
      'cache-service': 'systemctl restart dockcfg-cache, or stop where it is removed',
    },
    conflict: (key: string, text: string, origins: readonly string[]) =>
      `Conflict over ${key}: ${text} (${list(origins)})`,
    would: { reload: 'The engine would be reloaded.', restart: 'The engine would be restarted.' },
    did: { reload: 'The engine was reloaded.', restart: 'The engine was restarted.' },
    stops: (count: number, names: readonly string[]) =>
      `${count === 1 ? 'One container stops' : `${count} containers stop`} for it: ${list(names)}.`,
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
    goOn: 'Go on?',
    notDone: 'Nothing was changed.',
    reloadRequired: 'The running engine has not read this yet: reload it.',
    restartRequired: 'The running engine has not read this yet: restart it.',
    undoWith: 'To undo it:',
    applying: 'Applying',
    phases: {
      lock: 'waiting for other runs of dockcfg',
      recover: 'finishing what an earlier run left open',
      validate: 'checking the new files',
      write: 'writing',
      effect: 'running',
      service: 'telling the service',
      verify: 'comparing with the running engine',
      undo: 'putting back',
    },
    states: { started: 'begun', done: 'done', failed: 'failed' },
    waiting: (holder: string | null) =>
      holder ? `Waiting for another run: ${holder}` : 'Waiting for another run of dockcfg.',
  })),
  show: late(() => ({
    origins: { file: 'file', flag: 'flag', environment: 'environment', default: 'default' },
    titles: { key: 'key', value: 'value, where it stands, whether it is in effect' },
    states: {
      'in effect': 'in effect',
      'not reloaded': 'not reloaded',
      'needs restart': 'needs restart',
      'at next start': 'once the engine runs',
      ignored: 'ignored',
      conflict: 'conflict',
    },
    nothing: 'Nothing is configured: this engine runs on its defaults.',
    unknownKey: (key: string, meant: string | null) =>
      `Nothing sets ${key} on this host.${didYouMean(meant)}`,
    noSuchKey: (key: string) =>
      `No setting is called ${key}; dockcfg show lists those of this host.`,
    shadows: (key: string, places: readonly string[]) =>
      `${key} stands in ${list(places)}, too, where it is overruled.`,
    conflict: (key: string) =>
      `${key} is set in two places; the engine refuses to start like this.`,
    stops: 'The engine does not start with this:',
    runs: (key: string, value: string) =>
      `${key}: the running engine ${value === '' ? 'has none yet' : `still has ${value}`}`,
  })),
  explain: late(() => ({
    reads: (input: string, canonical: string) => `${input} is ${canonical}. The engine would try:`,
    nowhere: 'nothing at all.',
    noProxy: 'no proxy',
    because: (why: string) => `Why: ${why}`,
    proxy: (proxy: string, reason: string) => `Proxy: ${proxy} (${reason})`,
    trust: (trust: string, reason: string) => `Trust: ${trust} (${reason})`,
    ways: 'Ways out:',
    causes: 'Often caused by:',
    noSuchCode: (code: string, meant: string | null) =>
      `There is no finding ${code}; codes look like DC2001.${didYouMean(meant)}`,
    credentials: (credentials: string) => `Login: ${credentials}`,
  })),
  history: late(() => ({
    nothing: 'dockcfg has changed nothing on this host yet.',
    ownOnly:
      'This is only what you changed yourself; what root changed, root sees: sudo dockcfg history',
    by: (when: string, who: string) => `${when}, by ${who}`,
    ends: {
      open: 'Its run ended in the middle; dockcfg rollback puts everything back.',
      committed: 'It stands.',
      undone: 'It failed and was put back by its own run.',
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
      `This is a bug in dockcfg (${kind}); please report it. dockcfg history shows whether anything was changed.`,
    verboseShows: 'The same command with --verbose shows where it happened.',
    notWritten: (code: string) =>
      `Standard output cannot be written (${code}): the result is lost. dockcfg history shows whether anything was changed.`,
    interrupted: 'Interrupted.',
    deadline: 'The deadline of the whole run has passed.',
  })),
};
