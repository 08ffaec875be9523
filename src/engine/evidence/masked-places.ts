import type { Evidence } from '../../checks/evidence.ts';
import type { MaskedDocument } from '../../domain/documents.ts';
import type { HostFacts } from '../../domain/facts.ts';
import { redactor } from '../../domain/redact.ts';
import { mask } from '../../domain/secret.ts';
import { isSecretName, largestText, secretsIn } from '../secrets.ts';

/** Where the evidence held something that no output shows; never what. */
export function maskedPlaces({ facts, journal }: Evidence): readonly MaskedDocument[] {
  const clean = redactor(secretsIn(facts));
  const files = [...facts.files.values()].flatMap(({ path, state }) =>
    state.kind === 'file' && state.bytes.length <= largestText
      ? linesOf(path, new TextDecoder().decode(state.bytes), clean)
      : [],
  );
  const inJournal = (journal ?? []).some((line) => line.includes(mask) || clean(line) !== line);
  return [
    ...files,
    ...environmentOf(facts, clean),
    ...(inJournal ? [{ where: `journal of ${facts.layout.serviceName}`, line: null }] : []),
  ];
}

function linesOf(
  path: string,
  text: string,
  clean: (text: string) => string,
): readonly MaskedDocument[] {
  return text.split('\n').flatMap((line, index) => {
    const isKey = /-----BEGIN [A-Z\d ]*PRIVATE KEY-----/.test(line);
    return isKey || clean(line) !== line ? [{ where: path, line: index + 1 }] : [];
  });
}

function environmentOf(
  { process, unit, shell, layout }: HostFacts,
  clean: (text: string) => string,
): readonly MaskedDocument[] {
  const service = { ...process?.environment };
  for (const { name, value } of unit?.environment ?? []) service[name] = value;
  const places = [
    ...Object.entries(service).map(([name, value]) => ({ of: layout.serviceName, name, value })),
    ...Object.entries(shell).map(([name, value]) => ({ of: 'this shell', name, value })),
  ];
  return places.flatMap(({ of, name, value }) =>
    isSecretName(name) || clean(value) !== value
      ? [{ where: `environment of ${of}: ${name}`, line: null }]
      : [],
  );
}
