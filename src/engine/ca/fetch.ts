import type { RegistryHost } from '../../domain/desired.ts';
import { Failure } from '../../domain/failure.ts';
import { formatProxyUrl } from '../../domain/proxy-url.ts';
import { hubDomain, parseReference } from '../../domain/reference.ts';
import type { Endpoint, TrustPolicy } from '../../domain/route.ts';
import { routeFor } from '../../domain/routes.ts';
import { systemOnly } from '../../domain/trust-classic.ts';
import type { EngineView } from '../../domain/view.ts';
import { parseCertificate } from '../../probes/certificate.ts';
import { verifyChain } from '../../probes/go-verify.ts';
import type { HopSeen, TrustVerdict } from '../../probes/seen.ts';
import { limit } from '../limit.ts';
import { judgeHop } from '../rank/standing.ts';
import { rankWords } from '../rank/words.ts';
import { anonymousContext } from '../walk/anonymous-context.ts';
import { goMinorFor, type LookSetting } from '../walk/context.ts';
import { type HopTarget, openHop } from '../walk/hop.ts';
import type { ResolverOptions } from '../walk/shared-resolver.ts';
import { anchorOf, type PresentedCertificate, presentedOf } from './chain.ts';
import { caWords } from './words.ts';

export interface FetchSetting extends LookSetting {
  readonly options?: ResolverOptions;
}

/** What a registry presents, seen the way the engine goes. */
export interface Presented {
  readonly host: RegistryHost;
  /** the name or literal address that was connected to */
  readonly name: string;
  readonly port: number;
  /** masked; null when it is reached directly */
  readonly proxy: string | null;
  /** leaf first, as presented */
  readonly chain: readonly PresentedCertificate[];
  /** the one to trust: the root, or the highest authority there is; null when only a leaf came */
  readonly anchor: PresentedCertificate | null;
  /** what this engine says of it now */
  readonly verdict: TrustVerdict;
}

/** A lookup, a dial, a proxy and a handshake of the engine's own patience. */
const fetchDeadlineMs = 20_000;

/**
 * Looks at the certificates that a registry presents. Nothing is trusted, and nothing is written.
 * @throws Failure tryAgain when no certificate could be seen, with the reason
 */
export async function fetchChain(host: RegistryHost, setting: FetchSetting): Promise<Presented> {
  const knocked = await knock(host, setting);
  const presented = presentedBy(host, knocked);
  if (presented) return presented;
  const why = judgeHop(knocked.hop)?.text ?? rankWords.silent();
  throw new Failure('tryAgain', caWords.noWay(host, why));
}

/** What came of going to a registry over TLS. */
export interface Knocked {
  readonly endpoint: Endpoint;
  readonly hop: HopSeen;
}

/** Goes to a registry over TLS as this engine would, as far as it gets. */
export async function knock(host: RegistryHost, setting: FetchSetting): Promise<Knocked> {
  const { clock } = setting.ports;
  using time = limit(fetchDeadlineMs, { clock, signal: setting.signal });
  const context = anonymousContext({ ...setting, signal: time.signal }, setting.options ?? {});
  const endpoint = endpointOf(host, context.view);
  const target: HopTarget = {
    ...endpoint,
    role: 'registry',
    scheme: 'https',
    trust: verifying(endpoint, context.view),
  };
  const hop = await openHop(target, context);
  hop.wire?.close();
  setting.signal.throwIfAborted();
  return { endpoint, hop: hop.seen };
}

/** The certificates that were presented; null where it did not come to that. */
export function presentedBy(host: RegistryHost, { endpoint, hop }: Knocked): Presented | null {
  const { tls, verdict } = hop;
  if (tls.kind !== 'saw' || !verdict) return null;
  const chain = presentedOf(tls.data.chain);
  const { proxy } = endpoint.proxy;
  return {
    host,
    name: endpoint.host,
    port: endpoint.port,
    proxy: proxy ? formatProxyUrl(proxy, { withPassword: false }) : null,
    chain,
    anchor: anchorOf(chain),
    verdict,
  };
}

/** The registry itself, over TLS: plain HTTP has nothing to show. */
function endpointOf(host: RegistryHost, view: EngineView): Endpoint {
  const image = host === hubDomain ? 'library/hello-world' : `${host}/dockcfg`;
  const parsed = parseReference(image);
  if ('problem' in parsed) throw new Failure('invalidInput', parsed.problem);
  const { endpoints, refused } = routeFor(parsed.reference, { ...view, mirrors: [] });
  const found = endpoints.find(({ role, fallback }) => role === 'upstream' && !fallback);
  if (found) return found;
  throw new Failure('needsDecision', refused ?? rankWords.neverAsked());
}

/** An insecure registry is judged, too: whoever fetches a certificate wants to know what it is. */
function verifying({ trust }: Endpoint, view: EngineView): TrustPolicy {
  return trust.verify ? trust : systemOnly(view, trust.reason);
}

/** What this engine would say of the chain if it trusted some more certificates. */
export function verdictWith(
  { chain, name }: Presented,
  added: readonly PresentedCertificate[],
  { facts, ports }: Pick<FetchSetting, 'facts' | 'ports'>,
): TrustVerdict {
  const parsed = (each: PresentedCertificate) => parseCertificate(each.der) ?? [];
  const options = { host: name, now: ports.clock.now(), goMinor: goMinorFor(facts) };
  return verifyChain(chain.flatMap(parsed), added.flatMap(parsed), options);
}
