import type { FindingDocument } from '../../../../domain/documents.ts';
import { shellLine } from '../../../text/shell.ts';
import type { Words } from '../../../words/index.ts';
import { followersOf } from '../findings.ts';
import { glyphs } from './glyphs.ts';
import { html, type Markup } from './markup.ts';

/** Root causes as cards, the one to repair first on top, each with what follows from it. */
export function findingSection(findings: readonly FindingDocument[], words: Words): Markup {
  const roots = findings.filter(({ causedBy }) => causedBy === null);
  const cards = roots.map((finding, index) => card(finding, index, { findings, words }));
  return html`<section aria-labelledby="findings">
<h2 id="findings">${words.html.findings}</h2>
${roots.length === 0 ? html`<p>${words.html.noFindings}</p>` : html`<ol class="cards">${cards}</ol>`}
</section>`;
}

function card(
  finding: FindingDocument,
  index: number,
  { findings, words }: { readonly findings: readonly FindingDocument[]; readonly words: Words },
): Markup {
  const { code, severity, subject, title, text, seen } = finding;
  const followers = followersOf(finding, findings);
  const id = `finding-${index + 1}`;
  return html`<li class="card ${severity}">
<article aria-labelledby="${id}">
<p class="badges"><span class="badge ${severity}"><span aria-hidden="true">${glyphs[severity]}</span> ${words.severities[severity]}</span> <code>${code}</code> <span class="subject">${subject}</span></p>
<h3 id="${id}">${title}</h3>
<p>${text}</p>
${
  seen.length === 0
    ? null
    : html`<h4>${words.html.seen}</h4>
<ul class="seen">${seen.map((line) => html`<li>${line}</li>`)}</ul>`
}
<h4>${words.html.remedies}</h4>
<ul class="remedies">${finding.remedies.map((remedy) => remedyItem(remedy, words))}</ul>
${
  followers.length === 0
    ? null
    : html`<h4>${words.html.follows}</h4>
<ul>${followers.map((each) => html`<li><code>${each.code}</code> ${each.subject}${words.common.colon}${each.title}</li>`)}</ul>`
}
</article>
</li>`;
}

function remedyItem(remedy: FindingDocument['remedies'][number], words: Words): Markup {
  const { kind, text, command, risk } = remedy;
  const label = kind === 'ask' ? words.doctor.ask : words.doctor.remedy;
  const warning =
    risk === 'safe' ? null : html` <strong>${words.doctor.risk(words.risks[risk])}</strong>`;
  const shown = command.length === 0 ? null : html`<pre><code>${shellLine(command)}</code></pre>`;
  return html`<li><b>${label}</b>${text}${warning}${shown}</li>`;
}
