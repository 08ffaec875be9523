import type { HostFacts, Setting } from '../domain/facts.ts';
import type { FileChange } from '../domain/plan.ts';
import { type TrustStore, trustStores } from '../domain/trust-stores.ts';
import { certificateBodies, certificateName } from './certificates.ts';
import { fileChange } from './change.ts';
import type { Edit, Target } from './contract.ts';
import { systemRootPaths } from './system-bundle.ts';
import { textOf } from './text.ts';
import { trustStore } from './trust-stores.ts';
import { title } from './words.ts';

const id = 'system-trust';

/** The programs that build the bundle; in a tree they have to be the tree's own. */
export const trustTools: readonly string[] = [
  '/usr/sbin/update-ca-certificates',
  '/usr/bin/update-ca-certificates',
  '/usr/bin/update-ca-trust',
];

/**
 * Certificates that the whole system trusts. dockcfg's own lie beside the administrator's as
 * `dockcfg-….crt`; others are looked at, never touched. The bundle itself is the system's to make.
 */
export const systemTrust: Target = {
  id,
  title: title.systemTrust,
  kind: 'beside',
  holds: ['system-ca'],
  appliesTo: (facts) => trustStore(facts) !== null,
  paths: (facts) => [
    ...systemRootPaths(facts),
    ...trustTools,
    ...trustStores.flatMap((store) => [
      ...store.marks,
      store.anchors,
      ...anchorsIn(facts, store).map((name) => store.anchors + name),
    ]),
  ],
  read,
  render,
};

function anchorsIn(facts: HostFacts, store: TrustStore): readonly string[] {
  const names = facts.directories.get(store.anchors) ?? [];
  return names.filter((name) => /\.(?:crt|pem|cer)$/.test(name));
}

function read(facts: HostFacts): readonly Setting[] {
  const store = trustStore(facts);
  if (!store) return [];
  return anchorsIn(facts, store).flatMap((name): Setting[] => {
    const path = store.anchors + name;
    const value = textOf(facts, path);
    if (value === null || certificateBodies(value).length === 0) return [];
    const origin = { kind: 'file' as const, path, line: null };
    return [{ key: 'system-ca', subject: null, value, origin, target: id }];
  });
}

const prefix = 'dockcfg-';

/** Adds what no anchor holds yet, and takes back what dockcfg added and is not wanted any more. */
function render(edits: readonly Edit[], facts: HostFacts): readonly FileChange[] {
  const store = trustStore(facts);
  const edit = edits.at(-1);
  if (!store || !edit) return [];
  const wanted = Array.isArray(edit.value) ? edit.value.map(String) : [];
  const present = anchorsIn(facts, store).map((name) => ({
    name,
    bodies: certificateBodies(textOf(facts, store.anchors + name) ?? ''),
  }));
  const isHeld = (pem: string) =>
    certificateBodies(pem).every((body) => present.some(({ bodies }) => bodies.includes(body)));
  const isWanted = (bodies: readonly string[]) =>
    bodies.some((body) => wanted.some((pem) => certificateBodies(pem).includes(body)));
  const gone = present.filter(({ name, bodies }) => name.startsWith(prefix) && !isWanted(bodies));
  const change = (name: string, content: string | null) =>
    fileChange(facts, {
      target: id,
      path: store.anchors + name,
      content,
      because: [edit.because],
    });
  return [
    ...wanted
      .filter((pem) => !isHeld(pem))
      .flatMap((pem) => change(`${prefix}${certificateName(pem)}.crt`, pem)),
    ...gone.flatMap(({ name }) => change(name, null)),
  ];
}
