import { parseInsecureEntry } from '../../domain/insecure.ts';
import type { JsonObject } from '../../domain/json.ts';
import type { TriedRegistry } from '../../engine/answers/registry.ts';
import type { WrittenProfile } from '../cli/wished-profile.ts';
import { type Back, back } from './asker.ts';
import { attempt, rule, tell } from './attempt.ts';
import { askCaSource } from './ca-source.ts';
import { type Examined, listStep } from './lists.ts';
import type { StepContext } from './step.ts';

/** Registries whose certificate is not checked; what speaks TLS had better get its CA installed. */
export const insecureRegistries = listStep({
  key: 'insecure-registries',
  texts: (words) => words.setup.insecure,
  current: ({ insecure }) => insecure,
  problem: (entry) => {
    const parsed = parseInsecureEntry(entry);
    return 'problem' in parsed ? parsed.problem : null;
  },
  normal: (entry) => entry,
  examine,
});

async function examine(
  typed: readonly string[],
  context: StepContext,
): Promise<Examined | Back | null> {
  const { trials, view, profile } = context;
  const entries = typed.map(asKept);
  const fresh = entries.filter((entry) => !view.insecure.includes(entry) && !entry.includes('/'));
  const tried = new Map<string, TriedRegistry>();
  for (const entry of fresh) {
    const seen = await attempt(context, entry, () => trials.registry(entry, profile));
    if (seen === null) continue;
    tried.set(entry, seen);
    tell(context, verdictOn(entry, seen, context));
  }
  const odd = [...tried].filter(([, { kind }]) => kind !== 'plain').map(([entry]) => entry);
  return odd.length === 0 ? { entries } : decide(entries, tried, context);
}

/** Without a scheme, as the engine keeps it. */
function asKept(typed: string): string {
  const parsed = parseInsecureEntry(typed);
  return 'entry' in parsed ? parsed.entry : typed;
}

function verdictOn(entry: string, seen: TriedRegistry, { terminal }: StepContext): string {
  const { insecureTried } = terminal.words.setup;
  if (seen.kind === 'plain') return insecureTried.plain(entry);
  if (seen.kind === 'lost') return insecureTried.lost(entry, terminal.say(seen.why));
  const { verdict, chain } = seen.presented;
  return verdict.ok
    ? insecureTried.trusted(entry)
    : insecureTried.untrusted(entry, chain[0]?.facts.issuer ?? '', verdict.engineText);
}

async function decide(
  entries: readonly string[],
  tried: ReadonlyMap<string, TriedRegistry>,
  context: StepContext,
): Promise<Examined | Back | null> {
  const withTls = entries.filter((entry) => tried.get(entry)?.kind === 'tls');
  const others = entries.filter((entry) => !withTls.includes(entry));
  const { leaveOut } = context.terminal.words.setup.ruling;
  const choices = withTls.length === 0 ? [] : [{ value: 'out' as const, name: leaveOut(withTls) }];
  const ruling = await rule<'out'>(context, choices);
  if (ruling === 'change') return null;
  if (ruling === back) return back;
  if (ruling === 'keep') return { entries };
  const cas = await askForCas(withTls, tried, context);
  return cas === back ? null : { entries: others, more: cas };
}

/** What stays checked needs its CA, where the engine does not know it. */
async function askForCas(
  hosts: readonly string[],
  tried: ReadonlyMap<string, TriedRegistry>,
  context: StepContext,
): Promise<WrittenProfile | Back> {
  const registries: { [host: string]: JsonObject } = {};
  for (const host of hosts) {
    const seen = tried.get(host);
    if (seen?.kind !== 'tls' || seen.presented.verdict.ok) continue;
    tell(context, '');
    const wish = await askCaSource(host, seen, context);
    if (wish === back) return back;
    if (wish !== null) registries[host] = { ...wish };
  }
  return Object.keys(registries).length === 0 ? {} : { registries };
}
