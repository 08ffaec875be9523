import type { EngineIdentity } from './engine.ts';
import type { Json, JsonObject } from './json.ts';
import type { Said } from './said.ts';

/** What stands at a path: nothing, bytes with their metadata, or something that cannot be read. */
export type FileState =
  | { readonly kind: 'absent' }
  | {
      readonly kind: 'file';
      readonly bytes: Uint8Array;
      /** permission bits, e.g. 0o644 */
      readonly mode: number;
      readonly uid: number;
      readonly gid: number;
    };

/** A file as it was when the facts were gathered. `path` is on the host, without `--root`. */
export interface FileSnapshot {
  readonly path: string;
  readonly state: FileState | { readonly kind: 'unreadable'; readonly code: string };
  /** where a chain of symbolic links ends, when `path` is one */
  readonly realPath: string | null;
  /** how many names the file has, where it has several (hard links) */
  readonly names?: number;
  /** when its content last changed, Unix ms; absent where it was not asked */
  readonly modifiedAt?: number;
}

export type ServiceManager = 'systemd' | 'systemd-user' | 'openrc' | 'sysv' | 'snap' | 'none';

/** Where this flavour of Docker keeps what; all paths absolute, on the host. */
export interface Layout {
  readonly daemonJson: string;
  readonly certsDir: string;
  readonly serviceName: string;
  /** where a new drop-in belongs; null where there is no systemd unit */
  readonly dropInDir: string | null;
  readonly socket: string;
}

/** One environment assignment or flag, with the place it comes from. */
export interface Origin {
  readonly kind: 'file' | 'flag' | 'environment' | 'default';
  readonly path: string | null;
  /** 1-based; null where a line makes no sense */
  readonly line: number | null;
}

/** What a service manager keeps a unit's processes from; empty lists where nothing. */
export interface Confinement {
  /** networks and addresses that packets may go to, whatever `ipDeny` says */
  readonly ipAllow: readonly string[];
  readonly ipDeny: readonly string[];
  /** the only families of addresses there are sockets of; with `~`, the only ones there are not */
  readonly families: readonly string[];
  /** a network of its own with nothing in it, or one that somebody has made */
  readonly network: 'private' | 'named' | null;
}

/** The service as its manager would start it: after drop-ins, resets and environment files. */
export interface UnitFacts {
  readonly name: string;
  /** the unit file and its drop-ins, in the order they apply */
  readonly files: readonly string[];
  /** ExecStart's arguments after expansion of the environment, program first */
  readonly argv: readonly string[];
  /** each flag of argv that carries configuration, with its origin */
  readonly flags: readonly UnitFlag[];
  readonly environment: readonly {
    name: string;
    value: string;
    origin: Origin;
    /** what stands between the service and the engine sets it: it beats every file */
    byCommand?: true;
  }[];
  readonly environmentFiles: readonly { path: string; optional: boolean }[];
  /** where a program of somebody's starts the engine: what is known of the flags it gives */
  readonly starter?: {
    readonly program: string;
    /** flags that it spells itself; those of the unit's variables are among `flags` */
    readonly flags: readonly UnitFlag[];
    /** variables of the unit that it hands to the engine */
    readonly variables: readonly string[];
    /** false: it may give more flags than these, `--config-file` too */
    readonly certain: boolean;
  };
  readonly activeState: string;
  readonly subState: string;
  readonly enabled: boolean | null;
  readonly masked: boolean;
  readonly needsDaemonReload: boolean;
  /** absent where nobody was asked */
  readonly confinement?: Confinement;
}

export interface UnitFlag {
  /** without dashes, e.g. `registry-mirror` */
  readonly name: string;
  readonly value: string | null;
  /** the file that spells it: the unit, a drop-in, or an environment file it expands */
  readonly origin: Origin;
  /** the variable of the environment file it arrives by, e.g. `OPTIONS` */
  readonly variable: string | null;
}

/** What the running engine says of itself: a bounded part of `/info` and `/version`. */
export interface EngineInfo {
  readonly version: string;
  readonly mirrors: readonly string[];
  /** CIDRs and hosts together, as docker info prints them, without the built-in loopback ranges */
  readonly insecure: readonly string[];
  readonly httpProxy: string;
  readonly httpsProxy: string;
  readonly noProxy: string;
  readonly store: 'classic' | 'containerd';
  readonly liveRestore: boolean;
  readonly swarm: boolean;
  readonly rootless: boolean;
  readonly containersRunning: number;
  readonly operatingSystem: string;
  readonly raw: JsonObject;
}

/** A file that dockcfg changed since the running engine read it, and told the engine nothing. */
export interface Unread {
  readonly path: string;
  /** what stood there when the engine started */
  readonly atStart: FileState;
  /** what stood there when it was last told to reload; null: what stands there now */
  readonly atReload: FileState | null;
}

export interface RunningContainer {
  readonly id: string;
  readonly name: string;
  /** empty where it could not be asked */
  readonly restartPolicy: string;
  /** deleted as soon as it stops (`--rm`) */
  readonly autoRemove?: boolean;
  /** one of a swarm's, which starts another one in its place */
  readonly isTask?: boolean;
}

/** Everything that is true on this host, gathered once, never mutated, serialisable. */
export interface HostFacts {
  /** `/`, or the tree given by --root */
  readonly root: string;
  /** false with --root: nothing runs there, nothing is asked of an engine or service */
  readonly live: boolean;
  readonly engine: EngineIdentity;
  readonly flavour: string;
  readonly layout: Layout;
  readonly serviceManager: ServiceManager;
  readonly unit: UnitFacts | null;
  /** the main process of the engine, where it runs and can be looked at */
  readonly process: {
    readonly pid: number;
    readonly argv: readonly string[];
    readonly environment: { readonly [name: string]: string } | null;
    /** tells this run of the engine from every other one; absent where nobody can tell */
    readonly instance?: string;
  } | null;
  /** what the engine answered; null with the reason in `notes` where it did not */
  readonly info: EngineInfo | null;
  /** the system's code for why it answered nothing, `ENOENT`; absent where it was not asked */
  readonly silence?: string;
  readonly containers: readonly RunningContainer[];
  /** proxies that the service manager gives every service, where the engine's process has them */
  readonly managerEnvironment?: { readonly [name: string]: string };
  /** what the running engine has not read yet, as far as dockcfg itself left it that way */
  readonly unread?: readonly Unread[];
  /** dockcfg has built the system's CA bundle anew, and the running engine may have loaded the old one */
  readonly unreadTrust?: boolean;
  readonly files: ReadonlyMap<string, FileSnapshot>;
  readonly directories: ReadonlyMap<string, readonly string[]>;
  readonly user: {
    readonly uid: number;
    /** the user's primary group; where it is not given, files made for the user get `uid` */
    readonly gid?: number;
    readonly home: string;
    readonly sudoUser: string | null;
  };
  /** the invoking user's own environment: proxies, and what changes what `docker pull` does */
  readonly shell: { readonly [name: string]: string };
  readonly osRelease: { readonly [key: string]: string };
  /** where the docker command of this user goes instead, `docker context far`; absent: here */
  readonly elsewhere?: string;
  /** what could not be read, and why */
  readonly notes: readonly Said[];
}

/** A configuration value where it stands. */
export interface Setting {
  /** Docker's own key: `registry-mirrors`, `https-proxy`, `log-driver`, `ca`, … */
  readonly key: string;
  /** for per-registry keys, the host; null otherwise */
  readonly subject: string | null;
  readonly value: Json;
  readonly origin: Origin;
  /** the target that holds it */
  readonly target: string;
}
