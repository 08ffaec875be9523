import type {
  EngineInfo,
  FileSnapshot,
  HostFacts,
  RunningContainer,
} from '../../src/domain/facts.ts';
import type { FileChange } from '../../src/domain/plan.ts';
import { type GatherOptions, type GatherPorts, gather } from '../../src/engine/gather/gather.ts';
import { parseEngineOverride } from '../../src/engine/gather/version.ts';
import type { CommandResult, Commands } from '../../src/ports/commands.ts';
import type { Engine } from '../../src/ports/engine.ts';
import type { ReadFiles } from '../../src/ports/files.ts';
import type { Services } from '../../src/ports/services.ts';
import { infoWith } from '../doubles/facts.ts';

/** A file of a host made for a test: its text, or what else there is to say about it. */
export type TreeEntry =
  | string
  | {
      readonly text: string;
      readonly mode?: number;
      readonly uid?: number;
      readonly gid?: number;
      readonly link?: string;
      /** the link leads to nothing */
      readonly missing?: boolean;
    };

export type Tree = { readonly [path: string]: TreeEntry };

/** The files port over a record of texts; a directory exists where a path goes through it. */
export function memoryFiles(tree: Tree): ReadFiles {
  const paths = Object.keys(tree);
  return {
    snapshot: (path) => Promise.resolve(snapshotOf(tree, path)),
    list(directory) {
      const base = directory.endsWith('/') ? directory : `${directory}/`;
      const below = paths.filter((path) => path.startsWith(base));
      const names = below.map((path) => path.slice(base.length).split('/')[0] ?? '');
      return Promise.resolve([...new Set(names)].filter(Boolean).sort());
    },
  };
}

function snapshotOf(tree: Tree, path: string): FileSnapshot {
  const entry = tree[path];
  if (entry === undefined) {
    const isDirectory = Object.keys(tree).some((each) => each.startsWith(`${path}/`));
    const state = isDirectory
      ? { kind: 'unreadable' as const, code: 'EISDIR' }
      : { kind: 'absent' as const };
    return { path, state, realPath: null };
  }
  const {
    text,
    mode = 0o644,
    uid = 0,
    gid = 0,
    link = null,
    missing = false,
  } = typeof entry === 'string' ? { text: entry } : entry;
  if (missing) return { path, state: { kind: 'absent' }, realPath: link };
  const bytes = new TextEncoder().encode(text);
  return {
    path,
    state: { kind: 'file', bytes, mode, uid, gid },
    realPath: link,
  };
}

/** What a running engine of a test answers. */
export interface Running {
  readonly info?: Partial<EngineInfo>;
  readonly containers?: readonly RunningContainer[];
  /** what each command prints, by its words; everything else is a missing program */
  readonly commands?: { readonly [words: string]: string };
}

export type HostOptions = Partial<GatherOptions> & { readonly running?: Running };

/** What tells that systemd is the init of a live host. */
export const systemdRuns = '/run/systemd/system';

/**
 * Gathers a host made of a tree; with `running` it is live, without it is looked at by --root.
 * A live host boots with systemd unless its tree says that `systemdRuns` is missing.
 */
export function hostOf(tree: Tree, options: HostOptions = {}): Promise<HostFacts> {
  const { running, ...gatherOptions } = options;
  return gather(
    {
      files: memoryFiles(running ? { [systemdRuns]: '', ...tree } : tree),
      commands: scriptedCommands(running?.commands ?? {}),
      services: noServices(),
      engine: scriptedEngine(running),
    },
    {
      root: running ? '/' : '/tree',
      env: {},
      user: { uid: 0, home: '/root', sudoUser: null },
      ...gatherOptions,
    },
  );
}

/** The tree after a plan's file changes, for asking a second time. */
export function treeAfter(tree: Tree, changes: readonly FileChange[]): Tree {
  const after: { [path: string]: TreeEntry } = { ...tree };
  for (const { path, after: state } of changes) {
    delete after[path];
    if (state.kind === 'file') {
      const { bytes, mode, uid, gid } = state;
      after[path] = {
        text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes),
        mode,
        uid,
        gid,
      };
    }
  }
  return after;
}

/** Text of a tree's file, for comparing. */
export function textIn(tree: Tree, path: string): string | undefined {
  const entry = tree[path];
  return typeof entry === 'string' ? entry : entry?.text;
}

/** Ports of a host on which nothing runs. */
export const quietPorts: Omit<GatherPorts, 'files'> = {
  commands: scriptedCommands({}),
  services: noServices(),
  engine: scriptedEngine(undefined),
};

function scriptedCommands(script: { readonly [words: string]: string }): Commands {
  return {
    run(argv): Promise<CommandResult> {
      const words = argv.join(' ');
      const key = Object.keys(script).find((each) => words.startsWith(each));
      const stdout = key === undefined ? undefined : script[key];
      return Promise.resolve(
        stdout === undefined
          ? { exitCode: 127, stdout: '', stderr: '' }
          : { exitCode: 0, stdout, stderr: '' },
      );
    },
  };
}

function scriptedEngine(running: Running | undefined): Engine {
  return {
    info: () =>
      Promise.resolve(
        running?.info
          ? { kind: 'saw', data: infoWith(running.info), ms: 1 }
          : { kind: 'failed', code: 'ENOENT', detail: 'no socket', ms: 1 },
      ),
    containers: () => Promise.resolve({ kind: 'saw', data: running?.containers ?? [], ms: 1 }),
  };
}

function noServices(): Services {
  return {
    state: () =>
      Promise.resolve({
        active: 'unknown',
        sub: '',
        result: '',
        enabled: null,
        masked: false,
        mainPid: null,
        startedAt: null,
      }),
    act: () => Promise.resolve('not in a test'),
    holdsUp: () => Promise.resolve(false),
    logEnd: (at) => Promise.resolve({ at, cursor: null }),
    journal: () => Promise.resolve([]),
  };
}

/** A host whose engine somebody names: `28.5.2`, in one of its stores. */
export function engine(version: string, store: 'classic' | 'containerd' = 'classic'): HostOptions {
  return { engineOverride: parseEngineOverride(`${version},${store}`) };
}
