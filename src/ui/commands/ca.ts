import type { RegistryHost } from '../../domain/desired.ts';
import { Failure } from '../../domain/failure.ts';
import { parseRegistryHost } from '../../domain/insecure.ts';
import type { PresentedCertificate } from '../../engine/ca/chain.ts';
import {
  type CaFetchDocument,
  type CaListDocument,
  fetchDocument,
  listDocument,
} from '../../engine/ca/document.ts';
import { fetchChain, type Presented } from '../../engine/ca/fetch.ts';
import { listCas } from '../../engine/ca/list.ts';
import { caWords } from '../../engine/ca/words.ts';
import { viewOf } from '../../engine/view/view.ts';
import type { CommandAction, Run } from '../cli/command.ts';
import { formatOf } from '../cli/format.ts';
import { type Host, openHost } from '../cli/host.ts';
import { nearest } from '../cli/suggest.ts';
import { caFetchLines, caListPage } from '../reports/ca.ts';
import { jsonText } from '../text/json.ts';
import { shellLine } from '../text/shell.ts';
import { type NextStep, suggestNext } from './next.ts';

/** `dockcfg ca list [HOST]`: what is installed for registries, and what of it is read. */
export const list: CommandAction = async (run) => {
  const { operands, options, terminal } = run;
  const format = formatOf(options, ['human', 'json']);
  const { facts, ports } = await openHost(run);
  const view = viewOf(facts, 'running');
  const inventory = listCas(facts, view);
  const [wanted] = operands;
  const directories = inventory.directories.filter(
    ({ host }) => wanted === undefined || host === wanted,
  );
  const context = { language: terminal.language, now: ports.clock.now() };
  const document = listDocument({ ...inventory, directories }, view, context);
  if (format === 'json') {
    terminal.result(jsonText(document));
    return 'done';
  }
  if (directories.length === 0) {
    const known = inventory.directories.map(({ host }) => host);
    const { none, noneFor } = terminal.words.ca;
    terminal.note(
      wanted === undefined ? none(view.certsDir) : noneFor(wanted, nearest(wanted, known)),
    );
  }
  terminal.result(caListPage(document, { style: terminal.out, words: terminal.words }));
  suggestNext(run, nextAfter(document, wanted, run));
  return 'done';
};

function nextAfter(
  { directories }: CaListDocument,
  wanted: string | undefined,
  { terminal }: Run,
): NextStep {
  const { next } = terminal.words;
  const unread = directories.find(({ files }) => files.some(({ state }) => state !== 'read'));
  if (unread) return { text: next.why, argv: ['doctor', '--host', unread.host] };
  return { text: next.fetchCa, argv: ['ca fetch', wanted ?? 'HOST'] };
}

/** `dockcfg ca fetch HOST`: the CA certificate on stdout, and who it is on stderr. */
export const fetch: CommandAction = async (run) => {
  const { options, terminal } = run;
  const format = formatOf(options, ['human', 'json']);
  const name = hostOperand(run);
  const host = await openHost(run);
  const presented = await lookAt(run, host, name);
  const document = fetchDocument(presented, host.ports.clock.now());
  if (format === 'json') {
    terminal.result(jsonText(document));
    return 'done';
  }
  showPresented(run, document);
  const anchor = anchorIn(presented);
  terminal.note(terminal.words.ca.compare);
  const accept = ['--from-server', '--accept', anchor.facts.sha256];
  const where = host.ports.root === '/' ? [] : ['--root', host.ports.root];
  terminal.note(`  ${shellLine(['dockcfg', 'ca', 'add', ...where, name, ...accept])}`);
  terminal.result(anchor.pem);
  return 'done';
};

/**
 * The registry that the command is about.
 * @throws Failure invalidInput for what no image name can begin with
 */
export function hostOperand({ operands }: Pick<Run, 'operands'>): RegistryHost {
  const parsed = parseRegistryHost(operands[0] ?? '');
  if ('problem' in parsed) throw new Failure('invalidInput', parsed.problem);
  return parsed.host;
}

/** @throws Failure tryAgain when no certificate could be seen */
export function lookAt(
  { outside }: Run,
  { facts, ports }: Host,
  name: RegistryHost,
): Promise<Presented> {
  const view = viewOf(facts, 'running');
  return fetchChain(name, { facts, view, ports, signal: outside.signal });
}

/** On stderr, so that stdout holds the certificate alone. */
export function showPresented({ terminal }: Run, document: CaFetchDocument): void {
  const context = { style: terminal.err, words: terminal.words };
  for (const line of caFetchLines(document, context)) terminal.note(line);
}

/** @throws Failure problemsFound when the server presents nothing but itself */
export function anchorIn({ anchor, chain, host }: Presented): PresentedCertificate {
  if (anchor) return anchor;
  const issuer = chain[0]?.facts.issuer ?? '';
  throw new Failure('problemsFound', caWords.onlyLeaf(host, issuer));
}
