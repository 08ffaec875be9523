/** Counts verdicts, and shows them. */
import type { Detail, Verdict } from './compare.ts';
import { documentOf } from './compare.ts';
import type { Happening } from './rig.ts';

export interface Tally {
  readonly verdicts: readonly Verdict[];
  add(verdict: Verdict): void;
  count(agrees: Verdict['agrees']): number;
  detail(of: 'servedBy' | 'proxied' | 'text', detail: Detail): number;
}

export function emptyTally(): Tally {
  const verdicts: Verdict[] = [];
  const count = (matches: (verdict: Verdict) => boolean) => verdicts.filter(matches).length;
  return {
    verdicts,
    add: (verdict) => void verdicts.push(verdict),
    count: (agrees) => count((verdict) => verdict.agrees === agrees),
    detail: (of, detail) => count((verdict) => verdict[of] === detail),
  };
}

/** One sentence for the end. */
export function tallyLine(tally: Tally): string {
  const { verdicts, count, detail } = tally;
  const texts = `texts: ${detail('text', 'same')} word for word, ${detail('text', 'untold')} untold, ${detail('text', 'different')} different`;
  return `${verdicts.length} cases, ${count('yes')} foretold, ${count('unknown')} unknown, ${count('no')} wrong; ${texts}`;
}

/** Which errors were found of hosts where the pull works, with the seeds of some. */
export function despiteLines({ verdicts }: Tally): string[] {
  const codes = [...new Set(verdicts.flatMap(({ despite }) => despite))].toSorted();
  return codes.map((code) => {
    const seeds = verdicts.filter(({ despite }) => despite.includes(code)).map(({ seed }) => seed);
    return `  pulled despite ${code}: ${seeds.length}, as with seed ${seeds.slice(0, 5).join(', ')}`;
  });
}

/** One line for each case; everything about it where it is given whole. */
export function lineOf(verdict: Verdict, whole: Happening | null): string {
  const { seed, image, agrees, servedBy, proxied, text, said, happened, untrue } = verdict;
  const mark = { yes: 'ok ', no: 'NO ', unknown: ' ? ' }[agrees];
  const head = `${mark} ${seed} ${image}`;
  const wrong = agrees !== 'yes' || text === 'different' || text === 'untold';
  const details = wrong || whole ? `\n    said     ${said}\n    happened ${happened}` : '';
  const lies = untrue.length > 0 ? `, untrue ${untrue.join(' ')}` : '';
  const notes = wrong ? ` [servedBy ${servedBy}, proxied ${proxied}, text ${text}${lies}]` : '';
  return `${head}${notes}${details}${whole ? `\n${storyOf(whole)}` : ''}`;
}

function storyOf({ drawn, seen, doctor, pull }: Happening): string {
  const { servers, ...host } = drawn;
  const states = Object.entries({ ...servers.registries, ...servers.tokens, blobs: servers.blobs });
  return [
    JSON.stringify(host, null, 1),
    ...states.map(([place, state]) => `    ${place} ${JSON.stringify(state)}`),
    `    proxies ${JSON.stringify(servers.proxies)}`,
    ...seen.map(
      ({ by, place, origin, method, url, status }) =>
        `    ${by} ${place}: ${method} ${origin} ${url} ${status}`,
    ),
    pull.stderr,
    ...walked(doctor.stdout),
  ].join('\n');
}

/** The stages of every endpoint, and the findings' names. */
function walked(stdout: string): string[] {
  const document = documentOf(stdout);
  if (!document) return [stdout];
  const endpoints = document.routes?.[0]?.endpoints ?? [];
  const stages = endpoints.flatMap(({ url, role, proxy, stages }) => [
    `    ${role} ${url} by ${proxy ?? 'no proxy'}`,
    ...stages.map(
      ({ stage, outcome, seen }) => `      ${stage} ${outcome} ${JSON.stringify(seen)}`,
    ),
  ]);
  return [...stages, ...(document.findings ?? []).map(({ code, text }) => `    ${code} ${text}`)];
}
