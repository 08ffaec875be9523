import type { ExplainDocument } from '../../domain/documents.ts';
import type { CodeDocument } from '../commands/explain.ts';
import { printableLine } from '../text/printable.ts';
import { branches, paint, type Style } from '../text/style.ts';
import { widthOf } from '../text/width.ts';
import { hang, wrap } from '../text/wrap.ts';
import type { Words } from '../words/index.ts';

type EndpointDocument = ExplainDocument['endpoints'][number];

/** For people: the endpoints of a pull in their order, with the decision and its reason per line. */
export function explainPage(document: ExplainDocument, style: Style, words: Words): string {
  const { reference, endpoints } = document;
  const reads = words.explain.reads(reference.input, reference.canonical);
  const lines = [
    ...wrap(printableLine(reads), style.columns),
    ...(endpoints.length === 0 ? wrap(words.explain.nowhere, style.columns) : []),
    ...endpoints.flatMap((endpoint, index) =>
      endpointLines(endpoint, { isLast: index === endpoints.length - 1, style, words }),
    ),
  ];
  return `${lines.join('\n')}\n`;
}

/** What a finding means, and the ways out of it. */
export function codePage(document: CodeDocument, style: Style, words: Words): string {
  const { code, severity, title, about, ways, causes } = document;
  const lines = [
    ...wrap(`${code} (${words.severities[severity]}): ${title}`, style.columns).map((line) =>
      paint(style, 'bold', line),
    ),
    '',
    ...wrap(about, style.columns),
    '',
    words.explain.ways,
    ...ways.flatMap((way) => hang('  - ', way, style.columns)),
    ...(causes.length > 0 ? ['', words.explain.causes] : []),
    ...causes.flatMap((cause) => hang('  - ', `${cause.code} ${cause.title}`, style.columns)),
  ];
  return `${lines.join('\n')}\n`;
}

function endpointLines(
  endpoint: EndpointDocument,
  { isLast, style, words }: { isLast: boolean; style: Style; words: Words },
): string[] {
  const tree = branches(style);
  const under = isLast ? tree.none : tree.bar;
  const proxy = endpoint.proxy ?? words.explain.noProxy;
  const title = `${words.doctor.roles[endpoint.role]} ${printableLine(endpoint.url)}`;
  const trust = endpoint.trust.length === 0 ? words.common.none : endpoint.trust.join(' ');
  const facts = [
    words.explain.because(endpoint.why),
    words.explain.proxy(proxy, endpoint.proxyReason),
    words.explain.trust(trust, endpoint.trustReason),
    words.explain.credentials(endpoint.credentials),
  ];
  return [
    ...hang(isLast ? tree.end : tree.tee, title, style.columns).map((line) =>
      paint(style, 'bold', line),
    ),
    ...facts
      .flatMap((fact) => hang('', printableLine(fact), style.columns - widthOf(under)))
      .map((line) => under + line),
  ];
}
