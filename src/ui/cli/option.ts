import { doctorOptions } from './doctor-options.ts';

/**
 * How an option takes its value: `flag` takes none, `text` one, `list` one each time it is given,
 * `choice` one of a few words, `duration` a time such as `30s`.
 */
export type OptionKind = 'flag' | 'text' | 'list' | 'choice' | 'duration';

export interface OptionSpec {
  readonly kind: OptionKind;
  /** what stands for the value in the help, e.g. `URL` */
  readonly metavar?: string;
  readonly choices?: readonly string[];
}

/** Options of every command. */
export const globalOptions = {
  json: { kind: 'flag' },
  format: { kind: 'text', metavar: 'NAME' },
  lang: { kind: 'choice', choices: ['en', 'zh-CN'] },
  root: { kind: 'text', metavar: 'DIR' },
  engine: { kind: 'text', metavar: 'VERSION[,STORE]' },
  'no-input': { kind: 'flag' },
  yes: { kind: 'flag' },
  quiet: { kind: 'flag' },
  verbose: { kind: 'flag' },
  deadline: { kind: 'duration', metavar: 'DURATION' },
  color: { kind: 'choice', choices: ['auto', 'always', 'never'] },
} as const satisfies { readonly [name: string]: OptionSpec };

/** Options of some commands. */
export const commandOptions = {
  check: { kind: 'flag' },
  diff: { kind: 'flag' },
  'detailed-exitcode': { kind: 'flag' },
  restart: { kind: 'choice', choices: ['auto', 'reload', 'restart', 'never'] },
  'no-verify': { kind: 'flag' },
  'allow-unsupported': { kind: 'flag' },
  repair: { kind: 'flag' },
  as: { kind: 'choice', choices: ['profile', 'flags', 'ansible', 'cloud-init'] },
  image: { kind: 'list', metavar: 'IMAGE' },
  host: { kind: 'list', metavar: 'HOST' },
  'fail-on': { kind: 'choice', choices: ['warning', 'error', 'never'] },
  ...doctorOptions,
  write: { kind: 'flag' },
  'no-presets': { kind: 'flag' },
  file: { kind: 'text', metavar: 'FILE' },
  'from-server': { kind: 'flag' },
  accept: { kind: 'list', metavar: '[CODE=]SUBJECT' },
  listen: { kind: 'text', metavar: 'ADDRESS:PORT' },
  storage: { kind: 'text', metavar: 'DIR' },
  'upstream-proxy': { kind: 'text', metavar: 'URL' },
  'tls-cert': { kind: 'text', metavar: 'FILE' },
  'tls-key': { kind: 'text', metavar: 'FILE' },
  'server-name': { kind: 'text', metavar: 'NAME' },
  binary: { kind: 'text', metavar: 'PATH' },
  container: { kind: 'text', metavar: 'IMAGE' },
} as const satisfies { readonly [name: string]: OptionSpec };

export type GlobalOption = keyof typeof globalOptions;
export type CommandOption = keyof typeof commandOptions;
export type OptionName = GlobalOption | CommandOption;

/** The environment variable that stands in for a flag, e.g. `DOCKCFG_ADD_MIRROR`. */
export function variableOf(option: string): string {
  return `DOCKCFG_${option.toUpperCase().replaceAll('-', '_')}`;
}
