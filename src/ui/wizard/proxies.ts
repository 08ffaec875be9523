import type { JsonObject } from '../../domain/json.ts';
import { formatProxyUrl, parseProxyUrl } from '../../domain/proxy-url.ts';
import type { WrittenProfile } from '../cli/wished-profile.ts';
import { type Back, back } from './asker.ts';
import { attempt, type Ruling, rule, tell } from './attempt.ts';
import { mergeProfiles } from './profiles.ts';
import type { Step, StepContext } from './step.ts';

type Member = 'http-proxy' | 'https-proxy';

/** The proxy that pulls need; what the shell uses is offered where the engine has none. */
export const httpsProxy = proxyStep('https-proxy', (context) => {
  const { meant, facts, terminal } = context;
  const fromShell = facts.shell.HTTPS_PROXY ?? facts.shell.https_proxy ?? '';
  if (meant.proxies.https !== '' || fromShell === '') return meant.proxies.https;
  tell(context, terminal.words.setup.shellProxy(shown(fromShell)));
  return fromShell;
});

/** The proxy for plain HTTP; usually the same one. */
export const httpProxy = proxyStep('http-proxy', ({ meant, profile }) => {
  const https = (profile.proxies as JsonObject | undefined)?.['https-proxy'];
  return meant.proxies.http || (typeof https === 'string' ? https : '');
});

function proxyStep(member: Member, offer: (context: StepContext) => string): Step {
  return {
    answers: ['proxies', member],
    ask: async (context) => {
      const answered = (context.profile.proxies as JsonObject | undefined)?.[member];
      let offered = typeof answered === 'string' ? answered : offer(context);
      for (;;) {
        const url = await askUrl(member, offered, context);
        if (url === back) return back;
        const wish = wishOf(member, url, context);
        const ruling = await examine(member, url, context);
        if (ruling === back) return back;
        if (ruling === 'keep') return wish;
        offered = url ?? '';
      }
    },
  };
}

/** @returns null for no proxy */
async function askUrl(
  member: Member,
  offered: string,
  context: StepContext,
): Promise<string | null | Back> {
  const { asker, terminal } = context;
  const { nothing, proxies } = terminal.words.setup;
  const answer = await asker.text({
    ...proxies[member],
    current: shown(offered) || nothing,
    problem: (typed) => problemOf(typed, context),
  });
  if (answer === back) return back;
  if (answer === nothing) return null;
  return withPassword(answer === shown(offered) ? offered : answer, context);
}

function wishOf(member: Member, url: string | null, context: StepContext): WrittenProfile {
  const { view, meant, isUndecided } = context;
  const scheme = member === 'https-proxy' ? 'https' : 'http';
  const same = [view, meant].every(({ proxies }) => proxies[scheme] === (url ?? ''));
  if (same && !isUndecided) return {};
  return { proxies: { [member]: url } };
}

/**
 * A proxy is tried once: most hosts have one and the same for both. One that is there already is
 * tried as well, since it may be what stands in the way.
 */
async function examine(member: Member, url: string | null, context: StepContext): Promise<Ruling> {
  const { trials, terminal, profile, meant } = context;
  const { setup } = terminal.words;
  const https = (profile.proxies as JsonObject | undefined)?.['https-proxy'] ?? meant.proxies.https;
  const isTried = member === 'http-proxy' && url === https;
  if (url === null || isTried) return 'keep';
  const wished = mergeProfiles(profile, { proxies: { 'https-proxy': url } });
  const way = await attempt(context, shown(url), () => trials.wayToHub(wished));
  if (way === null) return 'keep';
  if (way.trouble === null) {
    tell(context, setup.proxyWorks);
    return 'keep';
  }
  tell(context, setup.proxyFails(terminal.say(way.trouble.text)));
  if (way.trouble.standing === 'untrusted') tell(context, setup.inspected);
  return rule(context);
}

function problemOf(typed: string, { terminal }: StepContext): string | null {
  if (typed === terminal.words.setup.nothing) return null;
  const parsed = parseProxyUrl(typed);
  if (parsed.kind === 'proxy') return null;
  if (parsed.kind === 'empty') return terminal.words.setup.wantsOneOrMore;
  return terminal.words.setup.unusableProxy(parsed.engineText);
}

/** A user without a password is asked for it, unseen. */
async function withPassword(url: string, { asker, terminal }: StepContext): Promise<string | Back> {
  const parsed = parseProxyUrl(url);
  if (parsed.kind !== 'proxy') return url;
  const { proxy } = parsed;
  if (proxy.username === undefined || proxy.password !== undefined) {
    return formatProxyUrl(proxy, { withPassword: true });
  }
  const password = await asker.password(terminal.words.setup.password(proxy.username));
  if (password === back) return back;
  const bare = formatProxyUrl(proxy, { withPassword: false });
  if (password === '') return bare;
  return bare.replace('@', () => `:${encodeURIComponent(password)}@`);
}

/** As it may appear on a screen: the password masked, as the engine itself shows it. */
function shown(url: string): string {
  const parsed = parseProxyUrl(url);
  return parsed.kind === 'proxy' ? formatProxyUrl(parsed.proxy, { withPassword: false }) : url;
}
