import type { EngineInfo } from '../../domain/facts.ts';
import type { Json, JsonObject } from '../../domain/json.ts';
import { redactUrl } from '../../domain/redact.ts';
import { asArray, asObject, asText, asTexts } from './json-shape.ts';

/** Always insecure, whatever is configured (moby daemon/pkg/registry/config.go). */
const builtIn = new Set(['127.0.0.0/8', '::1/128']);

/** Swarm states in which live-restore is refused and services come back (moby api/types/swarm). */
const swarmStates = new Set(['active', 'locked', 'pending']);

/** What is kept of `/info`: configuration that can be compared, and what a bundle should show. */
const kept = [
  'ServerVersion',
  'OperatingSystem',
  'OSType',
  'Architecture',
  'KernelVersion',
  'Driver',
  'DriverStatus',
  'LoggingDriver',
  'CgroupDriver',
  'CgroupVersion',
  'DockerRootDir',
  'Labels',
  'Debug',
  'ExperimentalBuild',
  'LiveRestoreEnabled',
  'DefaultRuntime',
  'DefaultAddressPools',
  'SecurityOptions',
  'RegistryConfig',
  'Registries',
  'Warnings',
];

/** And of `/version`: proxies, TLS and texts go by the Go it was built with. */
const keptOfVersion = ['GoVersion', 'GitCommit', 'ApiVersion', 'MinAPIVersion'];

/**
 * The answer of `GET /info` (moby api/types/system/info.go; the fork of 1.13 adds `Registries`).
 * Passwords in proxy URLs are masked here, because engines before 18.06 did not do it themselves.
 */
export function readInfo(answer: unknown, version: unknown = null): EngineInfo {
  const info = asObject(answer);
  const registry = asObject(info.RegistryConfig);
  return {
    version: asText(info.ServerVersion),
    mirrors: asTexts(registry.Mirrors).map(redactUrl),
    insecure: insecureOf(registry),
    httpProxy: redactUrl(asText(info.HttpProxy)),
    httpsProxy: redactUrl(asText(info.HttpsProxy)),
    noProxy: asText(info.NoProxy),
    store: usesContainerd(info) ? 'containerd' : 'classic',
    liveRestore: info.LiveRestoreEnabled === true,
    swarm: swarmStates.has(asText(asObject(info.Swarm).LocalNodeState)),
    rootless: asTexts(info.SecurityOptions).some((option) => option.includes('name=rootless')),
    containersRunning: typeof info.ContainersRunning === 'number' ? info.ContainersRunning : 0,
    operatingSystem: asText(info.OperatingSystem),
    raw: { ...keptOf(info, kept), ...keptOf(asObject(version), keptOfVersion) },
  };
}

/** CIDRs and hosts, as `docker info` prints them together. */
function insecureOf(registry: JsonObject): readonly string[] {
  const cidrs = asTexts(registry.InsecureRegistryCIDRs).filter((cidr) => !builtIn.has(cidr));
  const hosts = Object.entries(asObject(registry.IndexConfigs))
    .filter(([, index]) => asObject(index).Secure === false)
    .map(([host]) => host);
  return [...cidrs, ...hosts];
}

/** The one mark of the containerd store (moby daemon/containerd/service.go, LayerStoreStatus). */
function usesContainerd(info: JsonObject): boolean {
  return asArray(info.DriverStatus).some(
    (pair) => asTexts(pair).join(' ') === 'driver-type io.containerd.snapshotter.v1',
  );
}

function keptOf(info: JsonObject, keys: readonly string[]): JsonObject {
  const entries = keys.flatMap((key): [string, Json][] => {
    const value = info[key];
    return value === undefined ? [] : [[key, value]];
  });
  return Object.fromEntries(entries);
}
