import type { DoctorDocument, RouteDocument } from '../../../../domain/documents.ts';
import type { Words } from '../../../words/index.ts';
import { html, type Markup } from './markup.ts';

/** A certificate as the document tells of it; anything may be missing in what others saved. */
interface Shown {
  readonly subject?: unknown;
  readonly issuer?: unknown;
  readonly notBefore?: unknown;
  readonly notAfter?: unknown;
  readonly sha256?: unknown;
}

/** The certificates that each endpoint presented, once for each chain. */
export function chainSection({ routes }: DoctorDocument, words: Words): Markup {
  const endpoints = routes.flatMap((route) => route.endpoints);
  const seen = new Set<string>();
  const parts = endpoints.flatMap((endpoint) => {
    const { chain } = tlsOf(endpoint);
    const name = `${endpoint.url} ${chain.map(({ sha256 }) => sha256).join()}`;
    if (chain.length === 0 || seen.has(name)) return [];
    seen.add(name);
    return [chainPart(endpoint, words)];
  });
  return parts.length === 0
    ? html``
    : html`<section aria-labelledby="chains">
<h2 id="chains">${words.html.chains}</h2>
${parts}
</section>`;
}

function tlsOf({ stages }: RouteDocument['endpoints'][number]) {
  const seen = stages.find(({ stage }) => stage === 'tls')?.seen ?? {};
  const chain: readonly Shown[] = Array.isArray(seen.chain) ? seen.chain : [];
  return { seen, chain };
}

function chainPart(endpoint: RouteDocument['endpoints'][number], words: Words): Markup {
  const { seen, chain } = tlsOf(endpoint);
  const refused = text(seen.engineText);
  const verdict = refused
    ? words.html.refused(refused)
    : seen.verified === false
      ? words.html.unverified
      : words.html.trusted;
  const outcome = refused ? 'failed' : seen.verified === false ? 'unknown' : 'ok';
  return html`<article class="chain" aria-label="${endpoint.url}">
<h3>${endpoint.url}</h3>
<p class="outcome ${outcome}">${verdict}</p>
<p>${words.html.trustedBy(endpoint.trust)}</p>
<ol start="0">${chain.map((certificate) => certificateItem(certificate, words))}</ol>
</article>`;
}

function certificateItem(certificate: Shown, words: Words): Markup {
  const { subject, issuer, notBefore, notAfter, sha256 } = certificate;
  const day = (value: unknown) => text(value).slice(0, 10);
  return html`<li><b>${text(subject)}</b>
<dl>
<dt>${words.html.issuer}</dt><dd>${text(issuer)}</dd>
<dt>${words.html.valid}</dt><dd>${day(notBefore)} – ${day(notAfter)}</dd>
<dt>SHA-256</dt><dd class="digest">${text(sha256)}</dd>
</dl></li>`;
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
