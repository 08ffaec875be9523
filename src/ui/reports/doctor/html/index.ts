import type { DoctorDocument } from '../../../../domain/documents.ts';
import type { Words } from '../../../words/index.ts';
import { fixedTexts } from '../fixed.ts';
import { engineLine, meaningLine, suspicionLines } from '../lines.ts';
import type { DoctorReport } from '../report.ts';
import { chainSection } from './chains.ts';
import { findingSection } from './findings.ts';
import { glyphs } from './glyphs.ts';
import { html, Markup } from './markup.ts';
import { maskedSection } from './masked.ts';
import { routeSection } from './routes.ts';
import { styleSheet } from './style.ts';

/**
 * One file that shows everything and loads nothing: it can be mailed, opened from a disk, and read
 * in the dark, on a telephone, or by a screen reader.
 */
export const htmlReport: DoctorReport = (context) => (event) => {
  if (event.kind === 'done') context.write(page(event.document, context.words));
};

function page(document: DoctorDocument, words: Words): string {
  const verdict = words.doctor.verdicts[document.verdict];
  const title = words.html.title(verdict);
  const content = html`<!doctype html>
<html lang="${words.html.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${title}</title>
<style>${new Markup(styleSheet)}</style>
</head>
<body>
<main>
${verdictSection(document, words)}
${suspicionSection(document, words)}
${findingSection(document.findings, words)}
${routeSection(document.routes, words)}
${chainSection(document, words)}
${checkSection(document, words)}
${maskedSection(document.masked ?? [], words)}
</main>
</body>
</html>
`;
  return content.toString();
}

function verdictSection(document: DoctorDocument, words: Words): Markup {
  const { verdict, checks, findings, elapsedMs } = document;
  const summary = words.doctor.summary(
    checks.filter(({ state }) => state !== 'skipped').length,
    findings.length,
    (elapsedMs / 1000).toFixed(1),
  );
  return html`<header class="verdict ${verdict}">
<p class="mark" aria-hidden="true">${glyphs[verdict]}</p>
<div>
<h1>${words.html.title(words.doctor.verdicts[verdict])}</h1>
<p class="lead">${meaningLine(document, words)}</p>
<p>${engineLine(document, words)}</p>
<p>${summary}</p>
${fixedTexts(document, words).map((text) => html`<p>${text}</p>`)}
</div>
</header>`;
}

function suspicionSection(document: DoctorDocument, words: Words): Markup {
  const [title, ...lines] = suspicionLines(document, words);
  if (title === undefined) return html``;
  return html`<section aria-labelledby="suspicions">
<h2 id="suspicions">${title}</h2>
<ul>${lines.map((line) => html`<li>${line}</li>`)}</ul>
</section>`;
}

/** What was looked at at all: a check that crashed or was left out must not pass for a good one. */
function checkSection({ checks }: DoctorDocument, words: Words): Markup {
  const states = ['found', 'crashed', 'skipped', 'passed'] as const;
  const rows = states.flatMap((state) => {
    const codes = checks.filter((check) => check.state === state).map(({ code }) => code);
    if (codes.length === 0) return [];
    return [
      html`<dt>${words.html.checkStates[state]} (${codes.length})</dt>
<dd>${codes.join(', ')}</dd>`,
    ];
  });
  return html`<section aria-labelledby="checks">
<h2 id="checks">${words.html.checks}</h2>
<dl class="checks">${rows}</dl>
</section>`;
}
