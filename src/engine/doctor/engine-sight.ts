import type { EngineWorldSeen } from '../../checks/evidence.ts';
import type { HostFacts } from '../../domain/facts.ts';
import type { ReadFiles } from '../../ports/files.ts';
import type { Processes } from '../../ports/processes.ts';
import { textOf } from '../../targets/text.ts';
import { startReading } from '../gather/reading.ts';
import { resolverFiles } from '../walk/resolver-settings.ts';

/** The host as the engine's own process sees it. */
export interface EngineSight {
  readonly world: EngineWorldSeen;
  /** the facts, with the files that are read at every pull as they are in the engine's own tree */
  readonly facts: HostFacts;
}

/**
 * Looks at whether the engine's process has the network and the files that this program has: a
 * unit can give it others (`PrivateNetwork=`, `NetworkNamespacePath=`, `BindPaths=`,
 * `InaccessiblePaths=`, …), and a snap has its own.
 * @returns null where nobody can tell, or where it is so by design: a rootless engine has a
 * network and a copy of /etc of its own, and is led out of them by its helper
 */
export async function engineSight(
  facts: HostFacts,
  { files: own, processes }: { readonly files: Files; readonly processes?: Processes },
): Promise<EngineSight | null> {
  const { process, info, live } = facts;
  if (!live || !process || !processes || info?.rootless) return null;
  const { pid } = process;
  const shared = await processes.sharedWith(pid);
  if (!shared) return null;
  const tree = shared.mounts ? null : await treeOf(facts, processes.filesOf(pid));
  const network = shared.network ? null : { hasRoutes: await hasRoutes(own, pid) };
  return {
    world: { network, files: tree ? differing(facts, tree) : [] },
    facts: tree ? { ...facts, ...merged(facts, tree) } : facts,
  };
}

type Files = Pick<ReadFiles, 'snapshot' | 'list'>;
type Tree = Pick<HostFacts, 'files' | 'directories'>;

/** Longest way through: the folder of trust directories, one of them, a file in it. */
const deepest = 3;

/** What every pull reads. */
async function treeOf(facts: HostFacts, files: Files): Promise<Tree> {
  const trust = `${facts.layout.certsDir}/`;
  const reading = startReading(files);
  const known = [...facts.files.keys()].filter((path) => isReadAtPulls(path, trust));
  await reading.read([...resolverFiles, ...known, trust]);
  for (let round = 1; round < deepest; round += 1) {
    const found = [...reading.directories].flatMap(([folder, names]) =>
      names.map((name) => `${folder}${name}`),
    );
    await reading.read(found.flatMap((path) => [path, `${path}/`]));
  }
  return reading;
}

function isReadAtPulls(path: string, trust: string): boolean {
  return path.startsWith(trust) || /^\/etc\/(ssl|pki)\//.test(path);
}

/** Trust directories that only the host has are not there for the engine. */
function merged(facts: HostFacts, tree: Tree): Tree {
  const trust = `${facts.layout.certsDir}/`;
  const others = <T>(from: ReadonlyMap<string, T>) =>
    [...from].filter(([path]) => !path.startsWith(trust));
  return {
    files: new Map([...others(facts.files), ...tree.files]),
    directories: new Map([...others(facts.directories), ...tree.directories]),
  };
}

/** Files of which the engine has other bytes, or that only one of the two has. */
function differing(facts: HostFacts, tree: Tree): EngineWorldSeen['files'] {
  return [...tree.files.keys()].flatMap((path) => {
    const theirs = textOf(tree, path);
    if (theirs === textOf(facts, path)) return [];
    return [{ path, sees: theirs === null ? ('nothing' as const) : ('other' as const) }];
  });
}

/** Networks that lead to containers only: the engine makes them wherever it is. */
const inner = /^(lo|docker\d+|docker_gwbridge|br-[0-9a-f]{12}|veth\w+)$/;

/** Whether packets can leave that network. */
async function hasRoutes(files: Files, pid: number): Promise<boolean | null> {
  const read = startReading(files);
  const [ipv4, ipv6] = [`/proc/${pid}/net/route`, `/proc/${pid}/net/ipv6_route`];
  await read.read([ipv4, ipv6]);
  const [four, six] = [textOf(read, ipv4), textOf(read, ipv6)];
  if (four === null) return null;
  const devices = [
    // the device stands first in one (linux net/ipv4/fib_trie.c), last in the other
    ...four
      .split('\n')
      .slice(1)
      .map((line) => line.split('\t')[0]),
    ...(six ?? '').split('\n').map((line) => line.trim().split(/\s+/).at(-1)),
  ];
  return devices.some((device) => device && !inner.test(device));
}
