import type { MaskedDocument } from '../../../../domain/documents.ts';
import type { Words } from '../../../words/index.ts';
import { html, type Markup } from './markup.ts';

/** Where something stood that is not in this file: whoever passes it on should know. */
export function maskedSection(masked: readonly MaskedDocument[], words: Words): Markup {
  const places = masked.map(({ where, line }) => (line === null ? where : `${where}:${line}`));
  return html`<section aria-labelledby="masked">
<h2 id="masked">${words.html.masked}</h2>
<p>${places.length === 0 ? words.html.nothingMasked : words.html.maskedHere}</p>
${places.length === 0 ? null : html`<ul>${places.map((place) => html`<li>${place}</li>`)}</ul>`}
<p>${words.html.notMasked}</p>
</section>`;
}
