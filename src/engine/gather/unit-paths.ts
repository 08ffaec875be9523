import type { HostFacts } from '../../domain/facts.ts';

/** Directories systemd looks for units in, strongest first (systemd.unit(5), "Unit File Load Path"). */
const systemDirectories = [
  '/etc/systemd/system.control',
  '/run/systemd/system.control',
  '/run/systemd/transient',
  '/etc/systemd/system',
  '/run/systemd/system',
  '/run/systemd/generator',
  '/usr/local/lib/systemd/system',
  '/usr/lib/systemd/system',
  '/lib/systemd/system',
];

/** The same for a user's manager. */
function userDirectories(configHome: string, runtimeDir: string, home: string): readonly string[] {
  return [
    `${configHome}/systemd/user`,
    '/etc/systemd/user',
    `${runtimeDir}/systemd/user`,
    '/run/systemd/user',
    `${home}/.local/share/systemd/user`,
    '/usr/local/lib/systemd/user',
    '/usr/lib/systemd/user',
  ];
}

/** Whose units are looked at: the machine's, or those of the user who runs a rootless engine. */
export interface UnitScope {
  readonly scope: 'system' | 'user';
  readonly home: string;
  readonly configHome: string;
  readonly runtimeDir: string;
}

/** Units that start a Docker Engine, in the order in which they are looked for. */
export const unitNames = ['docker.service', 'snap.docker.dockerd.service'] as const;

export function unitDirectories(where: UnitScope): readonly string[] {
  return where.scope === 'system'
    ? systemDirectories
    : userDirectories(where.configHome, where.runtimeDir, where.home);
}

/** Everything to read before it is known which unit there is: fragments, and drop-in listings. */
export function unitPaths(where: UnitScope): readonly string[] {
  return unitDirectories(where).flatMap((directory) =>
    unitNames.flatMap((name) => [
      `${directory}/${name}`,
      ...dropInFolders(name).map((folder) => `${directory}/${folder}/`),
    ]),
  );
}

/** `service.d` holds drop-ins for every service (systemd 244 and later). */
function dropInFolders(name: string): readonly string[] {
  return [`${name}.d`, 'service.d'];
}

type Read = Pick<HostFacts, 'files' | 'directories'>;

/** Every drop-in file in the listings, shadowed ones too. */
export function dropInPaths(read: Read, where: UnitScope): readonly string[] {
  return unitNames.flatMap((name) => foundDropIns(read, where, name));
}

/**
 * The files a unit is made of, in the order in which they apply: the fragment of the strongest
 * directory, then the drop-ins by file name. Of drop-ins with one name the strongest directory's
 * counts, and a unit's own folder beats `service.d`; an empty one, or a link to /dev/null, masks.
 * @returns an empty list where the unit does not exist
 */
export function unitFiles(read: Read, where: UnitScope, name: string): readonly string[] {
  const fragment = unitDirectories(where)
    .map((directory) => `${directory}/${name}`)
    .find((path) => !isEmpty(read, path));
  if (fragment === undefined) return [];
  const byName = new Map<string, string>();
  for (const path of foundDropIns(read, where, name)) {
    const file = baseName(path);
    if (!byName.has(file)) byName.set(file, path);
  }
  const dropIns = [...byName]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, path]) => path)
    .filter((path) => !isEmpty(read, path));
  return [fragment, ...dropIns];
}

/**
 * Whether the strongest fragment masks the unit: a link to /dev/null (which is no regular file),
 * or an empty file.
 */
export function isMasked(read: Read, where: UnitScope, name: string): boolean {
  const strongest = unitDirectories(where)
    .map((directory) => read.files.get(`${directory}/${name}`)?.state)
    .find((state) => state && state.kind !== 'absent');
  if (strongest?.kind === 'file') return strongest.bytes.length === 0;
  return strongest?.kind === 'unreadable' && strongest.code === 'ENOTREG';
}

function foundDropIns(read: Read, where: UnitScope, name: string): readonly string[] {
  return dropInFolders(name).flatMap((folder) =>
    unitDirectories(where).flatMap((directory) =>
      (read.directories.get(`${directory}/${folder}/`) ?? [])
        .filter((file) => file.endsWith('.conf'))
        .map((file) => `${directory}/${folder}/${file}`),
    ),
  );
}

function isEmpty(read: Read, path: string): boolean {
  const state = read.files.get(path)?.state;
  return state?.kind !== 'file' || state.bytes.length === 0;
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
