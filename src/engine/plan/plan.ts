import type { DesiredState } from '../../domain/desired.ts';
import type { HostFacts } from '../../domain/facts.ts';
import { Failure } from '../../domain/failure.ts';
import type { Deed } from '../../domain/finding.ts';
import type { FileChange, Plan } from '../../domain/plan.ts';
import type { Said } from '../../domain/said.ts';
import { flavours } from '../../flavours/index.ts';
import { type Current, currentOf } from '../placement/current.ts';
import { nothingPlaced, type Placed, together } from '../placement/placed.ts';
import { place } from '../placement/placement.ts';
import { normalForm, textsOf, type Want, wantsOf } from '../placement/wants.ts';
import { differing, verify } from '../transact/verify.ts';
import { isRunning, type Needed, neededAction } from './action.ts';
import { repairBroken } from './broken.ts';
import { withClearedLists } from './clear.ts';
import { convergingWants, demanded, movedFiles, refuseMasked } from './deeds.ts';
import { disruptionOf } from './disruption.ts';
import { resolveDuplicates } from './duplicates.ts';
import { effectsOf } from './effects.ts';
import { mayConvert, noneExisting, type Repair, settleExisting } from './existing.ts';
import { expectationsOf } from './expect.ts';
import { settleMerges } from './merge-base.ts';
import { overlay } from './overlay.ts';
import { refuseDamaged, refuseOverruled } from './overruled.ts';
import { type Rendered, render } from './render.ts';
import { cautions, supportedWants } from './support.ts';
import { bundleLacks } from './trust.ts';
import { unreadKeys } from './unread.ts';
import { unwishedDifferences, warningsOn } from './warnings.ts';
import { said } from './words.ts';

export interface PlanOptions {
  readonly restart: 'auto' | 'reload' | 'restart' | 'never';
  /** makes a warning of what this engine cannot do */
  readonly allowUnsupported: boolean;
  /** accepts the one sensible reading of a broken daemon.json, and converts misspelt keys */
  readonly repair?: boolean;
  /** what is to be done besides the wishes */
  readonly deeds?: readonly Deed[];
}

/**
 * Plans how a host becomes what is desired. Pure: the same facts give the same plan, and planning
 * again on the facts the plan leads to gives a plan without changes.
 *
 * @throws Failure invalidInput for what this engine cannot do or would not start with;
 * needsDecision where the host's own configuration is broken or ambiguous, or where
 * `restart: 'reload'` would not be enough; engineUnavailable where the engine is elsewhere
 */
export function makePlan(desired: DesiredState, facts: HostFacts, options: PlanOptions): Plan {
  refuseElsewhere(desired, facts);
  const deeds = options.deeds ?? [];
  const repair = repairOf(options);
  const engineToo = repair !== 'nothing' || touchesEngine(desired) || deeds.some(isAboutEngine);
  const begun = [...(engineToo ? repairBroken(facts, repair) : []), ...movedFiles(facts, deeds)];
  const current = currentOf(overlay(facts, begun));
  const wished = settleMerges(wantsOf(desired, current), { desired, current }, (key) =>
    mayConvert(key, repair),
  );
  const asked = [...wished, ...convergingWants(current, deeds, wished)];
  const supported = supportedWants(asked, current, options.allowUnsupported);
  const existing = engineToo ? settleExisting(current, supported.wants, repair) : noneExisting;
  const wants = [...supported.wants, ...existing.wants];
  const placed = together([
    existing,
    place(wants, current),
    engineToo ? resolveDuplicates(current, wants) : nothingPlaced,
    {
      warnings: [
        ...supported.warnings,
        ...cautions(wants, current),
        ...unwishedDifferences(wants, current),
      ],
    },
  ]);
  return assemble({ facts, desired, current, begun, wants, placed }, options);
}

function repairOf({ repair, deeds = [] }: PlanOptions): Repair {
  if (repair || deeds.some((deed) => deed.kind === 'repair' && deed.loosens)) return 'everything';
  return deeds.some(({ kind }) => kind === 'repair') ? 'what loosens nothing' : 'nothing';
}

/** A container engine that reads none of this host's files; what the client reads is still here. */
function refuseElsewhere(desired: DesiredState, facts: HostFacts): void {
  const flavour = flavours.find((each) => each.id === facts.flavour);
  const { 'client-proxies': _client, ...others } = desired;
  if (!flavour?.elsewhere || Object.keys(others).length === 0) return;
  throw new Failure('engineUnavailable', said.elsewhere(flavour.title, flavour.elsewhere));
}

function isAboutEngine({ kind }: Deed): boolean {
  return kind === 'converge' || kind === 'restart';
}

/** Whether a wish is about anything the engine reads when it starts or reloads. */
function touchesEngine(desired: DesiredState): boolean {
  const { registries: _registries, 'client-proxies': _client, ...others } = desired;
  return Object.keys(others).length > 0;
}

interface Parts {
  readonly facts: HostFacts;
  readonly desired: DesiredState;
  readonly current: Current;
  readonly begun: readonly FileChange[];
  readonly wants: readonly Want[];
  readonly placed: Placed;
}

function assemble(parts: Parts, options: PlanOptions): Plan {
  const { facts, wants, placed } = parts;
  const expects = expectationsOf(wants, facts);
  const diverged = facts.info && facts.live ? differing(expects, facts.info) : [];
  const deeds = options.deeds ?? [];
  const { rendered, needed: found } = settleAction(parts, diverged);
  if (rendered.changes.length > 0) refuseDamaged(facts, rendered.after);
  refuseOverruled(wants, rendered.after);
  const needed = demanded(found, facts, deeds);
  const staleTrust = bundleLacks(wants, facts);
  const chosen = chooseAction(needed, options, { facts, changes: rendered.changes });
  refuseMasked(chosen, facts, deeds);
  const effects = effectsOf(rendered.changes, facts, { action: chosen.action, deeds, staleTrust });
  return {
    changes: [...rendered.changes, ...effects],
    action: chosen.action,
    required: needed.action,
    reason: chosen.reason,
    disruption: disruptionOf(chosen.action, facts, rendered.after),
    conflicts: placed.conflicts,
    expects,
    warnings: distinct([...placed.warnings, ...warningsOn(rendered, facts, chosen.action)]),
    ...loosened(parts),
  };
}

/** What must be done is known only when the files are; and a reload wants emptied lists written. */
function settleAction(
  { facts, begun, wants, placed }: Parts,
  diverged: readonly string[],
): { readonly rendered: Rendered; readonly needed: Needed } {
  const rendered = render(placed, facts, begun);
  const staleTrust = bundleLacks(wants, facts);
  const shown = verify(expectationsOf(wants, facts), facts.info);
  const unread = unreadKeys(facts, rendered.after).filter(
    (key) => isWished(key, wants) && shown[key] !== 'verified',
  );
  const known = { ...rendered, staleTrust, diverged: [...new Set([...diverged, ...unread])] };
  const needed = neededAction({ facts, ...known });
  const cleared = needed.action === 'reload' ? withClearedLists(placed, wants, facts) : placed;
  return { needed, rendered: cleared === placed ? rendered : render(cleared, facts, begun) };
}

function isWished(key: string, wants: readonly Want[]): boolean {
  return wants.some((want) => want.key === key && want.subject === null);
}

function chooseAction(
  needed: Needed,
  { restart }: PlanOptions,
  { facts, changes }: { readonly facts: HostFacts; readonly changes: readonly FileChange[] },
): Needed {
  if (restart === 'never' && needed.action !== 'none') {
    return { action: 'none', reason: said.never(needed.action, needed.reason) };
  }
  if (restart === 'reload' && needed.action === 'restart') {
    throw new Failure('needsDecision', said.reloadNotEnough(needed.reason));
  }
  const pending = changes.length > 0 || needed.action === 'reload';
  if (restart === 'restart' && pending && facts.live && isRunning(facts)) {
    return {
      action: 'restart',
      reason: needed.action === 'restart' ? needed.reason : said.asked(),
    };
  }
  return needed;
}

type Loosened = Pick<Plan, 'loosens' | 'implied'>;

function loosened({ facts, current, begun, wants, desired }: Parts): Loosened {
  const key = 'insecure-registries';
  const repaired = textsOf(current.held(key).value);
  const want = wants.find((each) => each.key === key && each.subject === null)?.value ?? repaired;
  const forms = (entries: readonly string[]) => entries.map((entry) => normalForm(key, entry));
  // a flag put right comes into effect with this plan; the list of a broken file was read before
  const isFlags = begun.some(({ target }) => target !== 'daemon-json');
  const before = forms(isFlags ? textsOf(currentOf(facts).held(key).value) : repaired);
  const wish = desired[key];
  const named = forms(wish ? (wish.kind === 'exactly' ? wish.values : wish.add) : []);
  const loosens = textsOf(want).filter((entry) => !before.includes(normalForm(key, entry)));
  const implied = loosens.filter((entry) => !named.includes(normalForm(key, entry)));
  return { loosens, ...(implied.length > 0 ? { implied } : {}) };
}

function distinct(texts: readonly Said[]): readonly Said[] {
  return texts.filter((text, at) => texts.findIndex((each) => each.en === text.en) === at);
}
