import type { DesiredState, RegistryHost } from '../../domain/desired.ts';
import { Failure } from '../../domain/failure.ts';
import { type PresentedCertificate, readFingerprint } from '../../engine/ca/chain.ts';
import { fetchDocument } from '../../engine/ca/document.ts';
import { type Presented, verdictWith } from '../../engine/ca/fetch.ts';
import { caWords } from '../../engine/ca/words.ts';
import { viewOf } from '../../engine/view/view.ts';
import type { CommandAction, Run } from '../cli/command.ts';
import { desiredOf } from '../cli/desired.ts';
import { type Host, openHost } from '../cli/host.ts';
import { nearest } from '../cli/suggest.ts';
import { printableLine } from '../text/printable.ts';
import { say } from '../words/index.ts';
import { anchorIn, hostOperand, lookAt, showPresented } from './ca.ts';
import { changeHost } from './changing.ts';
import { yesOrNo } from './consent.ts';
import { suggestNext } from './next.ts';

/** `dockcfg ca add HOST`: installs a CA certificate where this engine and store read it. */
export const add: CommandAction = async (run) => {
  const file = run.options.text('file');
  const fromServer = run.options.flag('from-server');
  if ((file !== null) === fromServer) throw new Failure('usage', caWords.fileOrServer());
  const name = hostOperand(run);
  if (file !== null) {
    const desired = await desiredOf(run, { registries: { [name]: { ca: file } } });
    const exit = await changeHost(run, await openHost(run), desired);
    if (exit === 'done' && !run.options.flag('check')) {
      suggestNext(run, { text: run.terminal.words.next.works, argv: ['doctor', name] });
    }
    return exit;
  }
  const host = await openHost(run);
  const presented = await lookAt(run, host, name);
  const chosen = await consented(run, host, presented);
  warnIfUseless(run, host, { presented, chosen });
  const exit = await changeHost(run, host, trusting(name, chosen.pem));
  if (exit === 'done' && !run.options.flag('check')) await prove(run, host, name);
  return exit;
};

/** `dockcfg ca remove HOST`: takes the CA certificates of a registry away. */
export const remove: CommandAction = async (run) => {
  const name = hostOperand(run);
  const host = await openHost(run);
  const known = [...viewOf(host.facts, 'files').trustDirectories.keys()];
  // That there is none is what is asked for; a name that is nearly there is a slip all the same.
  if (!known.includes(name)) {
    run.terminal.note(run.terminal.words.ca.noneFor(name, nearest(name, known)));
  }
  return changeHost(run, host, trusting(name, null));
};

function trusting(name: RegistryHost, ca: PresentedCertificate['pem'] | null): DesiredState {
  return { registries: new Map([[name, { ca }]]) };
}

/**
 * The certificate that the user agrees to trust: the one whose SHA-256 was given, which may be any
 * of the chain; or the anchor, once it has been shown and agreed to.
 * @throws Failure needsDecision without consent
 */
async function consented(
  run: Run,
  host: Host,
  presented: Presented,
): Promise<PresentedCertificate> {
  const { options, terminal } = run;
  const document = fetchDocument(presented, host.ports.clock.now());
  const given = options.list('accept');
  if (given.length > 0) {
    const accepted = given.map(fingerprintOf);
    const found = presented.chain.find(({ facts }) => accepted.includes(facts.sha256));
    if (found) return found;
    showPresented(run, document);
    const refusal = caWords.notPresented(presented.host, accepted.join(', '));
    throw new Failure('needsDecision', refusal);
  }
  showPresented(run, document);
  const anchor = anchorIn(presented);
  const question = terminal.words.ca.ask(printableLine(anchor.facts.subject), presented.host);
  if (terminal.interactive && (await yesOrNo(run, question))) return anchor;
  const refusal = terminal.interactive
    ? say((words) => words.apply.notDone)
    : caWords.needsConsent(presented.host, anchor.facts.sha256);
  throw new Failure('needsDecision', refusal);
}

function fingerprintOf(text: string): string {
  const sha256 = readFingerprint(text);
  if (sha256 === null) throw new Failure('usage', caWords.noFingerprint(text));
  return sha256;
}

/** A certificate can be the right one and the server's own still be expired, or for another name. */
function warnIfUseless(
  { terminal }: Run,
  { facts, ports }: Host,
  { presented, chosen }: { readonly presented: Presented; readonly chosen: PresentedCertificate },
): void {
  const verdict = verdictWith(presented, [chosen], { facts, ports });
  if (!verdict.ok) terminal.warn(terminal.words.ca.stillRefused(printableLine(verdict.engineText)));
}

/** Looks once more, with what the host trusts now. */
async function prove(run: Run, host: Host, name: RegistryHost): Promise<void> {
  const { terminal } = run;
  const { verdict } = await lookAt(run, { ...host, facts: await host.gather() }, name);
  const { nowTrusted, notYetTrusted } = terminal.words.ca;
  if (verdict.ok) terminal.note(nowTrusted(name));
  else terminal.warn(notYetTrusted(name, printableLine(verdict.engineText)));
}
