import type { JsonObject } from '../../domain/json.ts';
import { formatProxyUrl, parseProxyUrl } from '../../domain/proxy-url.ts';
import { back } from './asker.ts';
import type { Step, StepContext } from './step.ts';

type Member = 'http-proxy' | 'https-proxy';

/** The proxy that pulls need; what the shell uses is offered where the engine has none. */
export const httpsProxy = proxyStep('https-proxy', ({ view, facts, terminal }) => {
  const fromShell = facts.shell.HTTPS_PROXY ?? facts.shell.https_proxy ?? '';
  if (view.proxies.https !== '' || fromShell === '') return view.proxies.https;
  terminal.note(terminal.words.setup.shellProxy(shown(fromShell)));
  return fromShell;
});

/** The proxy for plain HTTP; usually the same one. */
export const httpProxy = proxyStep('http-proxy', ({ view, profile }) => {
  const https = (profile.proxies as JsonObject | undefined)?.['https-proxy'];
  return view.proxies.http || (typeof https === 'string' ? https : '');
});

/** Only asked where there is, or will be, a proxy to go around. */
export const noProxy: Step = {
  answers: ['proxies', 'no-proxy'],
  ask: async ({ asker, terminal, view, profile }) => {
    const { nothing, proxies } = terminal.words.setup;
    if (view.proxies.https === '' && view.proxies.http === '' && !profile.proxies) return {};
    const current = view.proxies.no;
    const answer = await asker.text({ ...proxies['no-proxy'], current: current || nothing });
    if (answer === back) return back;
    const wished = answer === nothing ? '' : answer;
    return wished === current ? {} : { proxies: { 'no-proxy': wished === '' ? null : wished } };
  },
};

function proxyStep(member: Member, offer: (context: StepContext) => string): Step {
  return {
    answers: ['proxies', member],
    ask: async (context) => {
      const { asker, terminal, view } = context;
      const { nothing, proxies } = terminal.words.setup;
      const current = shown(member === 'https-proxy' ? view.proxies.https : view.proxies.http);
      const offered = offer(context);
      const answer = await asker.text({
        ...proxies[member],
        current: shown(offered) || nothing,
        problem: (typed) => problemOf(typed, context),
      });
      if (answer === back) return back;
      if (answer === (current || nothing)) return {};
      if (answer === nothing) return { proxies: { [member]: null } };
      const complete = await withPassword(answer === shown(offered) ? offered : answer, context);
      return complete === back ? back : { proxies: { [member]: complete } };
    },
  };
}

function problemOf(typed: string, { terminal }: StepContext): string | null {
  if (typed === terminal.words.setup.nothing) return null;
  const parsed = parseProxyUrl(typed);
  if (parsed.kind === 'proxy') return null;
  if (parsed.kind === 'empty') return terminal.words.setup.wantsOneOrMore;
  return terminal.words.setup.unusableProxy(parsed.engineText);
}

/** A user without a password is asked for it, unseen. */
async function withPassword(url: string, { asker, terminal }: StepContext) {
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
