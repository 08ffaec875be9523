import type { RouteDocument, StageDocument } from '../../../domain/documents.ts';
import { printableLine } from '../../text/printable.ts';
import { branches, type Paint, paint } from '../../text/style.ts';
import { padTo, widthOf } from '../../text/width.ts';
import { hang, wrap } from '../../text/wrap.ts';
import { predictionLine, pullLine } from './lines.ts';
import type { ReportContext } from './report.ts';
import { waterfall } from './waterfall.ts';

type EndpointDocument = RouteDocument['endpoints'][number];

/** One image: a tree of the endpoints the engine would try, in order, with their stages. */
export function routeSection(route: RouteDocument, context: ReportContext): string[] {
  const { style, words } = context;
  const lines = [paint(style, 'bold', printableLine(route.image))];
  route.endpoints.forEach((endpoint, index) => {
    lines.push(...endpointLines(endpoint, index === route.endpoints.length - 1, context));
  });
  const told = [predictionLine(route, words), pullLine(route, words) ?? ''];
  const texts = told.filter((text) => text !== '');
  return [...lines, ...texts.flatMap((text) => wrap(printableLine(text), style.columns))];
}

function endpointLines(
  endpoint: EndpointDocument,
  isLast: boolean,
  context: ReportContext,
): string[] {
  const { style, words } = context;
  const tree = branches(style);
  const under = isLast ? tree.none : tree.bar;
  const title = `${words.doctor.roles[endpoint.role]} ${printableLine(endpoint.url)}`;
  const via = endpoint.proxy === null ? words.doctor.direct : words.doctor.through(endpoint.proxy);
  const width = style.columns - widthOf(under);
  return [
    ...hang(isLast ? tree.end : tree.tee, title, style.columns),
    ...wrap(printableLine(via), width).map((line) => under + paint(style, 'dim', line)),
    ...stageLines(endpoint.stages, width, context).map((line) => under + line),
  ];
}

function stageLines(
  stages: readonly StageDocument[],
  width: number,
  { style, words }: ReportContext,
): string[] {
  const tried = stages.filter((stage) => stage.outcome !== 'skipped');
  const texts = tried.map((stage) => stageText(stage, { style, words }));
  const widest = Math.max(0, ...texts.map(({ width: taken }) => taken));
  const bars = waterfall(tried, width - widest - 2, style);
  const lines = texts.map(({ text, width: taken }, index) =>
    `${text}${' '.repeat(widest - taken)}  ${bars[index] ?? ''}`.trimEnd(),
  );
  const skipped = stages.filter((stage) => stage.outcome === 'skipped').map((it) => it.stage);
  return skipped.length > 0 ? [...lines, ...wrap(words.doctor.skipped(skipped), width)] : lines;
}

const outcomePaint: { readonly [O in StageDocument['outcome']]: Paint } = {
  ok: 'green',
  failed: 'red',
  unknown: 'yellow',
  skipped: 'dim',
};

/** A stage in words, and the columns they take without colour. */
function stageText(
  stage: StageDocument,
  { style, words }: Pick<ReportContext, 'style' | 'words'>,
): { readonly text: string; readonly width: number } {
  const { outcomes } = words.doctor;
  const wordWidth = Math.max(...Object.values(outcomes).map(widthOf));
  const word = padTo(outcomes[stage.outcome], wordWidth);
  const ms = stage.ms === null ? '' : `${Math.round(stage.ms)} ms`;
  const code = stage.code ?? reasonOf(stage);
  const rest = ` ${padTo(stage.stage, 8)} ${ms.padStart(8)}  ${code}`.trimEnd();
  return {
    text: paint(style, outcomePaint[stage.outcome], word) + rest,
    width: widthOf(word + rest),
  };
}

/** Where no check has a name for it, the probe's own code. */
function reasonOf({ outcome, seen }: StageDocument): string {
  const { reason } = seen;
  return outcome !== 'ok' && typeof reason === 'string' ? printableLine(reason) : '';
}
