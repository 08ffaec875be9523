import { checkKey } from '../../domain/key-check.ts';
import { checkValue } from '../../domain/key-value.ts';
import { parseProxyUrl } from '../../domain/proxy-url.ts';
import { redact } from '../../domain/redact.ts';
import { type Said, verbatim } from '../../domain/said.ts';
import { readCertificates } from '../../formats/pem.ts';
import { beyondLimits } from '../../formats/profile/limits.ts';
import { hostIn, insecureIn, mirrorIn } from '../../formats/profile/lists.ts';
import { bytesOf } from '../../formats/text.ts';
import type { Current } from '../placement/current.ts';
import { listKeys, textsOf } from '../placement/wants.ts';

/** A part of this host's configuration that no profile may say, and why. */
export interface Unfit {
  /** as the profile would call it: `registry-mirrors`, `daemon.mtu` */
  readonly name: string;
  readonly problem: Said;
}

/** Where a value is held, and what the profile calls it. */
interface Part {
  readonly name: string;
  readonly key: string;
  readonly subject: string | null;
}

/**
 * What an export leaves out whole, since the engine or dockcfg itself would refuse it: a list
 * without its bad entry would take that entry away from the host that it is applied to.
 */
export function unfitIn(current: Current): readonly Unfit[] {
  return [
    ...listProblem(current, top('registry-mirrors'), mirrorIn),
    ...listProblem(current, top('insecure-registries'), insecureIn),
    ...['', 'client-'].flatMap((prefix) => proxyProblems(current, prefix)),
    ...registryProblems(current),
    ...certificateProblem(current, top('system-ca')),
    ...daemonProblems(current),
  ];
}

function top(key: string): Part {
  return { name: key, key, subject: null };
}

function listProblem(
  current: Current,
  { name, key, subject }: Part,
  parse: typeof mirrorIn | typeof insecureIn,
): readonly Unfit[] {
  const results = textsOf(current.held(key, subject).value).map((text) => parse(text));
  const found = results.find((result) => 'problem' in result);
  return found && 'problem' in found ? [{ name, problem: found.problem }] : [];
}

/** A file that looks like certificates and is damaged: the engine says nothing of it. */
function certificateProblem(current: Current, { name, key, subject }: Part): readonly Unfit[] {
  const read = current
    .held(key, subject)
    .settings.map(({ value }) => readCertificates(bytesOf(String(value))));
  const damaged = read.find(({ kind }) => kind === 'unusable');
  return damaged?.kind === 'unusable' ? [{ name, problem: damaged.reason }] : [];
}

function proxyProblems(current: Current, prefix: string): readonly Unfit[] {
  return ['http-proxy', 'https-proxy'].flatMap((key): Unfit[] => {
    const { value } = current.held(`${prefix}${key}`);
    if (typeof value !== 'string' || value === '') return [];
    const parsed = parseProxyUrl(value);
    if (parsed.kind === 'proxy') return [];
    const why = 'engineText' in parsed ? parsed.engineText : value;
    return [{ name: `${prefix}proxies.${key}`, problem: verbatim(redact(why)) }];
  });
}

function registryProblems(current: Current): readonly Unfit[] {
  const own = current.settings.filter(({ key }) => ['ca', 'client', 'mirrors'].includes(key));
  const hosts = new Set(own.map(({ subject }) => subject).filter((subject) => subject !== null));
  return [...hosts].flatMap((host): readonly Unfit[] => {
    const parsed = hostIn(host);
    const name = `registries.${host}`;
    if ('problem' in parsed) return [{ name, problem: parsed.problem }];
    return [
      ...certificateProblem(current, { name: `${name}.ca`, key: 'ca', subject: host }),
      ...listProblem(current, { name: `${name}.mirrors`, key: 'mirrors', subject: host }, mirrorIn),
    ];
  });
}

function daemonProblems({ settings, facts }: Current): readonly Unfit[] {
  return settings.flatMap(({ target, key, value }): Unfit[] => {
    if (target !== 'daemon-json' || isList(key) || checkKey(key, facts.engine).kind !== 'known')
      return [];
    const [tooDeep] = beyondLimits({ daemon: { [key]: value } });
    const problem = checkValue(key, value, facts.engine.version)?.problem ?? tooDeep?.said;
    return problem ? [{ name: `daemon.${key}`, problem }] : [];
  });
}

function isList(key: string): boolean {
  return listKeys.some((each) => each === key);
}
