import type { Certificate } from './certificate.ts';
import { forbiddenName, verifyHostname } from './go-names.ts';
import { checkSignature, type SignatureProblem } from './go-signature.ts';
import type { TrustProblem, TrustVerdict } from './seen.ts';

export interface VerifyOptions {
  /** the name the engine dialled: a host name or a literal address */
  readonly host: string;
  /** Unix ms */
  readonly now: number;
  /** Go 1.N the engine is built with */
  readonly goMinor: number;
  /** built with the GODEBUG defaults of an old Go */
  readonly lenient?: boolean;
}

/**
 * What the engine would say of a presented chain, given the certificates it trusts. Go's rules,
 * not OpenSSL's: every certificate of the pool is an anchor, be it a root, an intermediate or the
 * server's own; nothing is fetched; the order of the presented certificates does not matter.
 * @param chain as presented, leaf first
 * @see golang/go src/crypto/x509/verify.go Certificate.Verify
 */
export function verifyChain(
  chain: readonly Certificate[],
  pool: readonly Certificate[],
  options: VerifyOptions,
): TrustVerdict {
  const [leaf, ...intermediates] = chain;
  if (!leaf)
    return verdictOf({ problem: 'malformed', subject: '', text: 'no certificate' }, options);
  const bad = chain.find((certificate) => certificate.negativeSerial);
  if (bad && options.goMinor >= 23 && !options.lenient)
    return verdictOf(negativeSerial(bad), options);
  const first =
    checkExtensions(leaf) ?? checkValidity(leaf, options.now) ?? checkName(leaf, options);
  if (first) return verdictOf(first, options);
  if (pool.some((anchor) => same(anchor, leaf))) return accepted(leaf);
  const search: Search = {
    leaf,
    intermediates,
    pool,
    options,
    checks: 0,
    hint: null,
    failure: null,
  };
  const chains = buildChains([leaf], search);
  if (chains.length === 0) return verdictOf(search.failure ?? unknownAuthority(search), options);
  if (!chains.some(isForServers)) return verdictOf(wrongUsage(leaf), options);
  return accepted(leaf);
}

interface Failure {
  readonly problem: TrustProblem;
  readonly subject: string;
  /** Go's wording, without the prefix of crypto/tls */
  readonly text: string;
  readonly detail?: { readonly [name: string]: string };
}

interface Search {
  readonly leaf: Certificate;
  readonly intermediates: readonly Certificate[];
  readonly pool: readonly Certificate[];
  readonly options: VerifyOptions;
  checks: number;
  /** the first authority that had the right name and did not do */
  hint: { readonly problem: SignatureProblem | Failure; readonly candidate: Certificate } | null;
  /** Go reports the last failure of an authority itself rather than "unknown authority" */
  failure: Failure | null;
}

function accepted(leaf: Certificate): TrustVerdict {
  const subject = nameOf(leaf);
  return { ok: true, verified: true, problem: null, subject, detail: {}, engineText: '' };
}

/** Go 1.20 put the verdict of x509 behind the words of tls (golang/go 1.20 release notes). */
function verdictOf(failure: Failure, options: VerifyOptions): TrustVerdict {
  const parsing = failure.problem === 'negative-serial';
  const verifying = options.goMinor >= 20 ? 'tls: failed to verify certificate: ' : '';
  const prefix = parsing ? 'tls: failed to parse certificate from server: ' : verifying;
  return {
    ok: false,
    verified: true,
    problem: failure.problem,
    subject: failure.subject,
    detail: failure.detail ?? {},
    engineText: `${prefix}${failure.text}`,
  };
}

function negativeSerial(certificate: Certificate): Failure {
  const text = 'x509: negative serial number';
  return { problem: 'negative-serial', subject: nameOf(certificate), text };
}

/** Go's first look at a certificate, before anything else (verify.go isValid). */
function checkExtensions(certificate: Certificate): Failure | null {
  if (certificate.unknownCritical.length === 0) return null;
  const text = 'x509: unhandled critical extension';
  return { problem: 'malformed', subject: nameOf(certificate), text };
}

function checkValidity(certificate: Certificate, now: number): Failure | null {
  const head = 'x509: certificate has expired or is not yet valid: current time';
  const subject = nameOf(certificate);
  const detail = {
    notBefore: rfc3339(certificate.notBefore),
    notAfter: rfc3339(certificate.notAfter),
    now: rfc3339(now),
  };
  if (now < certificate.notBefore) {
    const text = `${head} ${detail.now} is before ${detail.notBefore}`;
    return { problem: 'not-yet-valid', subject, text, detail };
  }
  if (now > certificate.notAfter) {
    const text = `${head} ${detail.now} is after ${detail.notAfter}`;
    return { problem: 'expired', subject, text, detail };
  }
  return null;
}

function rfc3339(time: number): string {
  return Number.isFinite(time) ? `${new Date(time).toISOString().slice(0, 19)}Z` : '?';
}

function checkName(leaf: Certificate, { host, goMinor }: VerifyOptions): Failure | null {
  const verdict = verifyHostname(leaf, host, goMinor);
  if (verdict.ok) return null;
  const detail = { host, names: verdict.names.slice(0, maxNamesShown).join(', ') };
  return { problem: verdict.problem, subject: nameOf(leaf), text: verdict.engineText, detail };
}

/** A certificate of a shared host can hold hundreds of names. */
const maxNamesShown = 12;

function buildChains(current: readonly Certificate[], search: Search): Certificate[][] {
  const child = current.at(-1);
  if (!child) return [];
  const chains: Certificate[][] = [];
  for (const candidate of search.pool) {
    if (!isParent(candidate, child) || !consider(candidate, current, search)) continue;
    chains.push([...current, candidate]);
  }
  for (const candidate of search.intermediates) {
    if (!isParent(candidate, child) || current.some((member) => same(member, candidate))) continue;
    if (!consider(candidate, current, search)) continue;
    chains.push(...buildChains([...current, candidate], search));
  }
  return chains;
}

function isParent(candidate: Certificate, child: Certificate): boolean {
  return candidate.subject === child.issuer;
}

/** golang/go src/crypto/x509/verify.go maxChainSignatureChecks */
const maxSignatureChecks = 100;

/** Whether an authority of the right name may and did sign the last certificate so far. */
function consider(
  candidate: Certificate,
  current: readonly Certificate[],
  search: Search,
): boolean {
  const child = current.at(-1);
  search.checks++;
  if (!child || search.checks > maxSignatureChecks) return false;
  const signature = checkSignature(child, candidate, search.options.goMinor);
  if (signature) {
    search.hint ??= { problem: signature, candidate };
    return false;
  }
  const invalid = checkAuthority(candidate, current, search);
  if (!invalid) return true;
  search.hint ??= { problem: invalid, candidate };
  search.failure = invalid;
  return false;
}

function checkAuthority(
  authority: Certificate,
  current: readonly Certificate[],
  search: Search,
): Failure | null {
  const unfit = checkExtensions(authority) ?? checkValidity(authority, search.options.now);
  if (unfit) return unfit;
  const subject = nameOf(authority);
  const forbidden = authority.constraints && forbiddenName(search.leaf, authority.constraints);
  if (forbidden) {
    const text = `x509: a root or intermediate certificate is not authorized to sign for this name: ${forbidden.text}`;
    return { problem: 'name-constraint', subject, text, detail: { name: forbidden.name } };
  }
  const isRoot = search.pool.includes(authority);
  if (!isRoot && !authority.basicConstraints?.ca) {
    const text = 'x509: certificate is not authorized to sign other certificates';
    return { problem: 'not-an-authority', subject, text };
  }
  const limit = authority.basicConstraints?.pathLength ?? null;
  if (limit !== null && current.length - 1 > limit) {
    const text = 'x509: too many intermediates for path length constraint';
    return { problem: 'too-many-intermediates', subject, text };
  }
  return null;
}

/** Every certificate that names usages must name this one (verify.go checkChainForKeyUsage). */
function isForServers(chain: readonly Certificate[]): boolean {
  return chain.every(
    ({ usages }) =>
      !usages || usages.length === 0 || usages.some((usage) => serverUsages.has(usage)),
  );
}

/** id-kp-serverAuth and anyExtendedKeyUsage (RFC 5280 §4.2.1.12). */
const serverUsages = new Set(['1.3.6.1.5.5.7.3.1', '2.5.29.37.0']);

function wrongUsage(leaf: Certificate): Failure {
  const text = 'x509: certificate specifies an incompatible key usage';
  return { problem: 'wrong-usage', subject: nameOf(leaf), text };
}

function unknownAuthority({ leaf, intermediates, hint }: Search): Failure {
  const last = lastOf(leaf, intermediates);
  const detail = {
    issuer: last.x509.issuer.split('\n').join(', '),
    selfSigned: String(last.subject === last.issuer),
    presented: String(1 + intermediates.length),
    ...(hint ? { candidate: nameOf(hint.candidate), hint: hint.problem.text } : {}),
  };
  const because = hint
    ? ` (possibly because of ${JSON.stringify(hint.problem.text)} while trying to verify candidate authority certificate ${JSON.stringify(nameOf(hint.candidate))})`
    : '';
  const text = `x509: certificate signed by unknown authority${because}`;
  return { problem: hintedProblem(hint?.problem), subject: nameOf(leaf), text, detail };
}

function hintedProblem(hint: SignatureProblem | Failure | undefined): TrustProblem {
  if (!hint) return 'unknown-authority';
  if (hint.problem === 'mismatch') return 'unknown-authority';
  return hint.problem;
}

/** The end of the presented chain: the certificate whose issuer nobody presented. */
function lastOf(leaf: Certificate, intermediates: readonly Certificate[]): Certificate {
  let last = leaf;
  for (let step = 0; step < intermediates.length; step++) {
    const above = intermediates.find((each) => isParent(each, last) && !same(each, last));
    if (!above) break;
    last = above;
  }
  return last;
}

/** How Go names a certificate in errors: common name, else the whole subject. */
function nameOf(certificate: Certificate): string {
  return certificate.commonName || certificate.x509.subject?.split('\n').join(', ') || '(no name)';
}

function same(a: Certificate, b: Certificate): boolean {
  return a.subject === b.subject && a.fingerprint === b.fingerprint;
}
