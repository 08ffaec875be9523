import type { HostFacts, Origin } from '../domain/facts.ts';
import type { Json } from '../domain/json.ts';
import type { Route } from '../domain/route.ts';
import type { Said } from '../domain/said.ts';
import type { Prediction } from '../domain/trial.ts';
import type { EngineView } from '../domain/view.ts';
import type { NameserverSeen, WalkSeen } from '../probes/seen.ts';

/** One image or host: the way the engine would go, how it went, and what a pull would do. */
export interface RouteSeen {
  readonly route: Route;
  readonly hasImage: boolean;
  /** one for each endpoint, in the route's order */
  readonly walks: readonly WalkSeen[];
  readonly prediction: Prediction;
}

/** The name servers of this host, each by itself. */
export interface NameserversSeen {
  readonly configured: readonly string[];
  /** /etc/resolv.conf names none, and these are the ones Go takes then */
  readonly isDefault?: boolean;
  /** every question of the whole diagnosis */
  readonly asked: readonly NameserverSeen[];
  /** the questions of silent servers once more, over TCP */
  readonly overTcp: readonly NameserverSeen[];
}

/** How a server's clock compares with ours. */
export interface ClockSeen {
  readonly host: string;
  /** seconds that our clock is ahead; negative when it is behind */
  readonly aheadSeconds: number;
}

/** A name or value in daemon.json that does not do what it says. */
export interface WrongSetting {
  readonly name: string;
  readonly line: number | null;
  /** absent where the line is not known either, and in evidence of old */
  readonly column?: number;
  readonly kind: 'unknown' | 'removed' | 'tooNew' | 'ignored' | 'misplaced' | 'miscased' | 'value';
  /** the name that was probably meant */
  readonly use: string | null;
  readonly problem: Said;
  /** for a refused value: what it was evidently meant to be; null where nobody can say */
  readonly meant?: Json;
}

/** What settings in a file that nobody reads would set; empty texts and lists where nothing. */
export interface UnreadMeant {
  readonly mirrors: readonly string[];
  readonly insecure: readonly string[];
  readonly httpProxy: string;
  readonly httpsProxy: string;
  readonly noProxy: string;
}

/** What the configuration files say, beyond the values they hold. */
export interface ConfigSeen {
  readonly daemonJson:
    | { readonly kind: 'absent' | 'ok'; readonly path: string }
    | { readonly kind: 'unreadable'; readonly path: string; readonly code: string }
    | {
        readonly kind: 'broken';
        readonly path: string;
        readonly line: number;
        readonly column: number;
        readonly reason: Said;
        readonly engineText: string;
        readonly repairable: boolean;
      };
  /** proxy values that the engine cannot use, masked */
  readonly badProxies: readonly {
    readonly scheme: 'https' | 'http';
    /** dropped: the engine goes direct; unusable: every request fails */
    readonly kind: 'dropped' | 'unusable';
    readonly value: string;
    readonly engineText: string;
  }[];
  readonly wrong: readonly WrongSetting[];
  /** where the next start would keep images and containers; null where it cannot be told */
  readonly dataRoot: string | null;
  /** daemon.json sets `dns` */
  readonly setsDns: boolean;
  readonly duplicates: readonly { readonly key: string; readonly lines: readonly number[] }[];
  /** variables that take the place of the system's CAs, and what the engine would read without them */
  readonly ownRoots?: {
    readonly variables: readonly {
      readonly name: string;
      readonly value: string;
      readonly path: string | null;
      readonly line: number | null;
    }[];
    readonly system: { readonly path: string; readonly pem: string } | null;
  };
  /** keys set by a flag and in daemon.json at once */
  readonly conflicts: readonly { readonly key: string; readonly origins: readonly Origin[] }[];
  /** words on the engine's command line with which it does not start */
  readonly flags?: readonly {
    readonly path: string;
    readonly line: number;
    readonly problem: Said;
    readonly repairable: boolean;
    /** what is meant exempts a registry from checks */
    readonly loosens: boolean;
  }[];
  /** what is set in files that no running unit reads, or in lines that it does not take */
  readonly unread: readonly {
    readonly path: string;
    /** the file is read, these lines are not */
    readonly partly: boolean;
    /** line from which on daemon.json is not read: the engine takes its first object only */
    readonly restFrom?: number;
    /** lines of a unit, which stand in no section */
    readonly sectionless?: true;
    readonly lines: readonly string[];
    readonly meant?: UnreadMeant;
  }[];
  /** Environment= lines that systemd drops: a `%` that is no specifier */
  readonly dropped: readonly {
    readonly path: string;
    readonly line: number;
    readonly name: string;
  }[];
}

/** What the invoking user's docker client is configured with; secrets are only counted. */
export interface ClientSeen {
  readonly path: string;
  readonly broken: boolean;
  readonly httpProxy: string;
  readonly httpsProxy: string;
  readonly credsStore: string | null;
  readonly credHelpers: { readonly [host: string]: string };
  readonly logins: readonly { readonly registry: string; readonly inFile: boolean }[];
  /** helper programs that are named and not found on the search path */
  readonly missingHelpers: readonly string[];
}

/** What the C library finds for a name that Go's resolver did not. */
export interface NameServiceSeen {
  readonly name: string;
  readonly addresses: readonly string[];
}

/** A buildx builder of the invoking user. */
export interface BuilderSeen {
  readonly name: string;
  readonly path: string;
  readonly driver: string;
  /** a buildkitd.toml was given when it was created */
  readonly hasConfig: boolean;
}

/** The engine's service as its manager tells it. */
export interface ServiceSeen {
  readonly unit: string;
  readonly active: string;
  readonly sub: string;
  /** `success`, `exit-code`, `start-limit-hit`, … */
  readonly result: string;
  readonly enabled: boolean | null;
  readonly masked: boolean;
  /** Unix ms; null when it does not run or nobody knows */
  readonly startedAt: number | null;
  /** it rests, and its socket unit starts it as soon as somebody asks; absent while it runs */
  readonly socketListens?: boolean;
}

/** What is left of a file system that the engine keeps images on. */
export interface DiskSeen {
  readonly path: string;
  readonly freeBytes: number;
  readonly totalBytes: number;
  /** null where the file system does not count files */
  readonly freeFiles: number | null;
  readonly readOnly: boolean;
}

/** Where the engine's own process sees something else than this program. */
export interface EngineWorldSeen {
  /** its network is another one; null: it is ours */
  readonly network: {
    /** whether that network leads anywhere; null where it cannot be told */
    readonly hasRoutes: boolean | null;
  } | null;
  /** what it reads at every pull, and reads differently */
  readonly files: readonly { readonly path: string; readonly sees: 'other' | 'nothing' }[];
}

/** A service of this host, as its manager tells it. */
export interface ServiceNeeded {
  readonly unit: string;
  readonly active: string;
  readonly result: string;
}

/** What the engine needs on its own host to pull; a part is absent where the engine has no need. */
export interface NeedsSeen {
  readonly containerd?: ServiceNeeded;
  /** the folder that layers are downloaded to */
  readonly downloads?: { readonly path: string; readonly missing: boolean };
}

/** What there is of Docker on a host without an engine. */
export interface AbsentSeen {
  /** paths of the programs; null where they are in no usual place */
  readonly client: string | null;
  readonly daemon: string | null;
  /** of engines that belong to users */
  readonly sockets: readonly string[];
}

/** Everything a diagnosis has seen: what checks judge, and what can be saved and judged again. */
export interface Evidence {
  readonly facts: HostFacts;
  /** the view that routes were computed from, and what the next start would read */
  readonly views: { readonly used: EngineView; readonly files: EngineView };
  readonly routes: readonly RouteSeen[];
  readonly nameservers: NameserversSeen;
  readonly nameservice: readonly NameServiceSeen[];
  readonly clocks: readonly ClockSeen[];
  readonly client: ClientSeen;
  readonly config: ConfigSeen;
  readonly service: ServiceSeen | null;
  readonly builders: readonly BuilderSeen[];
  /** absent where nobody could look */
  readonly world?: EngineWorldSeen;
  /** absent where nobody looked: in a tree, and in evidence of old */
  readonly disks?: readonly DiskSeen[];
  /** absent in evidence of old */
  readonly needs?: NeedsSeen;
  /** null where there is an engine; absent in evidence of old */
  readonly absent?: AbsentSeen | null;
  /** the engine's own log lines since its last start, newest last; null when it cannot be read */
  readonly journal: readonly string[] | null;
}
