import type { DoctorDocument, FixedDocument } from '../../domain/documents.ts';
import { type ExitName, Failure } from '../../domain/failure.ts';
import type { Plan } from '../../domain/plan.ts';
import type { Acceptance, Choice, Consent } from '../../engine/fix/choose.ts';
import { type FixContext, type Fixed, fix } from '../../engine/fix/fix.ts';
import type { Run } from '../cli/command.ts';
import type { Host } from '../cli/host.ts';
import { planDocument, transactedDocument } from '../reports/apply/document.ts';
import { applyPage } from '../reports/apply/human.ts';
import { printableLine } from '../text/printable.ts';
import { wrap } from '../text/wrap.ts';
import { say } from '../words/index.ts';
import { carryOut, planOptionsOf, tellPutBack } from './applying.ts';
import { yesOrNo } from './consent.ts';
import { type Examination, type Examined, examineHost } from './doctor-examine.ts';

export interface FixResult extends Pick<Examined, 'diagnosis'> {
  /** what was seen last, and what was repaired before that */
  readonly document: DoctorDocument;
  /** null: the verdict decides */
  readonly exit: ExitName | null;
}

/**
 * `dockcfg doctor --fix`: carries out what dockcfg can carry out itself, with the same consent that
 * apply and the wizard ask for, and looks again. The preview goes to stderr.
 * @throws Failure as a plan and a transaction do
 */
export async function fixHost(
  run: Run,
  host: Host,
  request: Omit<Examination, 'report'>,
): Promise<FixResult> {
  const accepts = acceptancesOf(run.options.list('accept'));
  const seen: Examined[] = [];
  const now = { current: host };
  const examine = async () => {
    const examined = await examineHost(run, now.current, { ...request, report: () => {} });
    seen.push(examined);
    return { diagnosis: examined.diagnosis, facts: now.current.facts };
  };
  const fixed = await fix(await examine(), {
    options: planOptionsOf(run),
    accepts,
    ...consentBy(run, host),
    carryOut: async (plan, again) => {
      const replan = async () => {
        const facts = await host.gather();
        return { facts, plan: again(facts) };
      };
      const done = await carryOut(run, now.current, { plan, replan });
      showDone(run, host, transactedDocument(done, run.terminal.language), done.failure !== null);
      return done;
    },
    examine: async () => {
      run.terminal.note(run.terminal.words.fix.again);
      now.current = { ...host, facts: await host.gather() };
      return examine();
    },
  });
  return resultOf(run, fixed, seen);
}

/** @throws Failure usage for what names neither a finding nor a certificate */
function acceptancesOf(texts: readonly string[]): readonly Acceptance[] {
  return texts.map((text) => {
    const named = /^(DC\d{4})=(.+)$/i.exec(text);
    const [, code = '', subject = ''] = named ?? [];
    if (named) return { code: code.toUpperCase(), subject };
    if (/^(?:sha-?256[:=])?(?:[\da-f]{2}:?){32}$/i.test(text)) return { code: null, subject: text };
    throw new Failure(
      'usage',
      say((words) => words.fix.notAcceptance(text)),
    );
  });
}

function consentBy(run: Run, host: Host): Pick<FixContext, 'ask' | 'confirm'> {
  const { terminal, options } = run;
  return {
    ask: async (choice, consent) => {
      if (!terminal.interactive) return false;
      tell(run, loosensLines(run, choice, consent));
      return yesOrNo(run, terminal.words.fix.agree);
    },
    confirm: async (plan, choices) => {
      preview(run, host, { plan, choices });
      if (options.flag('yes')) return true;
      return terminal.interactive && (await yesOrNo(run, terminal.words.fix.goOn));
    },
  };
}

function loosensLines(
  { terminal }: Run,
  choice: Choice,
  { fingerprints }: Consent,
): readonly string[] {
  const { fix: words } = terminal.words;
  return [
    '',
    words.loosens,
    remedyLine(terminal, choice),
    ...(fingerprints.length > 0 ? [words.trusts(fingerprints)] : []),
  ];
}

function remedyLine({ words, say: said }: Run['terminal'], { finding, remedy }: Choice): string {
  const { code, subject } = finding;
  return printableLine(words.fix.remedy(code, subject, said(remedy.text)));
}

function preview(
  run: Run,
  { ports }: Host,
  { plan, choices }: { readonly plan: Plan; readonly choices: readonly Choice[] },
): void {
  const { terminal } = run;
  tell(run, [
    terminal.words.fix.preview,
    ...choices.map((choice) => `  ${remedyLine(terminal, choice)}`),
  ]);
  const context = { style: terminal.err, words: terminal.words, diff: true, root: ports.root };
  terminal.note(applyPage(planDocument(plan, terminal.language), context).trimEnd());
}

function showDone(
  { terminal }: Run,
  { ports }: Host,
  document: ReturnType<typeof transactedDocument>,
  failed: boolean,
): void {
  const { err: style, words } = terminal;
  const page = applyPage(document, { style, words, diff: false, root: ports.root, failed });
  terminal.note(page.trimEnd());
}

function tell({ terminal }: Run, texts: readonly string[]): void {
  for (const text of texts)
    for (const line of wrap(text, terminal.err.columns)) terminal.note(line);
}

function resultOf(run: Run, fixed: Fixed, seen: readonly Examined[]): FixResult {
  const last = seen.at(-1);
  if (!last) throw new Error('a fix ended without a diagnosis');
  const { failed } = fixed;
  if (failed) tellPutBack(run, failed);
  const document = { ...last.document, fixed: fixedDocument(fixed, run.terminal.language) };
  return { document, diagnosis: last.diagnosis, exit: failed?.exit ?? null };
}

function fixedDocument(
  { done, left, transactions }: Fixed,
  language: Run['terminal']['language'],
): FixedDocument {
  return {
    applied: done.length > 0,
    transaction: transactions.at(-1) ?? null,
    transactions,
    codes: [...new Set(done.map(({ finding }) => finding.code))],
    left: left.map(({ choice: { finding }, why }) => ({
      code: finding.code,
      subject: finding.subject,
      why: why[language],
    })),
  };
}
