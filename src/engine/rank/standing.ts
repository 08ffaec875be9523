import { firstFailure, hopStagesOf, type StageState, stagesOf } from '../../checks/stages.ts';
import type { Outcome, Stage } from '../../domain/outcome.ts';
import type { Said } from '../../domain/said.ts';
import type { HopSeen, HttpSeen, WalkSeen } from '../../probes/seen.ts';
import { rankWords } from './words.ts';

/** What a mirror turned out to be. Only `serves` is of use; each other name says why not. */
export type Standing =
  | 'serves'
  | 'stale'
  | 'differs'
  | 'corrupted'
  | 'name-not-found'
  | 'name-server'
  | 'unreachable'
  | 'silent'
  | 'not-tried'
  | 'proxy'
  | 'untrusted'
  | 'no-tls'
  | 'page'
  | 'no-registry'
  | 'wants-login'
  | 'refuses'
  | 'lacks-image'
  | 'prefix-only'
  | 'limited'
  | 'failing'
  | 'incomplete'
  | 'refused';

export interface Judged {
  readonly standing: Standing;
  readonly text: Said;
}

/** Judges one walk by itself: whether it got to the image, or what stood in the way. */
export function standingOf(walk: WalkSeen): Judged {
  const states = stagesOf(walk);
  const failed = states.find(
    ({ outcome, stage }) => outcome === 'failed' && !(stage === 'v2' && isRescued(walk)),
  );
  if (failed) return judgeFailure(failed, walk);
  const spent = states.some(({ outcome, reason }) => outcome === 'unknown' && reason === 'budget');
  if (spent || walk.manifest.kind !== 'saw') return judged('silent', rankWords.silent());
  return judged('serves', rankWords.serves());
}

/** The classic store goes on after an odd greeting; only if the manifest fails too does it count. */
function isRescued({ manifest }: WalkSeen): boolean {
  return manifest.kind === 'saw' && manifest.data.status === 200;
}

function judged(standing: Standing, text: Said): Judged {
  return { standing, text };
}

/** Judges a hop alone: why it was not opened; null when it was. */
export function judgeHop(hop: HopSeen): Judged | null {
  const failed = firstFailure(hopStagesOf(hop));
  if (!failed) return null;
  const code = failed.reason ?? '';
  // With a proxy, the name that is looked up and the address that is dialled are the proxy's.
  const isProxys = hop.proxy !== null && (failed.stage === 'dns' || failed.stage === 'tcp');
  if (isProxys) return judged('proxy', rankWords.proxy(hop.proxy, code));
  if (failed.stage === 'dns') return judgeName(code, hop.dns);
  if (failed.stage === 'tcp') {
    return judged('unreachable', rankWords.unreachable(hop.dials[0]?.address ?? hop.host, code));
  }
  if (code === 'PROXY_407') return judged('proxy', rankWords.proxyLogin(hop.proxy ?? ''));
  if (failed.stage === 'proxy') return judged('proxy', rankWords.proxy(hop.proxy ?? '', code));
  return judgeTls(code, hop);
}

function judgeFailure({ stage, reason }: StageState, walk: WalkSeen): Judged {
  const code = reason ?? '';
  const [hop] = walk.hops;
  const lost = hop ? judgeHop(hop) : null;
  if (lost) return lost;
  if (walk.prefixed === 200) return judged('prefix-only', rankWords.prefixOnly());
  return judgeAnswer(code, answerOf(stage, walk), walk);
}

function judgeName(code: string, dns: Outcome<unknown>): Judged {
  if (code === 'NXDOMAIN') return judged('name-not-found', rankWords.nameNotFound());
  const detail = dns.kind === 'failed' && dns.detail !== '' ? dns.detail : code;
  return judged('name-server', rankWords.nameServer(code, detail));
}

function judgeTls(code: string, hop: HopSeen): Judged {
  if (code.startsWith('CERTIFICATE_')) {
    return judged('untrusted', rankWords.untrusted(hop.verdict?.engineText ?? code));
  }
  if (code === 'DEADLINE') return judged('silent', rankWords.silent());
  return judged('no-tls', rankWords.noTls(hop.sniff?.plainHttp ?? null, code));
}

/** A token server or blob host of its own that cannot be reached. */
function judgeElsewhere({ hops }: WalkSeen): Judged {
  const { host = '', port = 443 } = hops.at(-1) ?? {};
  return judged('incomplete', rankWords.incomplete(`${host}:${port}`));
}

function answerOf(stage: Stage, { v2, token, manifest, blob }: WalkSeen): HttpSeen | null {
  const outcomes: { readonly [S in Stage]?: Outcome<HttpSeen> } = { v2, token, manifest, blob };
  const outcome = outcomes[stage];
  return outcome?.kind === 'saw' ? outcome.data : null;
}

function judgeAnswer(code: string, seen: HttpSeen | null, walk: WalkSeen): Judged {
  if (seen?.page != null || code === 'HTML' || code === 'NOT_A_MANIFEST') {
    return judged('page', rankWords.page(titleOf(walk)));
  }
  const known = answers[code];
  if (known) return judged(known.standing, known.text());
  if (/^HTTP_5/.test(code)) return judged('failing', rankWords.failing(code.slice(5)));
  if (code === 'NO_WAY') return judgeElsewhere(walk);
  return judged('no-registry', rankWords.noRegistry(code));
}

/** The title may stand in an earlier answer: HEAD has no page to read it from. */
function titleOf({ v2, manifest, content }: WalkSeen): string {
  const seen = [v2, manifest, content].flatMap((each) => (each.kind === 'saw' ? [each.data] : []));
  return seen.find(({ page }) => page)?.page ?? '';
}

const answers: {
  readonly [code: string]: { readonly standing: Standing; readonly text: () => Said };
} = {
  HTTP_401: { standing: 'wants-login', text: rankWords.wantsLogin },
  NO_CREDENTIALS: { standing: 'wants-login', text: rankWords.wantsLogin },
  NO_TOKEN: { standing: 'wants-login', text: rankWords.wantsLogin },
  HTTP_403: { standing: 'refuses', text: rankWords.refuses },
  HTTP_404: { standing: 'lacks-image', text: rankWords.lacksImage },
  NO_PLATFORM: { standing: 'lacks-image', text: rankWords.lacksPlatform },
  HTTP_429: { standing: 'limited', text: rankWords.limited },
  DEADLINE: { standing: 'silent', text: rankWords.silent },
  CORRUPTED: { standing: 'corrupted', text: rankWords.corrupted },
};
