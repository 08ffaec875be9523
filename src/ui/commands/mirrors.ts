import type { ExitName } from '../../domain/failure.ts';
import { type Candidate, candidatesOf } from '../../engine/rank/candidates.ts';
import { type MirrorsDocument, rankingDocument, sameOrder } from '../../engine/rank/document.ts';
import { presetFile, readPresets } from '../../engine/rank/presets.ts';
import { rankMirrors } from '../../engine/rank/rank.ts';
import { viewOf } from '../../engine/view/view.ts';
import type { CommandAction, Run } from '../cli/command.ts';
import { formatOf } from '../cli/format.ts';
import { type Host, openHost } from '../cli/host.ts';
import { mirrorsPage } from '../reports/mirrors.ts';
import { watchRanking } from '../tasks/mirrors.ts';
import { jsonText } from '../text/json.ts';
import { shellLine } from '../text/shell.ts';
import { wrap } from '../text/wrap.ts';
import { writeOrder, writesWithoutAsking } from './mirrors-write.ts';
import { suggestNext } from './next.ts';

/** Public, in every mirror that has anything, with a layer large enough to measure with. */
const defaultImage = 'library/alpine:latest';

/** One round can be luck, and the middle of three is not. */
const measuredRounds = 3;

/** `dockcfg mirrors rank [URL…]`: which mirrors serve Docker Hub, and how fast. */
export const rank: CommandAction = async (run) => {
  const format = formatOf(run.options, ['human', 'json']);
  const host = await openHost(run);
  const list = run.options.flag('no-presets')
    ? { date: null, presets: [] }
    : readPresets(await host.ports.template(presetFile));
  const configured = mirrorsOf(host);
  const candidates = candidatesOf(
    { given: run.operands, configured, presets: list.presets },
    host.facts.engine.version,
  );
  const document = await measure(run, host, {
    candidates,
    rounds: measuredRounds,
    presetsDate: list.date,
  });
  return offer(run, host, { document, format });
};

/** `dockcfg mirrors check [URL…]`: whether the mirrors in use serve what they should. */
export const check: CommandAction = async (run) => {
  const format = formatOf(run.options, ['human', 'json']);
  const host = await openHost(run);
  const configured = run.operands.length > 0 ? [] : mirrorsOf(host);
  const lists = { given: run.operands, configured, presets: [] };
  const candidates = candidatesOf(lists, host.facts.engine.version);
  const document = await measure(run, host, { candidates, rounds: 0, presetsDate: null });
  print(run, document, format);
  const good = document.mirrors.every(({ standing }) => standing === 'serves');
  if (good) return 'done';
  suggestNext(run, { text: run.terminal.words.next.rank, argv: ['mirrors rank'] });
  return document.complete ? 'problemsFound' : 'tryAgain';
};

/** What the host's pulls go by now; the files, where no engine answers. */
function mirrorsOf({ facts }: Host): readonly string[] {
  return viewOf(facts, 'running').mirrors;
}

/** With --deadline, what is known a little before it is still told, and can still be written. */
const shareOfDeadline = 0.8;

interface Wishes {
  readonly candidates: readonly Candidate[];
  readonly rounds: number;
  readonly presetsDate: string | null;
}

async function measure(run: Run, host: Host, wishes: Wishes): Promise<MirrorsDocument> {
  const { terminal, outside, options } = run;
  const { facts, ports } = host;
  const { candidates, rounds, presetsDate } = wishes;
  const watcher = watchRanking(terminal, candidates.length);
  const image = options.text('image') ?? defaultImage;
  const view = viewOf(facts, 'running');
  const setting = { facts, view, ports, signal: outside.signal, emit: watcher.see };
  try {
    const remaining = outside.remainingMs();
    const budget = remaining === null ? {} : { budgetMs: remaining * shareOfDeadline };
    const ranking = await rankMirrors({ candidates, image, rounds, ...budget }, setting);
    outside.signal.throwIfAborted();
    const current = viewOf(facts, 'files').mirrors;
    const { language } = terminal;
    return rankingDocument(ranking, { language, presetsDate, current, root: ports.root });
  } finally {
    await watcher.close();
  }
}

interface Found {
  readonly document: MirrorsDocument;
  readonly format: string;
}

/** Shows what was found; writes the order where that is asked for, or says how. */
async function offer(run: Run, host: Host, { document, format }: Found): Promise<ExitName> {
  const { order, current } = document;
  const isKnown = order.length === 0 || sameOrder(order, current);
  if (format === 'json') {
    const written =
      isKnown || !writesWithoutAsking(run) ? null : await writeOrder(run, host, order);
    print(run, { ...document, applied: written?.document ?? null }, format);
    return written?.exit ?? exitOf(document);
  }
  print(run, document, format);
  if (!isKnown && (writesWithoutAsking(run) || run.terminal.interactive)) {
    const written = await writeOrder(run, host, order);
    if (written) return written.exit;
  }
  hint(run, document, isKnown);
  return exitOf(document);
}

function exitOf({ order, complete }: MirrorsDocument): ExitName {
  if (order.length > 0) return 'done';
  return complete ? 'problemsFound' : 'tryAgain';
}

function print({ terminal }: Run, document: MirrorsDocument, format: string): void {
  const context = { style: terminal.out, words: terminal.words };
  const json = jsonText(document);
  terminal.result(format === 'json' ? json : mirrorsPage(document, context));
}

/** The command stays on one line, so that it can be pasted. */
function hint({ terminal }: Run, { command, order }: MirrorsDocument, isKnown: boolean): void {
  if (order.length === 0) return;
  const { already, writeWith } = terminal.words.mirrors;
  const lines = isKnown ? [already] : [writeWith, `  ${shellLine(command)}`];
  const wrapped = [...wrap(lines[0] ?? '', terminal.out.columns), ...lines.slice(1)];
  terminal.result(`${wrapped.join('\n')}\n`);
}
