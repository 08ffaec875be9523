import { idleItems } from '../../domain/no-proxy.ts';
import type { Way } from '../../engine/answers/ways.ts';
import type { WrittenProfile } from '../cli/wished-profile.ts';
import { printableLine } from '../text/printable.ts';
import { hang } from '../text/wrap.ts';
import { back } from './asker.ts';
import { attempt, type Ruling, rule, tell } from './attempt.ts';
import { mergeProfiles } from './profiles.ts';
import type { Step, StepContext } from './step.ts';

/**
 * Only asked where there is, or will be, a proxy to go around. What the answer means is shown for
 * every registry at hand, and may then be answered again.
 */
export const noProxy: Step = {
  answers: ['proxies', 'no-proxy'],
  ask: async (context) => {
    const { asker, terminal, view, meant, profile, isUndecided } = context;
    const { nothing, proxies } = terminal.words.setup;
    if (!hasProxy(context)) return {};
    let offered = answered(profile) ?? meant.proxies.no;
    for (;;) {
      const answer = await asker.text({ ...proxies['no-proxy'], current: offered || nothing });
      if (answer === back) return back;
      const wished = answer === nothing ? '' : answer;
      await explain(wished, context);
      const ruling = await examine(wished, context);
      if (ruling === back) return back;
      const same = !isUndecided && [view, meant].every(({ proxies: { no } }) => no === wished);
      if (ruling === 'keep') {
        return same ? {} : { proxies: { 'no-proxy': wished === '' ? null : wished } };
      }
      offered = wished;
    }
  },
};

/** An item that can match nobody was meant to match somebody. */
async function examine(wished: string, context: StepContext): Promise<Ruling> {
  const idle = idleItems(wished);
  if (idle.length === 0) return 'keep';
  tell(context, context.terminal.words.setup.idleItems(idle));
  return rule(context);
}

function answered(profile: WrittenProfile): string | null {
  const { proxies } = profile;
  if (typeof proxies !== 'object' || proxies === null || !('no-proxy' in proxies)) return null;
  return typeof proxies['no-proxy'] === 'string' ? proxies['no-proxy'] : '';
}

function hasProxy({ meant, profile }: StepContext): boolean {
  const wished = { http: meant.proxies.http, https: meant.proxies.https };
  const { proxies } = profile;
  if (typeof proxies === 'object' && proxies !== null) {
    if ('http-proxy' in proxies) wished.http = String(proxies['http-proxy'] ?? '');
    if ('https-proxy' in proxies) wished.https = String(proxies['https-proxy'] ?? '');
  }
  return wished.http !== '' || wished.https !== '';
}

async function explain(wished: string, context: StepContext): Promise<void> {
  const { terminal, trials, profile } = context;
  const { setup } = terminal.words;
  const value = wished === '' ? null : wished;
  const tried = mergeProfiles(profile, { proxies: { 'no-proxy': value } });
  const ways = await attempt(context, null, () => trials.ways(tried));
  if (ways === null) return;
  tell(context, setup.ways.title);
  for (const way of ways) {
    for (const line of hang('  ', printableLine(wayText(way, context)), terminal.err.columns)) {
      terminal.note(line);
    }
  }
}

function wayText({ host, proxy, reason }: Way, { terminal }: StepContext): string {
  const { ways } = terminal.words.setup;
  return proxy === null ? ways.direct(host, terminal.say(reason)) : ways.through(host, proxy);
}
