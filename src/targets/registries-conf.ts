import type { HostFacts, Setting } from '../domain/facts.ts';
import type { FileChange } from '../domain/plan.ts';
import {
  editRegistriesConf,
  type RegistryList,
  readRegistriesConf,
  registryLists,
} from '../formats/registries-conf.ts';
import { inFile } from '../formats/unwritable.ts';
import { fileChange } from './change.ts';
import type { Edit, Target } from './contract.ts';
import { textOf } from './text.ts';
import { title } from './words.ts';

const id = 'registries-conf';
const path = '/etc/containers/registries.conf';

/** What registries.service makes of the file before docker.service starts. */
const generated = '/run/containers/registries.conf';

const keyOfList: { readonly [L in RegistryList]: string } = {
  search: 'add-registries',
  insecure: 'insecure-registries',
  block: 'block-registries',
};

/**
 * The lists of RHEL and CentOS 7, which reach docker 1.13 as flags: registries.service turns them
 * into a variable that the unit expands (projectatomic/registries registries.service). It is a
 * oneshot that docker.service starts again with itself, so a restart takes changes up.
 */
export const registriesConf: Target = {
  id,
  title: title.registriesConf,
  kind: 'unit',
  holds: Object.values(keyOfList),
  appliesTo: (facts) =>
    facts.unit?.environmentFiles.some((file) => file.path === generated) ?? false,
  paths: () => [path],
  read,
  render,
};

function read(facts: HostFacts): readonly Setting[] {
  const conf = readRegistriesConf(textOf(facts, path) ?? '');
  if (conf.kind === 'broken') return [];
  return registryLists
    .filter((list) => conf.lists[list].length > 0)
    .map((list) => ({
      key: keyOfList[list],
      subject: null,
      value: conf.lists[list],
      origin: { kind: 'flag', path, line: conf.lines[list] },
      target: id,
    }));
}

function render(edits: readonly Edit[], facts: HostFacts): readonly FileChange[] {
  const before = textOf(facts, path) ?? '';
  const edited = (text: string, edit: Edit) => {
    const list = registryLists.find((each) => keyOfList[each] === edit.key);
    const values = Array.isArray(edit.value) ? edit.value.map(String) : [];
    return list ? editRegistriesConf(text, list, values) : text;
  };
  const after = inFile(path, () => edits.reduce(edited, before));
  if (after === before) return [];
  const because = edits.map((edit) => edit.because);
  return fileChange(facts, { target: id, path, content: after, because });
}
