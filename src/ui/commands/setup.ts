import type { DesiredState } from '../../domain/desired.ts';
import { type ExitName, Failure } from '../../domain/failure.ts';
import type { Plan } from '../../domain/plan.ts';
import { viewOf } from '../../engine/view/view.ts';
import type { CommandAction, Run } from '../cli/command.ts';
import { desiredOf } from '../cli/desired.ts';
import { type Host, openHost } from '../cli/host.ts';
import { type WrittenProfile, wishedProfile } from '../cli/wished-profile.ts';
import { planDocument } from '../reports/apply/document.ts';
import { applyPage } from '../reports/apply/human.ts';
import { doctorReports } from '../reports/doctor/index.ts';
import { wrap } from '../text/wrap.ts';
import type { Asker } from '../wizard/asker.ts';
import { equivalentsOf } from '../wizard/equivalents.ts';
import { askEverything } from '../wizard/questions.ts';
import { say } from '../words/index.ts';
import { tellDone } from './apply.ts';
import { carryOut, planFor, replanner } from './applying.ts';
import { examine, exitOf } from './doctor.ts';
import { sayFirst } from './notes.ts';

/**
 * `dockcfg setup`: asks what the flags leave open, shows what would change, does it, and has the
 * doctor prove it. Until the plan is agreed to nothing is written, so ending it at any question
 * leaves the host as it was.
 */
export const setup: CommandAction = async (run) => {
  const { terminal } = run;
  if (!terminal.interactive) {
    throw new Failure(
      'usage',
      say((words) => words.usage.needsTerminal),
    );
  }
  const given = wishedProfile(run.options) ?? {};
  const host = await openHost(run);
  refuseWithoutRoot(run, host);
  introduce(run, host);
  const { makeAsker } = await import('../wizard/asker.ts');
  const { streams, signal } = run.outside;
  const asker = await makeAsker({ streams, terminal, signal });
  const agreed = await agree(run, host, { asker, given });
  if (agreed !== null) return carryThrough(run, host, agreed);
  terminal.note(terminal.words.setup.left);
  return 'done';
};

function refuseWithoutRoot({ outside }: Run, { facts }: Host): void {
  const own = facts.serviceManager === 'systemd-user' || !facts.live;
  if (own || outside.user.uid === 0) return;
  throw new Failure(
    'needsRoot',
    say((words) => words.setup.needsRoot),
  );
}

function introduce(run: Run, { facts }: Host): void {
  const { terminal } = run;
  const { words, err } = terminal;
  const version = facts.engine.version?.text ?? words.doctor.versionUnknown;
  const store = facts.engine.store
    ? words.doctor.stores[facts.engine.store]
    : words.doctor.storeUnknown;
  const host = words.doctor.engine(version, facts.flavour, store);
  sayFirst(run, facts);
  for (const line of wrap(words.setup.intro(host), err.columns)) terminal.note(line);
}

interface Agreed {
  readonly profile: WrittenProfile;
  readonly desired: DesiredState;
  readonly plan: Plan;
}

/** Questions, preview, and the decision, until there is one. Null when nothing is to be done. */
async function agree(
  run: Run,
  host: Host,
  start: { readonly asker: Asker; readonly given: WrittenProfile },
): Promise<Agreed | null> {
  const { terminal, outside } = run;
  const { choices, decide, previewTitle } = terminal.words.setup;
  const view = viewOf(host.facts, 'files');
  for (;;) {
    const context = { ...start, terminal, outside, facts: host.facts, view };
    const profile = await askEverything(start.given, context);
    const desired = await desiredOf(run, profile);
    const plan = planFor(run, host, desired);
    if (plan.changes.length > 0) terminal.note(previewTitle);
    const preview = {
      style: terminal.err,
      words: terminal.words,
      diff: true,
      root: host.ports.root,
    };
    terminal.note(applyPage(planDocument(plan, terminal.language), preview).trimEnd());
    if (plan.changes.length === 0 && plan.action === 'none') return { profile, desired, plan };
    const decision = await start.asker.choose(decide, [
      { value: 'apply', name: choices.apply },
      { value: 'again', name: choices.again },
      { value: 'quit', name: choices.quit },
    ]);
    if (decision === 'apply') return { profile, desired, plan };
    if (decision === 'quit') return null;
  }
}

/** Carries out what was agreed to, has it checked end to end, and says how to do it again. */
async function carryThrough(run: Run, host: Host, agreed: Agreed): Promise<ExitName> {
  const { terminal } = run;
  const { words } = terminal;
  if (agreed.plan.changes.length > 0 || agreed.plan.action !== 'none') {
    const replan = replanner(run, host, agreed.desired);
    const done = await carryOut(run, host, { plan: agreed.plan, replan });
    const exit = tellDone(run, host, { done, format: 'human', diff: false });
    if (exit !== 'done') return exit;
  }
  terminal.note(words.setup.checking);
  const report = doctorReports.human({
    style: terminal.out,
    words,
    failOn: 'error',
    write: terminal.result,
  });
  const now = { ...host, facts: await host.gather() };
  const document = await examine(run, now, { targets: { images: [], hosts: [] }, report });
  showEquivalents(run, agreed.profile);
  return exitOf(document, 'error');
}

function showEquivalents({ terminal }: Run, profile: WrittenProfile): void {
  if (Object.keys(profile).length === 0) return;
  const { setup: words } = terminal.words;
  const { commandLine, profile: text, ansible, needsPasswordFile } = equivalentsOf(profile);
  const parts = [
    '',
    words.sameAs,
    ...(needsPasswordFile ? [words.passwordFile] : []),
    `\n# ${words.asFlags}\n${commandLine}`,
    `\n# ${words.asProfile}\n${text}`,
    `\n# ${words.asAnsible}\n${ansible}`,
  ];
  terminal.result(`${parts.join('\n')}\n`);
}
