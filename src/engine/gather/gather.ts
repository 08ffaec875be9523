import type { HostFacts, UnitFacts } from '../../domain/facts.ts';
import { cluePaths, flavourOf } from '../../flavours/index.ts';
import { rootfulLayout } from '../../flavours/layouts.ts';
import { none } from '../../flavours/none.ts';
import type { Commands } from '../../ports/commands.ts';
import type { Engine } from '../../ports/engine.ts';
import type { ReadFiles } from '../../ports/files.ts';
import type { Journal } from '../../ports/journal.ts';
import type { Services } from '../../ports/services.ts';
import { targets } from '../../targets/index.ts';
import { resolverFiles } from '../walk/resolver-settings.ts';
import { bootedPath, hasUnits } from './booted.ts';
import { cluesOf } from './clues.ts';
import { enginePid, followed } from './engine-process.ts';
import { identify, identityPaths, imagesFolder } from './identity.ts';
import { managerProxies } from './manager.ts';
import { engineHost, notedPaths, notesOn, osRelease, shellVariables } from './notes.ts';
import { type Reading, startReading } from './reading.ts';
import { rootlessNotes } from './rootless.ts';
import {
  askEngine,
  type EngineAnswer,
  isAsleep,
  lookAtRunning,
  type Running,
  sleepingEngine,
} from './running.ts';
import { withSocket } from './socket.ts';
import { askSystemd, type UnitState } from './systemctl.ts';
import { environmentFilePaths, environmentFolders, starterPaths, unitFacts } from './unit.ts';
import { dropInPaths, type UnitScope, unitNames, unitPaths } from './unit-paths.ts';
import { unreadFiles } from './unread.ts';
import type { EngineOverride } from './version.ts';

export interface GatherPorts {
  readonly files: ReadFiles;
  readonly commands: Commands;
  readonly services: Services;
  readonly engine: Engine;
  /** where it stands: what the running engine has not read yet */
  readonly journal?: Pick<Journal, 'during'>;
}

export interface GatherOptions {
  /** `/`, or a tree that is not running */
  readonly root: string;
  readonly engineOverride?: EngineOverride;
  readonly env: { readonly [name: string]: string | undefined };
  readonly user: HostFacts['user'];
}

/**
 * Gathers everything that is true on a host, once. What cannot be learned becomes a note, never
 * an exception: a stopped engine, an unreadable file, a missing service manager are facts too.
 *
 * A converged host must cost next to nothing, so everything independent is asked at the same
 * time, and the only process started is one `systemctl show` for all units.
 */
export async function gather(ports: GatherPorts, options: GatherOptions): Promise<HostFacts> {
  const reading = startReading(ports.files);
  const live = options.root === '/';
  const where = await unitScope(reading, options);
  const { states, answer } = await firstLook(reading, ports, { where, live });
  const isBooted = await hasUnits(reading, { live, states });
  const written = isBooted ? await readUnit(reading, where, states) : null;
  const pid = live ? await enginePid(ports.files, reading, { unit: written, states }) : null;
  const unit = await followed(ports.files, written, pid);
  const clues = cluesOf(reading, { where, unit, info: answer?.info ?? null });
  const { id: flavour, serviceManager, layout: layoutOf } = flavourOf(clues);
  const usual = layoutOf(clues);
  const layout = live ? await withSocket(reading, usual, unit) : usual;
  const known = { ...blank(options), unit, flavour, serviceManager, layout };
  const [running] = await Promise.all([
    live ? lookAtRunning(ports, { layout, answer, pid, asleep: isAsleep(states) }) : nothingRuns,
    readTargets(reading, known),
  ]);
  const { files, directories } = reading;
  const [unread, managerEnvironment] = await Promise.all([
    unreadFiles(ports.journal, running.process),
    managerProxies(ports.commands, where.scope, { unit, process: running.process }),
  ]);
  const all = { ...known, ...running, ...unread, managerEnvironment, files, directories };
  return settle(ports, options, all);
}

interface FirstLook {
  readonly states: readonly UnitState[];
  /** null in a tree, where nobody is asked */
  readonly answer: EngineAnswer | null;
}

/** The manager and the engine are asked while everything is read whose path is known beforehand. */
async function firstLook(
  reading: Reading,
  ports: GatherPorts,
  { where, live }: { readonly where: UnitScope; readonly live: boolean },
): Promise<FirstLook> {
  const socket = where.scope === 'user' ? `${where.runtimeDir}/docker.sock` : systemSocket;
  const asked = live ? askSystemd(ports.commands, where.scope, unitNames) : Promise.resolve([]);
  const ask = (states: readonly UnitState[]) =>
    isAsleep(states) ? sleepingEngine(socket) : askEngine(ports.engine, socket);
  const known = [...cluePaths, ...identityPaths(live), ...notedPaths];
  const paths = [...unitPaths(where), ...(live ? [bootedPath] : []), ...known];
  const [states, answer] = await Promise.all([
    asked,
    live ? asked.then(ask) : null,
    reading.read([...paths, ...resolverFiles]),
  ]);
  return { states, answer };
}

const systemSocket = '/var/run/docker.sock';

const nothingRuns: Running = { info: null, process: null, containers: [], notes: [] };

/**
 * Whose engine is meant: a user who is not root and has a unit of his own can only configure
 * that one (moby contrib/dockerd-rootless-setuptool.sh puts it there).
 */
async function unitScope(reading: Reading, { env, user }: GatherOptions): Promise<UnitScope> {
  const configHome = env.XDG_CONFIG_HOME || `${user.home}/.config`;
  const runtimeDir = env.XDG_RUNTIME_DIR || `/run/user/${user.uid}`;
  const own = `${configHome}/systemd/user/docker.service`;
  if (user.uid !== 0) await reading.read([own]);
  const scope = reading.files.get(own)?.state.kind === 'file' ? 'user' : 'system';
  return { scope, home: user.home, configHome, runtimeDir };
}

/** Reads the rest of the unit: what systemd loaded beside our list, drop-ins, environment files. */
async function readUnit(
  reading: Reading,
  where: UnitScope,
  states: readonly UnitState[],
): Promise<UnitFacts | null> {
  const loaded = states.flatMap(({ fragment, dropIns }) => [
    ...(fragment ? [fragment] : []),
    ...dropIns,
  ]);
  await reading.read([...dropInPaths(reading, where), ...loaded]);
  for (let round = 0; round < deepestPattern; round += 1) {
    if (!(await reading.read(environmentFolders(reading, where, states)))) break;
  }
  await reading.read([
    ...environmentFilePaths(reading, where, states),
    ...starterPaths(reading, where, states),
  ]);
  return unitFacts(reading, where, states);
}

/** Folders of a pattern, one below the other: more than any unit has. */
const deepestPattern = 4;

/** Longest way through: certs.d, then a folder in it, then a file in that; and one to see the end. */
const deepestPaths = 4;

/** Reads what every target asks for; some paths are only known when others have been read. */
async function readTargets(reading: Reading, known: HostFacts): Promise<void> {
  for (let round = 0; round < deepestPaths; round += 1) {
    const soFar = { ...known, files: reading.files, directories: reading.directories };
    const wanted = targets.flatMap((target) => target.paths(soFar));
    if (!(await reading.read([...wanted, imagesFolder(soFar)]))) return;
  }
}

/** Facts before anything is known. */
function blank({ root, user, env }: GatherOptions): HostFacts {
  return {
    root,
    live: root === '/',
    engine: { version: null, store: null, fork: null },
    flavour: none.id,
    layout: rootfulLayout,
    serviceManager: 'none',
    unit: null,
    process: null,
    info: null,
    containers: [],
    files: new Map(),
    directories: new Map(),
    user,
    shell: shellVariables(env),
    osRelease: {},
    notes: [],
  };
}

/** Last, what follows from everything else: which engine this is, and what must be said first. */
async function settle(
  ports: GatherPorts,
  options: GatherOptions,
  facts: HostFacts,
): Promise<HostFacts> {
  const { engine, notes } = await identify(ports.commands, facts, options.engineOverride);
  const rootless = await rootlessNotes(ports.files, facts);
  const elsewhere = facts.live ? engineHost(facts, options.env) : null;
  return {
    ...facts,
    engine,
    osRelease: osRelease(facts),
    ...(elsewhere === null ? {} : { elsewhere }),
    notes: [...notesOn(facts, options.env), ...rootless, ...facts.notes, ...notes],
  };
}
