/** Where `docker info` shows a key (moby api/types/system/info.go). */

type Info = Readonly<Record<string, unknown>>;

export const shownIn: Readonly<Record<string, (info: Info) => unknown>> = {
  'registry-mirrors': (info) => registry(info).Mirrors,
  'insecure-registries': (info) => Object.keys(asObject(registry(info).IndexConfigs)).toSorted(),
  proxies: (info) => info.HttpProxy,
  labels: (info) => info.Labels,
  debug: (info) => info.Debug,
  'live-restore': (info) => info.LiveRestoreEnabled,
  'default-runtime': (info) => info.DefaultRuntime,
  runtimes: (info) => Object.keys(asObject(info.Runtimes)).toSorted(),
  experimental: (info) => info.ExperimentalBuild,
  'log-driver': (info) => info.LoggingDriver,
  'data-root': (info) => info.DockerRootDir,
  'storage-driver': (info) => info.Driver,
  'exec-opts': (info) => info.CgroupDriver,
  'default-address-pools': (info) => info.DefaultAddressPools,
  'cdi-spec-dirs': (info) => info.CDISpecDirs,
};

function registry(info: Info): Info {
  return asObject(info.RegistryConfig);
}

function asObject(value: unknown): Info {
  return typeof value === 'object' && value !== null ? (value as Info) : {};
}
