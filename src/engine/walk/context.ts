import { goArchitecture, platformNamed } from '../../domain/docker-command.ts';
import { isAtLeast } from '../../domain/engine.ts';
import type { HostFacts } from '../../domain/facts.ts';
import { goMinorOf, isLenientBuild } from '../../domain/go-version.ts';
import type { TrustPolicy } from '../../domain/route.ts';
import type { EngineView } from '../../domain/view.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Commands } from '../../ports/commands.ts';
import type { Disks } from '../../ports/disks.ts';
import type { ReadFiles } from '../../ports/files.ts';
import type { Network } from '../../ports/network.ts';
import type { Processes } from '../../ports/processes.ts';
import type { Registry } from '../../ports/registry.ts';
import type { Services } from '../../ports/services.ts';
import type { Certificate } from '../../probes/certificate.ts';
import { parseBundle } from '../../probes/certificate.ts';
import { accentOf, type EngineAccent } from '../../probes/engine-request.ts';
import type { Platform } from '../../probes/manifest.ts';
import type { Resolved } from '../../probes/resolve.ts';
import type { Login } from '../../probes/token.ts';

/** The ports a diagnosis needs. It writes nothing, so none of them can. */
export interface DiagnosePorts {
  readonly network: Network;
  readonly registry: Registry;
  readonly clock: Clock;
  readonly files: Pick<ReadFiles, 'snapshot' | 'list'>;
  /** absent: no credential helper is run */
  readonly commands?: Commands;
  /** absent: no file system is looked at */
  readonly disks?: Disks;
  /** absent: the engine is taken to see what this program sees */
  readonly processes?: Processes;
  /** absent: nothing is asked of the service manager */
  readonly services?: Pick<Services, 'state' | 'journal'>;
}

/** What every walk of one diagnosis shares. */
export interface WalkContext {
  readonly ports: DiagnosePorts;
  readonly view: EngineView;
  readonly signal: AbortSignal;
  /** remembers, so that ten endpoints of one host cost one lookup */
  resolve(name: string, source?: 'servers'): Promise<Resolved>;
  /** the certificates of a policy, parsed once; null when anything is accepted */
  pool(trust: TrustPolicy): readonly Certificate[] | null;
  readonly goMinor: number;
  /** built with the GODEBUG defaults of an old Go */
  readonly lenient?: boolean;
  readonly accent: EngineAccent;
  readonly platform: Platform;
  /** it is not the machine's, but one that the shell asks for */
  readonly isOtherPlatform?: true;
  /** the login to use at a registry; null for anonymous */
  loginFor(domain: string): Login | null;
  /** also asks whether a push may begin */
  readonly push?: boolean;
}

/** What a look at the network goes by: the host as gathered, and the world outside. */
export interface LookSetting {
  readonly facts: HostFacts;
  readonly view: EngineView;
  readonly ports: DiagnosePorts;
  readonly signal: AbortSignal;
}

/** The context of walks that offer nobody's login. */
export function walkContext(
  { facts, view, ports, signal }: LookSetting,
  resolve: WalkContext['resolve'],
): WalkContext {
  return {
    ports,
    view,
    signal,
    resolve,
    pool: trustPools(),
    goMinor: goMinorFor(facts),
    lenient: isLenientBuild(facts.engine.version),
    accent: accentFor(facts),
    platform: { ...platformOf(facts), ...(takesKin(facts) ? { takesKin: true as const } : {}) },
    ...(asksOtherPlatform(facts) ? { isOtherPlatform: true as const } : {}),
    loginFor: () => null,
  };
}

/** Parses each bundle once: the system's alone holds some 140 certificates. */
function trustPools(): (trust: TrustPolicy) => readonly Certificate[] | null {
  const parsed = new Map<string, readonly Certificate[]>();
  const certificatesOf = (pem: string) => {
    const known = parsed.get(pem) ?? parseBundle(pem);
    parsed.set(pem, known);
    return known;
  };
  return (trust) =>
    trust.verify ? trust.sources.flatMap(({ pem }) => (pem ? certificatesOf(pem) : [])) : null;
}

/** Go 1.N of the engine at hand: what it says itself, or what its release was built with. */
export function goMinorFor(facts: HostFacts): number {
  return goMinorOf(facts.engine.version, textOf(facts.info?.raw.GoVersion));
}

/** How this engine introduces itself; what it did not tell is left out. */
export function accentFor(facts: HostFacts): EngineAccent {
  const { info, engine } = facts;
  return accentOf({
    version: engine.version?.text ?? null,
    goVersion: textOf(info?.raw.GoVersion) ?? `go1.${goMinorFor(facts)}`,
    gitCommit: textOf(info?.raw.GitCommit),
    kernel: textOf(info?.raw.KernelVersion),
    arch: platformOf({ ...facts, shell: {} }).architecture,
    store: engine.store ?? 'classic',
  });
}

/** The platform whose image a pull would choose: the engine's own, unless the shell says another. */
export function platformOf({ info, shell }: Pick<HostFacts, 'info' | 'shell'>): Platform {
  const asked = platformNamed(shell.DOCKER_DEFAULT_PLATFORM ?? '');
  if (asked) return asked;
  const machine = textOf(info?.raw.Architecture) ?? 'x86_64';
  return { os: 'linux', architecture: goArchitecture(machine) };
}

/** Whether the shell has an image of another platform pulled than the machine's. */
function asksOtherPlatform(facts: HostFacts): boolean {
  const own = platformOf({ ...facts, shell: {} });
  const asked = platformOf(facts);
  return asked.os !== own.os || asked.architecture !== own.architecture;
}

/** Since 23.0; before that an entry had to be for the very platform (measured on 20.10.24). */
function takesKin({ engine }: HostFacts): boolean {
  return engine.version === null || isAtLeast(engine.version, '23.0');
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
