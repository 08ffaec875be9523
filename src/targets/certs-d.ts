import type { HostFacts, Setting } from '../domain/facts.ts';
import { Failure } from '../domain/failure.ts';
import type { Json } from '../domain/json.ts';
import type { FileChange } from '../domain/plan.ts';
import { certificateBodies, sameCertificates } from './certificates.ts';
import { fileChange } from './change.ts';
import type { Edit, Target } from './contract.ts';
import { namesIn, readsHostsToml, trustFolder, trustFolders } from './hosts-files.ts';
import { textOf } from './text.ts';
import { said, title } from './words.ts';

const id = 'certs-d';

/**
 * `certs.d/HOST/`: what the engine trusts for one registry, and the certificate it shows there.
 * `*.crt` are authorities, `NAME.cert` with `NAME.key` is a pair, anything else is not read
 * (moby daemon/pkg/registry/registry.go loadTLSConfig). No reload: each pull reads it anew.
 */
export const certsD: Target = {
  id,
  title: title.certsD,
  kind: 'beside',
  holds: ['ca', 'client'],
  appliesTo: () => true,
  paths: (facts) => [
    `${facts.layout.certsDir}/`,
    ...trustFolders(facts).flatMap(({ folder }) => [
      folder,
      `${folder}/`,
      ...namesIn(facts, folder).map((name) => `${folder}/${name}`),
    ]),
  ],
  read,
  render: (edits, facts) => edits.flatMap((edit) => renderOne(edit, facts)),
};

function read(facts: HostFacts): readonly Setting[] {
  const folders = trustFolders(facts).filter(
    // only the containerd store knows `host_5000_`
    ({ folder, host }) => readsHostsToml(facts) || folder.endsWith(`/${host}`),
  );
  return folders.flatMap(({ folder, host }) =>
    namesIn(facts, folder).flatMap((name): Setting[] => {
      const path = `${folder}/${name}`;
      const text = textOf(facts, path);
      const found = text === null ? null : meaningOf(facts, folder, { name, text });
      if (!found) return [];
      const origin = { kind: 'file' as const, path, line: null };
      return [{ ...found, subject: host, origin, target: id }];
    }),
  );
}

function meaningOf(
  facts: HostFacts,
  folder: string,
  { name, text }: { readonly name: string; readonly text: string },
): Pick<Setting, 'key' | 'value'> | null {
  // what holds no PEM is passed over by the one store, and refused by the other
  if (name.endsWith('.crt'))
    return certificateBodies(text).length > 0 ? { key: 'ca', value: text } : null;
  if (!name.endsWith('.cert')) return null;
  const key = textOf(facts, `${folder}/${stem(name)}.key`);
  return key === null ? null : { key: 'client', value: { certificate: text, key } };
}

function stem(name: string): string {
  return name.replace(/\.[^.]*$/, '');
}

function renderOne(edit: Edit, facts: HostFacts): readonly FileChange[] {
  const folder = trustFolder(facts, edit.subject ?? '');
  const wanted =
    edit.key === 'ca' ? caFiles(edit, facts, folder) : clientFiles(edit, facts, folder);
  return [...wanted].flatMap(([name, content]) => {
    const path = `${folder}/${name}`;
    const secret = name.endsWith('.key');
    const changes = fileChange(facts, {
      target: id,
      path,
      content,
      secret,
      because: [edit.because],
    });
    const target = facts.files.get(path)?.realPath ?? null;
    if (changes.length > 0 && target !== null && !isBeside(path, target))
      throw new Failure('needsDecision', said.sharedLink(path, target));
    return changes;
  });
}

/** A link to a file of its own folder is the registry's alone; another one may be the system's bundle. */
function isBeside(path: string, target: string): boolean {
  const folder = (file: string) => file.slice(0, file.lastIndexOf('/'));
  return folder(path) === folder(target);
}

type Wanted = ReadonlyMap<string, string | null>;
const nothing: Wanted = new Map();

/**
 * The authorities of a registry. What already trusts exactly these stays under whatever name;
 * else `ca.crt` is made to hold them. A certificate saved as `.cert` without a key makes every
 * pull from the registry fail, so where it is one of these it goes.
 */
function caFiles(edit: Edit, facts: HostFacts, folder: string): Wanted {
  const names = namesIn(facts, folder);
  const present = names.filter((name) => name.endsWith('.crt'));
  const { value } = edit;
  if (typeof value !== 'string') return new Map(present.map((name) => [name, null]));
  const texts = present.map((name) => textOf(facts, `${folder}/${name}`) ?? '');
  const files = new Map<string, string | null>(strayCerts(facts, folder, value));
  if (!isTrusted(value, { present, texts })) files.set('ca.crt', value);
  return files;
}

function isTrusted(
  pem: string,
  { present, texts }: { readonly present: readonly string[]; readonly texts: readonly string[] },
): boolean {
  const own = texts[present.indexOf('ca.crt')];
  if (own !== undefined && sameCertificates(own, pem)) return true;
  if (sameCertificates(texts.join('\n'), pem)) return true;
  const trusted = new Set(texts.flatMap(certificateBodies));
  return own === undefined && certificateBodies(pem).every((body) => trusted.has(body));
}

/** Copies of the same authorities that stand where the engine takes them for something else. */
function strayCerts(facts: HostFacts, folder: string, pem: string): readonly [string, null][] {
  const names = namesIn(facts, folder);
  return names
    .filter((name) => name.endsWith('.cert') && !names.includes(`${stem(name)}.key`))
    .filter((name) => sameCertificates(textOf(facts, `${folder}/${name}`) ?? '', pem))
    .map((name) => [name, null]);
}

/** The pair this host shows: kept under the name it has, else `client.cert` and `client.key`. */
function clientFiles(edit: Edit, facts: HostFacts, folder: string): Wanted {
  const names = namesIn(facts, folder);
  const pairs = names
    .filter((name) => name.endsWith('.cert') && names.includes(`${stem(name)}.key`))
    .map(stem);
  const pair = pairOf(edit.value);
  if (!pair)
    return new Map(
      pairs.flatMap((name) => [
        [`${name}.cert`, null],
        [`${name}.key`, null],
      ]),
    );
  const name = pairs.length === 1 ? (pairs[0] ?? 'client') : 'client';
  const same = (file: string, text: string) =>
    textOf(facts, `${folder}/${file}`)?.trim() === text.trim();
  if (same(`${name}.cert`, pair.certificate) && same(`${name}.key`, pair.key)) return nothing;
  return new Map([
    [`${name}.key`, pair.key],
    [`${name}.cert`, pair.certificate],
  ]);
}

function pairOf(value: Json): { readonly certificate: string; readonly key: string } | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const { certificate, key } = value as { readonly [name: string]: Json };
  return typeof certificate === 'string' && typeof key === 'string' ? { certificate, key } : null;
}
