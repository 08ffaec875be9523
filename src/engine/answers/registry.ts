import type { RegistryHost } from '../../domain/desired.ts';
import type { Said } from '../../domain/said.ts';
import { type FetchSetting, knock, type Presented, presentedBy } from '../ca/fetch.ts';
import { judgeHop } from '../rank/standing.ts';
import { rankWords } from '../rank/words.ts';

/** What a registry turned out to speak. */
export type TriedRegistry =
  | { readonly kind: 'tls'; readonly presented: Presented }
  /** plain HTTP on that port */
  | { readonly kind: 'plain' }
  | { readonly kind: 'lost'; readonly why: Said };

/**
 * Looks whether a registry speaks TLS, and with what certificate, the way this engine goes.
 * Nothing is trusted, and nothing is written.
 */
export async function tryRegistry(
  host: RegistryHost,
  setting: FetchSetting,
): Promise<TriedRegistry> {
  const knocked = await knock(host, setting);
  const presented = presentedBy(host, knocked);
  if (presented) return { kind: 'tls', presented };
  if (knocked.hop.sniff?.plainHttp) return { kind: 'plain' };
  return { kind: 'lost', why: judgeHop(knocked.hop)?.text ?? rankWords.silent() };
}
