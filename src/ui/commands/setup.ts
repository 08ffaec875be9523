import { type ExitName, Failure } from '../../domain/failure.ts';
import type { CommandAction, Run } from '../cli/command.ts';
import { type Host, openHost } from '../cli/host.ts';
import { type WrittenProfile, wishedProfile } from '../cli/wished-profile.ts';
import { doctorReports } from '../reports/doctor/index.ts';
import { wrap } from '../text/wrap.ts';
import { type Agreed, agree } from '../wizard/agree.ts';
import { equivalentsOf } from '../wizard/equivalents.ts';
import { withRepair } from '../wizard/meant.ts';
import { showStanding } from '../wizard/standing.ts';
import { say } from '../words/index.ts';
import { tellDone } from './apply.ts';
import { carryOut, replanner } from './applying.ts';
import { examine, exitOf } from './doctor.ts';
import { sayFirst } from './notes.ts';

/**
 * `dockcfg setup`: shows how pulls stand, asks what the flags leave open, tries each answer, shows
 * what would change, does it, and has the doctor prove it. Until the plan is agreed to nothing is
 * written, so ending it at any question leaves the host as it was.
 */
export const setup: CommandAction = async (asked) => {
  const { terminal, options } = asked;
  if (!terminal.interactive) {
    throw new Failure(
      'usage',
      say((words) => words.usage.needsTerminal),
    );
  }
  const given = wishedProfile(options) ?? {};
  const host = await openHost(asked);
  refuseWithoutRoot(asked, host);
  const run = withRepair(asked, host);
  introduce(run, host);
  const agreed = await ask(run, host, given);
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
  const host = words.doctor.engine(
    version,
    facts.flavour === 'none' ? [store] : [facts.flavour, store],
  );
  sayFirst(run, facts);
  for (const line of wrap(words.setup.intro(host), err.columns)) terminal.note(line);
}

/** Everything before the first deed. Whoever ends it is told that nothing was done. */
async function ask(run: Run, host: Host, given: WrittenProfile): Promise<Agreed | null> {
  const { terminal, outside } = run;
  const { streams, signal } = outside;
  try {
    await showStanding(run, host, imagesOf(run));
    const { makeAsker } = await import('../wizard/asker.ts');
    const asker = await makeAsker({ streams, terminal, signal });
    return await agree(run, host, { asker, given, image: imagesOf(run)[0] ?? null });
  } catch (error) {
    if (signal.aborted) terminal.note(terminal.words.setup.left);
    throw error;
  }
}

function imagesOf({ options }: Run): readonly string[] {
  return options.list('image');
}

/** With an image of its own to check, the registries of the answers would be left out. */
function hostsBeside(run: Run, { desired }: Agreed): readonly string[] {
  if (imagesOf(run).length === 0) return [];
  const mirrors = desired['registry-mirrors'];
  const urls = mirrors?.kind === 'exactly' ? mirrors.values : (mirrors?.add ?? []);
  const known = urls.map((url) => new URL(url).host);
  return [...(desired.registries?.keys() ?? [])].filter((host) => !known.includes(host));
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
  const targets = { images: imagesOf(run), hosts: hostsBeside(run, agreed) };
  const document = await examine(run, now, { targets, report });
  showEquivalents(run, agreed.profile);
  return exitOf(document, 'error');
}

function showEquivalents({ terminal }: Run, profile: WrittenProfile): void {
  if (Object.keys(profile).length === 0) return;
  const { setup: words } = terminal.words;
  const { commandLines, profile: text, ansible, needsPasswordFile } = equivalentsOf(profile);
  const parts = [
    '',
    words.sameAs,
    ...(needsPasswordFile ? [words.passwordFile] : []),
    `\n# ${words.asFlags}\n${commandLines.join('\n')}`,
    `\n# ${words.asProfile}\n${text}`,
    `\n# ${words.asAnsible}\n${ansible}`,
  ];
  terminal.result(`${parts.join('\n')}\n`);
}
