import { joinHostPort } from '../../domain/host-port.ts';
import type { ProxySettings } from '../../domain/proxy.ts';
import type { Said } from '../../domain/said.ts';
import {
  type CacheProgram,
  type CacheWishes,
  defaultStorage,
  ownUrl,
  sharedUrl,
} from './wishes.ts';
import { cacheWords } from './words.ts';

export const cacheUnit = 'dockcfg-cache.service';

/** Where the unit's text stands below templates/. */
export const cacheTemplates: { readonly [K in CacheProgram['kind']]: string } = {
  binary: `systemd/${cacheUnit}`,
  container: 'systemd/dockcfg-cache-container.service',
};

/** Everything that belongs to the cache, by what it is. */
export const cachePaths = {
  configuration: '/etc/dockcfg-cache/config.yml',
  environment: '/etc/dockcfg-cache/environment',
  unit: `/etc/systemd/system/${cacheUnit}`,
  // A file instead of the link that `systemctl enable` makes: it is put back like any other.
  wanted: '/etc/systemd/system/multi-user.target.d/50-dockcfg-cache.conf',
} as const;

/** Folders that are the cache's alone, or were made for it; they go when nothing is left in them. */
export const cacheFolders = [
  '/etc/dockcfg-cache',
  '/etc/systemd/system/multi-user.target.d',
] as const;

export interface CacheFile {
  readonly path: string;
  readonly content: string;
  readonly secret: boolean;
  readonly because: Said;
}

/** The files of a cache. The unit comes last: before it, nothing reads the others. */
export function cacheFiles(wishes: CacheWishes, template: string): readonly CacheFile[] {
  const file = (path: string, content: string, because: Said): CacheFile => {
    return { path, content, secret: false, because };
  };
  const environment = environmentText(wishes.proxies);
  return [
    file(cachePaths.configuration, configText(wishes), cacheWords.configuration()),
    ...(environment === ''
      ? []
      : [{ ...file(cachePaths.environment, environment, cacheWords.environment()), secret: true }]),
    file(cachePaths.unit, unitText(wishes, template), unitReason(wishes.runs)),
    file(cachePaths.wanted, wantedText, cacheWords.wanted()),
  ];
}

function unitReason(runs: CacheProgram): Said {
  return runs.kind === 'binary' ? cacheWords.unit(runs.path) : cacheWords.container(runs.image);
}

const heading = '# Made by `dockcfg cache install`; run it again rather than editing this.\n';

const wantedText = `${heading}[Unit]\nWants=${cacheUnit}\n`;

/**
 * What the registry program reads (distribution.github.io, configuration reference). Texts are
 * quoted as JSON quotes them, which YAML reads.
 */
function configText(wishes: CacheWishes): string {
  const { host, port, storage, tls } = wishes;
  const shared = sharedUrl(wishes);
  const folder = storage === defaultStorage ? stateDirectory : storage;
  return [
    `${heading}# url: ${ownUrl(wishes)}`,
    ...(shared === null ? [] : [`# shared: ${shared}`]),
    'version: 0.1',
    'log:',
    '  level: warn',
    '  accesslog:',
    '    disabled: true',
    'storage:',
    '  filesystem:',
    `    rootdirectory: ${JSON.stringify(folder)}`,
    '  delete:',
    '    enabled: true',
    'http:',
    `  addr: ${JSON.stringify(joinHostPort(host, port))}`,
    ...(tls
      ? ['  tls:', `    certificate: ${credentials}/cert.pem`, `    key: ${credentials}/key.pem`]
      : []),
    'proxy:',
    '  remoteurl: https://registry-1.docker.io',
    '',
  ].join('\n');
}

/** What StateDirectory= of the unit is (systemd.exec(5)). */
const stateDirectory = defaultStorage;

/** Where LoadCredential= puts files that only the service can read (systemd.exec(5)). */
const credentials = '/run/credentials/dockcfg-cache.service';

/** In double quotes nothing but `"` and `\` is special to systemd, and a URL holds neither. */
function environmentText({ http, https, no }: ProxySettings): string {
  const lines = [
    ['HTTP_PROXY', http],
    ['HTTPS_PROXY', https],
    ['NO_PROXY', no],
  ].flatMap(([name, value = '']) =>
    value === '' ? [] : [`${name}="${value.replace(/["\\]/g, '\\$&')}"\n`],
  );
  return lines.length === 0 ? '' : heading + lines.join('');
}

/** The shipped unit, with another program, folder or certificate where they are wished. */
function unitText(wishes: CacheWishes, template: string): string {
  const { runs } = wishes;
  if (runs.kind === 'container') return containerUnit(wishes, runs, template);
  return programUnit(wishes, runs.path, template);
}

function programUnit({ storage, tls }: CacheWishes, path: string, template: string): string {
  const started = template.replace(/^ExecStart=\S+/m, `ExecStart=${path}`);
  const more = [
    ...(storage === defaultStorage ? [] : ownStorage(storage)),
    ...(tls
      ? [`LoadCredential=cert.pem:${tls.certificate}`, `LoadCredential=key.pem:${tls.key}`]
      : []),
  ];
  return started.replace(/^StateDirectory=.*$/m, (line) => [line, ...more].join('\n'));
}

type Container = Extract<CacheProgram, { kind: 'container' }>;

/** The shipped unit for a container, with what is wished in place of what it says. */
function containerUnit({ storage, tls }: CacheWishes, runs: Container, template: string): string {
  const { docker, image, unit } = runs;
  const placed = template
    .replaceAll('docker.service', unit)
    .replaceAll(defaultStorage, storage)
    .replaceAll('/usr/bin/docker ', `${docker} `)
    .replaceAll('registry:2', image);
  if (!tls) return placed;
  const loaded = `LoadCredential=cert.pem:${tls.certificate}\nLoadCredential=key.pem:${tls.key}\n`;
  return placed
    .replace(/^Restart=/m, `${loaded}Restart=`)
    .replace(/^( +)--volume=\/etc\/ssl/m, `$1--volume=${credentials}:${credentials}:ro \\\n$&`);
}

/**
 * A folder outside /var/lib is given to the service's user, which systemd makes up at each start
 * and has just given the state directory to. `+` runs it with root's rights; `%%` is a `%`.
 */
function ownStorage(storage: string): readonly string[] {
  const owner = `stat -c %%u`;
  const state = `/var/lib/private/${cacheUnit.replace('.service', '')}`;
  const script = [
    `mkdir -p ${storage}`,
    `[ "$$(${owner} ${storage})" = "$$(${owner} ${state})" ] || chown -R --reference=${state} ${storage}`,
  ].join('; ');
  return [`ReadWritePaths=-${storage}`, `ExecStartPre=+/bin/sh -c '${script}'`];
}
