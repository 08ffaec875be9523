import type {
  CaFetchDocument,
  CaListDocument,
  CertificateDocument,
} from '../../engine/ca/document.ts';
import { printableLine } from '../text/printable.ts';
import { paint, type Style } from '../text/style.ts';
import { hang, wrap } from '../text/wrap.ts';
import type { Words } from '../words/index.ts';

export interface CaContext {
  readonly style: Style;
  readonly words: Words;
}

type DirectoryDocument = CaListDocument['directories'][number];
type FileDocument = DirectoryDocument['files'][number];

/** For people: each registry with its files, what of them is read, and who they certify. */
export function caListPage(document: CaListDocument, context: CaContext): string {
  const { style, words } = context;
  const lines = [
    ...wrap(words.ca.head(engineText(document, words)), style.columns),
    ...document.directories.flatMap((directory) => directoryLines(directory, context)),
    '',
    ...systemLines(document, context),
  ];
  return `${lines.join('\n')}\n`;
}

function engineText({ engine }: CaListDocument, words: Words): string {
  const version = engine.version ?? words.doctor.versionUnknown;
  const store = engine.store ? words.doctor.stores[engine.store] : words.doctor.storeUnknown;
  return words.ca.engine(version, store);
}

function directoryLines({ host, path, notes, files }: DirectoryDocument, context: CaContext) {
  const { style } = context;
  return [
    '',
    paint(style, 'bold', printableLine(host)),
    ...hang('  ', printableLine(path), style.columns),
    ...notes.flatMap((note) => hang('  ', printableLine(note), style.columns)),
    ...files.flatMap((file) => fileLines(file, context)),
  ];
}

function fileLines(file: FileDocument, context: CaContext): string[] {
  const { style, words } = context;
  const name = file.path.slice(file.path.lastIndexOf('/') + 1);
  const state = `${name} (${words.ca.uses[file.use]})${words.common.colon}${words.ca.states[file.state]}`;
  return [
    ...hang('  ', printableLine(state), style.columns),
    ...(file.why === null ? [] : hang('    ', printableLine(file.why), style.columns)),
    ...file.certificates.flatMap((each) => certificateLines(each, '    ', context)),
  ];
}

function systemLines({ system }: CaListDocument, context: CaContext): string[] {
  const { style, words } = context;
  const { path, count, added } = system;
  const head = path === null ? words.ca.noSystem : words.ca.system(path, count);
  return [
    ...wrap(head, style.columns),
    ...(added.length === 0 ? [] : [words.ca.added]),
    ...added.flatMap((each) => [
      ...hang('  ', printableLine(each.path), style.columns),
      ...each.certificates.flatMap((found) => certificateLines(found, '    ', context)),
    ]),
  ];
}

/** For people: the chain as presented, with everything one compares before trusting it. */
export function caFetchLines(document: CaFetchDocument, context: CaContext): string[] {
  const { style, words } = context;
  const { host, address, proxy, certificates, verdict } = document;
  return [
    ...wrap(words.ca.presents(host, address, proxy), style.columns),
    ...certificates.flatMap((each) => [
      ...hang('  ', words.ca.roles[each.role], style.columns),
      ...certificateLines(each, '    ', context),
    ]),
    ...wrap(
      verdict === null ? words.ca.trusted : words.ca.untrusted(printableLine(verdict)),
      style.columns,
    ),
  ];
}

/** What one compares before trusting a certificate: who, by whom, for which names, when, SHA-256. */
export function certificateLines(
  certificate: CertificateDocument,
  indent: string,
  { style, words }: CaContext,
): string[] {
  const { subject, issuer, names, sha256 } = certificate;
  const texts = [
    subject,
    ...(issuer === subject ? [] : [words.ca.issuer(issuer)]),
    ...(names.length === 0 ? [] : [words.ca.names(names)]),
    datesText(certificate, words),
    words.ca.sha256(sha256),
  ];
  return texts.flatMap((text) => hang(indent, printableLine(text), style.columns));
}

function datesText({ notBefore, notAfter, state }: CertificateDocument, words: Words): string {
  const [from, until] = [notBefore.slice(0, 10), notAfter.slice(0, 10)];
  if (state === 'expired') return words.ca.expired(until);
  return state === 'valid' ? words.ca.valid(from, until) : words.ca.notYet(from);
}
