import type { RouteDocument, StageDocument } from '../../../../domain/documents.ts';
import { widthOf } from '../../../text/width.ts';
import type { Words } from '../../../words/index.ts';
import { glyphs } from './glyphs.ts';
import { html, type Markup } from './markup.ts';

type EndpointDocument = RouteDocument['endpoints'][number];

/** Measures of a picture, in its own units, which are pixels where there is room. */
interface Layout {
  readonly width: number;
  /** stages in one row; the rest goes below */
  readonly perRow: number;
}

const layouts = {
  wide: { width: 760, perRow: 8 },
  narrow: { width: 340, perRow: 4 },
} as const satisfies { readonly [name: string]: Layout };

const trunk = 20;
const left = 56;
const top = 46;
const titleHeight = 40;
const rowHeight = 54;
const gap = 18;
/** where a lane branches off, below its top */
const branch = 12;
/** room for the half of the last label that hangs over */
const right = 40;
const radius = 11;
/** What a column of text takes in the fonts that are used; long names are cut by it. */
const letter = { strong: 8.2, faint: 7.4 } as const;

/**
 * The way a pull takes: the engine, and from it a lane to each endpoint in the order in which it
 * would be tried, with a mark for each stage.
 */
export function diagram(route: RouteDocument, name: keyof typeof layouts, words: Words): Markup {
  const layout = layouts[name];
  const tops = laneTops(route, layout);
  const last = tops.at(-1) ?? top;
  const height = last + laneHeight(route.endpoints.at(-1), layout);
  const trunkEnd = last + branch;
  return html`<svg role="img" aria-label="${description(route, words)}" viewBox="0 0 ${layout.width} ${height}" class="diagram">
<g aria-hidden="true">
<path class="line" d="M${trunk} 30 V${trunkEnd}"/>
<rect class="box" x="6" y="6" width="${Math.min(layout.width - 12, 16 + widthOf(words.html.engine) * letter.strong)}" height="26" rx="6"/>
<text x="14" y="24">${words.html.engine}</text>
${route.endpoints.map((endpoint, index) => lane(endpoint, tops[index] ?? top, { layout, words }))}
</g>
</svg>`;
}

function laneTops({ endpoints }: RouteDocument, layout: Layout): readonly number[] {
  let next = top;
  return endpoints.map((endpoint) => {
    const here = next;
    next += laneHeight(endpoint, layout) + gap;
    return here;
  });
}

function laneHeight(endpoint: EndpointDocument | undefined, { perRow }: Layout): number {
  const rows = Math.ceil(shownStages(endpoint?.stages ?? []).length / perRow);
  return titleHeight + rows * rowHeight;
}

function lane(
  { role, url, proxy, stages }: EndpointDocument,
  y: number,
  { layout, words }: { readonly layout: Layout; readonly words: Words },
): Markup {
  const room = (size: number) => Math.floor((layout.width - left) / size);
  const via = proxy === null ? words.doctor.direct : words.doctor.through(proxy);
  const step = (layout.width - left - 12 - right) / (layout.perRow - 1);
  const places = shownStages(stages).map((stage, index) => ({
    stage,
    x: left + 12 + (index % layout.perRow) * step,
    y: y + titleHeight + Math.floor(index / layout.perRow) * rowHeight + radius,
  }));
  return html`<path class="line" d="M${trunk} ${y + branch} H${left - 6}"/>
<text class="strong" x="${left}" y="${y + 12}">${shortened(`${words.doctor.roles[role]} ${url}`, room(letter.strong))}</text>
<text class="faint" x="${left}" y="${y + 30}">${shortened(via, room(letter.faint))}</text>
${places.slice(1).map((place, index) => joint(places[index], place))}
${places.map(mark)}`;
}

/** What this way has no use for, such as a proxy on a direct one, is no gap in it. */
function shownStages(stages: readonly StageDocument[]): readonly StageDocument[] {
  const last = stages.findLastIndex(({ outcome }) => outcome !== 'skipped');
  return stages.filter(({ outcome }, index) => outcome !== 'skipped' || index > last);
}

interface Place {
  readonly stage: StageDocument;
  readonly x: number;
  readonly y: number;
}

function joint(from: Place | undefined, to: Place): Markup {
  if (!from || from.y !== to.y) return html``;
  const reached = to.stage.outcome !== 'skipped';
  return html`<path class="${reached ? 'line' : 'line unreached'}" d="M${from.x + radius} ${from.y} H${to.x - radius}"/>`;
}

function mark({ stage: { stage, outcome, code }, x, y }: Place): Markup {
  return html`<circle class="${outcome}" cx="${x}" cy="${y}" r="${radius}"/>
<text class="glyph ${outcome}" x="${x}" y="${y + 5}">${glyphs[outcome]}</text>
<text class="label" x="${x}" y="${y + radius + 14}">${stage}</text>
${code ? html`<text class="label code" x="${x}" y="${y + radius + 28}">${code}</text>` : null}`;
}

function shortened(text: string, columns: number): string {
  if (widthOf(text) <= columns) return text;
  let kept = '';
  for (const character of text) {
    if (widthOf(kept) + widthOf(character) >= columns) break;
    kept += character;
  }
  return `${kept}…`;
}

/** What the picture shows, for whoever cannot see it. */
function description({ image, endpoints }: RouteDocument, words: Words): string {
  const lanes = endpoints.map(({ role, url, stages }) => {
    const stopped = stages.find(({ outcome }) => outcome === 'failed' || outcome === 'unknown');
    const end = stopped
      ? words.html.stopsAt(stopped.stage, words.doctor.outcomes[stopped.outcome])
      : words.html.reached;
    return `${words.doctor.roles[role]} ${url}${words.common.colon}${end}`;
  });
  return words.html.diagram(image, lanes);
}
