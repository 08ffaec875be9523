import { parseRegistryHost } from '../../domain/insecure.ts';
import type { JsonObject } from '../../domain/json.ts';
import type { WrittenProfile } from '../cli/wished-profile.ts';
import { type Back, back } from './asker.ts';
import { attempt, tell } from './attempt.ts';
import { askCaSource, type RegistryWish } from './ca-source.ts';
import { mergeProfiles } from './profiles.ts';
import type { Step, StepContext } from './step.ts';

/**
 * CA certificates of registries: first for the mirrors whose authority the engine does not know,
 * then for whatever registry is named, one after the other until there are no more.
 */
export const registryCas: Step = {
  answers: ['registries'],
  ask: async (context) => {
    const registries: { [host: string]: RegistryWish } = {};
    const withCas = () => mergeProfiles(context.profile, asProfile(registries));
    for (const host of mirrorHosts(context)) {
      const wish = await askForMirror(host, { ...context, profile: withCas() });
      if (wish === back) return back;
      if (wish !== null) registries[host] = wish;
    }
    for (;;) {
      const host = await askHost(context);
      if (host === back) return back;
      if (host === null) return asProfile(registries);
      const wish = await askForHost(host, { ...context, profile: withCas() });
      if (wish !== back && wish !== null) registries[host] = wish;
    }
  },
};

function asProfile(registries: { readonly [host: string]: RegistryWish }): WrittenProfile {
  const plain = registries as unknown as JsonObject;
  return Object.keys(registries).length === 0 ? {} : { registries: plain };
}

/** The mirrors that there will be, as far as they speak TLS. */
function mirrorHosts({ profile, meant }: StepContext): readonly string[] {
  const wished = profile['registry-mirrors'];
  const urls = Array.isArray(wished) ? wished.map(String) : meant.mirrors;
  return urls.flatMap((url) => {
    const parsed = URL.canParse(url) ? new URL(url) : null;
    return parsed?.protocol === 'https:' ? [parsed.host] : [];
  });
}

/** Says nothing of a mirror that is trusted, or that is not there: its own question has. */
async function askForMirror(
  host: string,
  context: StepContext,
): Promise<RegistryWish | null | Back> {
  const seen = await attempt(context, null, () => context.trials.registry(host, context.profile));
  if (seen?.kind !== 'tls' || seen.presented.verdict.problem !== 'unknown-authority') return null;
  tell(context, '');
  return askCaSource(host, seen, context);
}

async function askHost({ asker, terminal }: StepContext): Promise<string | null | Back> {
  const { nothing, caHost } = terminal.words.setup;
  const answer = await asker.text({
    ...caHost,
    current: nothing,
    problem: (typed) => {
      const parsed = typed === nothing ? null : parseRegistryHost(typed);
      return parsed && 'problem' in parsed ? terminal.say(parsed.problem) : null;
    },
  });
  return answer === nothing ? null : answer;
}

async function askForHost(host: string, context: StepContext): Promise<RegistryWish | null | Back> {
  const { trials, profile, terminal } = context;
  const seen = await attempt(context, host, () => trials.registry(host, profile));
  if (seen?.kind === 'plain') {
    tell(context, terminal.words.setup.caPlain(host));
    return null;
  }
  if (seen?.kind === 'lost') {
    tell(context, terminal.words.setup.caLost(host, terminal.say(seen.why)));
  }
  return askCaSource(host, seen, context);
}
