import { type EngineIdentity, isAtLeast } from './engine.ts';
import { type EngineKey, engineKeys } from './engine-keys.ts';
import { flagFor } from './key-check.ts';
import type { Said } from './said.ts';
import { nearest } from './spelling.ts';
import { flagWords } from './words-keys.ts';

/** What an engine makes of a flag on its command line: it does not start with one it does not know. */
export type FlagVerdict =
  | { readonly kind: 'known' }
  | {
      readonly kind: 'unknown' | 'removed' | 'tooNew';
      /** the flag that was probably meant, or took its place, without dashes */
      readonly use: string | null;
      readonly problem: Said;
    };

type Engine = Pick<EngineIdentity, 'version' | 'fork'>;
type Row = Pick<EngineKey, 'since' | 'until' | 'use' | 'fork'>;

/**
 * Judges a long flag by its name, without dashes. One that no release has and that is not near any
 * is judged only where the flags can be listed: not of the fork, nor of an engine whose version
 * nobody knows, or that is younger than this table.
 * @see spf13/pflag flag.go parseLongArg ("unknown flag: --x")
 */
export function checkFlag(name: string, engine: Engine): FlagVerdict {
  const rows = rowsOf(name);
  if (rows.length > 0) return ofRows(name, rows, engine);
  const use = meantFlag(name, engine);
  if (use === null && !isListed(engine)) return known;
  return { kind: 'unknown', use, problem: flagWords.unknown(name, use) };
}

/** Whether any release has such a flag. */
export function isFlagName(name: string): boolean {
  return rowsOf(name).length > 0;
}

const known: FlagVerdict = { kind: 'known' };

/** Flags that are no keys of daemon.json (moby cmd/dockerd; asked of 20.10.24, 26.1.5 and 28.5.2). */
const others: { readonly [name: string]: Row } = {
  'config-file': { since: '1.10' },
  help: { since: '1.0' },
  version: { since: '1.0' },
  restart: { since: '1.0' },
  validate: { since: '23.0' },
  'http-proxy': { since: '23.0' },
  'https-proxy': { since: '23.0' },
  'no-proxy': { since: '23.0' },
  'containerd-plugins-namespace': { since: '20.10' },
  daemon: { since: '1.0', until: '17.6' },
  'exec-driver': { since: '1.0', until: '1.11' },
};

/** Keys of several releases can have one flag: `--host-gateway-ip`. */
function rowsOf(name: string): readonly Row[] {
  if (Object.hasOwn(others, name)) return [others[name]].filter((row) => row !== undefined);
  return engineKeys
    .filter(({ key, flag }) => (flag === undefined ? key : flag) === name)
    .map((row) => ({ ...row, since: row.flagSince ?? row.since }));
}

function ofRows(name: string, rows: readonly Row[], { version, fork }: Engine): FlagVerdict {
  // what a release ended or began is not known of the fork, nor of an engine that nobody knows
  if (version === null || fork !== null) return known;
  if (rows.every((row) => row.fork)) {
    if (!isAtLeast(version, '17.3')) return known;
    return { kind: 'unknown', use: null, problem: flagWords.forkOnly(name) };
  }
  const gone = rows.find(({ until }) => until !== undefined && isAtLeast(version, until));
  if (gone?.until) {
    const use = gone.use === undefined ? null : flagFor(gone.use);
    return { kind: 'removed', use, problem: flagWords.removed(name, gone.until, use) };
  }
  const early = rows.every(({ since }) => !isAtLeast(version, since));
  const [first] = rows;
  if (!early || !first) return known;
  return { kind: 'tooNew', use: null, problem: flagWords.tooNew(name, first.since) };
}

/** The flag of this engine that a name is a slip for; the key's name is the most frequent one. */
function meantFlag(name: string, engine: Engine): string | null {
  const usable = [...engineKeys.map(({ key }) => key), ...Object.keys(others)].filter((each) => {
    const flag = flagOf(each);
    return flag !== null && checkFlag(flag, engine).kind === 'known';
  });
  const flags = usable.map((each) => flagOf(each) ?? each);
  const found = nearest(name, [...flags, ...usable]);
  return found === null ? null : flagOf(found);
}

/** `registry-mirrors` and `registry-mirror`: `--registry-mirror`. */
function flagOf(name: string): string | null {
  return isFlagName(name) ? name : flagFor(name);
}

/** The releases whose flags this table has all of. */
function isListed({ version, fork }: Engine): boolean {
  return fork === null && version !== null && !isAtLeast(version, '30.0');
}
