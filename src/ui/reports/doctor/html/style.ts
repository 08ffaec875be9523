/** The look of the report. Colours come in two sets; every pair of text and ground has 4.5:1. */
export const styleSheet = `
:root {
  color-scheme: light dark;
  --ground: #ffffff; --panel: #f5f6f8; --text: #1b1f24; --faint: #57606a; --edge: #d0d7de;
  --ok: #116329; --failed: #b3161f; --warning: #7d4e00; --unknown: #7d4e00; --notice: #0b5394;
  --ok-ground: #e6f4ea; --failed-ground: #fdeaea; --warning-ground: #fff4dc; --notice-ground: #e7f1fb;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #14181d; --panel: #1d232a; --text: #e6edf3; --faint: #9da7b1; --edge: #3a434d;
    --ok: #56d364; --failed: #ff8078; --warning: #e3b341; --unknown: #e3b341; --notice: #79b8ff;
    --ok-ground: #12301b; --failed-ground: #3b1517; --warning-ground: #35290f; --notice-ground: #10293f;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; background: var(--ground); color: var(--text);
  font: 16px/1.5 system-ui, "Segoe UI", Roboto, "Noto Sans", "PingFang SC", "Microsoft YaHei",
    "Noto Sans CJK SC", sans-serif;
}
main { max-width: 60rem; margin: 0 auto; padding: 1rem; overflow-wrap: anywhere; }
h1 { margin: 0; font-size: 1.75rem; }
h2 { margin: 2rem 0 .75rem; font-size: 1.35rem; }
h3 { margin: .25rem 0 .5rem; font-size: 1.1rem; }
h4 { margin: .9rem 0 .25rem; font-size: .95rem; color: var(--faint); }
p { margin: .35rem 0; }
ul, ol { margin: .25rem 0; padding-inline-start: 1.5rem; }
code, pre, .seen, .digest { font-family: ui-monospace, "Cascadia Mono", Menlo, Consolas, monospace; font-size: .875rem; }
pre {
  margin: .35rem 0; padding: .6rem .75rem; background: var(--ground);
  border: 1px solid var(--edge); border-radius: 6px; white-space: pre-wrap;
}
.verdict { display: flex; gap: 1rem; padding: 1rem; border-radius: 10px; border: 2px solid; }
.verdict .mark { font-size: 2.5rem; line-height: 1; margin: .25rem 0; min-width: 2.5rem; text-align: center; }
.verdict .lead { font-size: 1.1rem; }
.verdict.healthy { background: var(--ok-ground); border-color: var(--ok); }
.verdict.broken { background: var(--failed-ground); border-color: var(--failed); }
.verdict.degraded, .verdict.unknown { background: var(--warning-ground); border-color: var(--warning); }
.healthy .mark { color: var(--ok); }
.broken .mark { color: var(--failed); }
.degraded .mark, .unknown .mark { color: var(--warning); }
.cards { list-style: none; padding: 0; }
.card, .route, .chain {
  margin: 0 0 1rem; padding: .9rem 1rem; background: var(--panel);
  border: 1px solid var(--edge); border-radius: 10px;
}
.card { border-inline-start-width: 6px; }
.card.error { border-inline-start-color: var(--failed); }
.card.warning { border-inline-start-color: var(--warning); }
.card.notice { border-inline-start-color: var(--notice); }
.badges { margin: 0; }
.badge { display: inline-block; padding: 0 .5rem; border-radius: 1rem; border: 1px solid; font-weight: 600; }
.badge.error { color: var(--failed); background: var(--failed-ground); }
.badge.warning { color: var(--warning); background: var(--warning-ground); }
.badge.notice { color: var(--notice); background: var(--notice-ground); }
.prediction { font-weight: 600; }
.outcome.ok, .prediction.pulled { color: var(--ok); }
.outcome.failed, .prediction.failed { color: var(--failed); }
.outcome.unknown, .prediction.unknown { color: var(--unknown); }
.diagram { display: block; width: 100%; height: auto; max-width: 760px; }
.narrow .diagram { max-width: 400px; }
.narrow { display: none; }
.diagram text { font-size: 14px; fill: var(--text); }
.diagram .strong { font-weight: 600; }
.diagram .faint { fill: var(--faint); font-size: 13px; }
.diagram .label { text-anchor: middle; font-size: 12px; fill: var(--faint); }
.diagram .code { fill: var(--failed); }
.diagram .box { fill: var(--ground); stroke: var(--edge); }
.diagram .line { fill: none; stroke: var(--faint); stroke-width: 1.5; }
.diagram .unreached { stroke-dasharray: 2 5; }
.diagram circle { fill: var(--ground); stroke: var(--faint); stroke-width: 2; }
.diagram circle.ok { stroke: var(--ok); }
.diagram circle.failed { stroke: var(--failed); fill: var(--failed-ground); }
.diagram circle.unknown { stroke: var(--unknown); stroke-dasharray: 3 2; }
.diagram circle.skipped { stroke-dasharray: 1 3; }
.diagram .glyph { text-anchor: middle; font-weight: 700; }
.diagram .glyph.ok { fill: var(--ok); }
.diagram .glyph.failed { fill: var(--failed); }
.diagram .glyph.unknown { fill: var(--unknown); }
.timing { width: 100%; border-collapse: collapse; margin: .75rem 0; }
.timing caption { text-align: start; font-weight: 600; padding: .25rem 0; }
.timing th, .timing td { padding: .15rem .5rem .15rem 0; text-align: start; vertical-align: middle; font-weight: 400; }
.timing thead th { color: var(--faint); border-bottom: 1px solid var(--edge); }
.timing th.number, .timing td.number { text-align: end; padding-inline-end: .75rem; font-variant-numeric: tabular-nums; }
.timing .number, .timing .outcome { white-space: nowrap; }
.timing .bars { width: 45%; }
.timing svg { display: block; width: 100%; height: 10px; background: var(--ground); border-radius: 3px; }
.timing rect { fill: var(--ok); }
.timing rect.failed { fill: var(--failed); }
.timing rect.unknown { fill: var(--unknown); }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .1rem .75rem; margin: .25rem 0; }
dt { color: var(--faint); }
dd { margin: 0; }
@media (max-width: 40rem) {
  main { padding: .6rem; }
  .wide { display: none; }
  .narrow { display: block; }
  .timing .bars { width: 25%; }
  dl { grid-template-columns: 1fr; }
  dd { margin-block-end: .35rem; }
}
@media print {
  .card, .route, .chain { break-inside: avoid; }
}
`;
