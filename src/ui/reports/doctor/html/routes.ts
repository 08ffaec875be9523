import type { RouteDocument, StageDocument } from '../../../../domain/documents.ts';
import type { Words } from '../../../words/index.ts';
import { predictionLine, pullLine } from '../lines.ts';
import { diagram } from './diagram.ts';
import { glyphs } from './glyphs.ts';
import { html, type Markup } from './markup.ts';

type EndpointDocument = RouteDocument['endpoints'][number];

/** Every image: the way a pull takes as a picture, then where the time went. */
export function routeSection(routes: readonly RouteDocument[], words: Words): Markup {
  return html`<section aria-labelledby="routes">
<h2 id="routes">${words.html.routes}</h2>
${routes.map((route) => routePart(route, words))}
</section>`;
}

function routePart(route: RouteDocument, words: Words): Markup {
  return html`<article class="route" aria-label="${route.image}">
<h3>${route.image}</h3>
<p class="prediction ${route.prediction.outcome}">${predictionLine(route, words)}</p>
${route.pull ? html`<p>${pullLine(route, words)}</p>` : null}
<div class="wide">${diagram(route, 'wide', words)}</div>
<div class="narrow">${diagram(route, 'narrow', words)}</div>
${route.endpoints.map((endpoint) => timing(endpoint, words))}
</article>`;
}

/** The stages that took place, each bar beginning where the one before it ended. */
function timing({ role, url, stages }: EndpointDocument, words: Words): Markup {
  const tried = stages.filter(({ outcome }) => outcome !== 'skipped');
  if (tried.length === 0) return html``;
  const total = tried.reduce((sum, { ms }) => sum + (ms ?? 0), 0);
  const begins = tried.map((_, index) =>
    tried.slice(0, index).reduce((sum, { ms }) => sum + (ms ?? 0), 0),
  );
  const { stage, outcome, finding } = words.doctor.columns;
  return html`<table class="timing">
<caption>${words.html.timing(words.doctor.roles[role], url, Math.round(total))}</caption>
<thead><tr><th scope="col">${stage}</th><th scope="col">${outcome}</th><th scope="col" class="number">ms</th><th scope="col" class="bars">${words.html.time}</th><th scope="col">${finding}</th></tr></thead>
<tbody>${tried.map((each, index) => stageRow(each, { begin: begins[index] ?? 0, total, words }))}</tbody>
</table>`;
}

function stageRow(
  { stage, outcome, ms, code, seen }: StageDocument,
  {
    begin,
    total,
    words,
  }: { readonly begin: number; readonly total: number; readonly words: Words },
): Markup {
  const reason = code ?? (outcome !== 'ok' && typeof seen.reason === 'string' ? seen.reason : '');
  return html`<tr><th scope="row">${stage}</th>
<td><span class="outcome ${outcome}"><span aria-hidden="true">${glyphs[outcome]}</span> ${words.doctor.outcomes[outcome]}</span></td>
<td class="number">${ms === null ? '' : Math.round(ms)}</td>
<td class="bars">${ms === null ? null : bar({ begin, ms, total, outcome })}</td>
<td>${reason}</td></tr>`;
}

/** Units of the bar's own picture; it is stretched to the column's width. */
const barUnits = 1000;

function bar({
  begin,
  ms,
  total,
  outcome,
}: {
  readonly begin: number;
  readonly ms: number;
  readonly total: number;
  readonly outcome: StageDocument['outcome'];
}): Markup {
  const share = (value: number) => (total <= 0 ? 0 : Math.round((value / total) * barUnits));
  const width = Math.max(8, share(ms));
  const x = Math.min(share(begin), barUnits - width);
  return html`<svg aria-hidden="true" viewBox="0 0 ${barUnits} 10" preserveAspectRatio="none"><rect class="${outcome}" x="${x}" y="0" width="${width}" height="10"/></svg>`;
}
