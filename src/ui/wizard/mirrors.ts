import type { JsonObject } from '../../domain/json.ts';
import { normalisedMirror, parseMirrorUrl } from '../../domain/mirror-url.ts';
import type { TriedMirror } from '../../engine/answers/mirrors.ts';
import type { Standing } from '../../engine/rank/standing.ts';
import type { WrittenProfile } from '../cli/wished-profile.ts';
import { type Back, back } from './asker.ts';
import { attempt, rule, tell } from './attempt.ts';
import { type Examined, listStep } from './lists.ts';
import { mergeProfiles } from './profiles.ts';
import type { StepContext } from './step.ts';

/** Mirrors of Docker Hub, each tried as a pull would use it. */
export const mirrors = listStep({
  key: 'registry-mirrors',
  texts: (words) => words.setup.mirrors,
  current: ({ mirrors }) => mirrors,
  problem: (entry, { facts }) => {
    const parsed = parseMirrorUrl(entry, facts.engine.version);
    return 'problem' in parsed ? parsed.problem : null;
  },
  normal: normalisedMirror,
  examine,
});

async function examine(
  entries: readonly string[],
  context: StepContext,
): Promise<Examined | Back | null> {
  const { trials, terminal } = context;
  const { setup } = terminal.words;
  if (entries.length === 0) {
    tell(context, setup.rankHint);
    return { entries };
  }
  const profile = mergeProfiles(context.profile, { 'registry-mirrors': [...entries] });
  const tried = await attempt(context, entries.join(' '), () => trials.mirrors(entries, profile));
  if (tried === null) return { entries };
  for (const mirror of tried) tell(context, verdictOn(mirror, context));
  if (tried.every(isFine)) return { entries };
  return decide(entries, tried, context);
}

/** An image that a mirror lacks it may still fetch; for a CA that is missing there is a question. */
const fine: ReadonlySet<Standing> = new Set(['serves', 'lacks-image', 'untrusted']);

function isFine({ judged }: TriedMirror): boolean {
  return fine.has(judged.standing);
}

function verdictOn(
  { candidate, judged, contactMs, proxy, servesDirectly }: TriedMirror,
  { terminal }: StepContext,
): string {
  const { setup } = terminal.words;
  const text = setup.tried(candidate.url, terminal.say(judged.text), { ms: contactMs, proxy });
  if (judged.standing === 'untrusted') return text + setup.caIsNext;
  return servesDirectly ? text + setup.servesDirectly : text;
}

async function decide(
  entries: readonly string[],
  tried: readonly TriedMirror[],
  context: StepContext,
): Promise<Examined | Back | null> {
  const { onlyGood, aroundProxy } = context.terminal.words.setup.ruling;
  const good = entries.filter((_, index) => tried[index] && isFine(tried[index]));
  const direct = entries.filter((_, index) => tried[index]?.servesDirectly);
  const ruling = await rule<'good' | 'direct'>(context, [
    ...(direct.length === 0 ? [] : [{ value: 'direct' as const, name: aroundProxy(direct) }]),
    ...(good.length === 0 ? [] : [{ value: 'good' as const, name: onlyGood(good) }]),
  ]);
  if (ruling === 'change') return null;
  if (ruling === back) return back;
  if (ruling === 'good') return { entries: good };
  return ruling === 'keep' ? { entries } : { entries, more: around(direct, context) };
}

/** What NO_PROXY has to hold beside what it holds. */
function around(urls: readonly string[], { profile, meant }: StepContext): WrittenProfile {
  const wished = (profile.proxies as JsonObject | undefined)?.['no-proxy'];
  const before = wished === undefined ? meant.proxies.no : wished;
  const hosts = urls.map((url) => new URL(url).hostname);
  const items = [...(typeof before === 'string' && before !== '' ? [before] : []), ...hosts];
  return { proxies: { 'no-proxy': items.join(',') } };
}
