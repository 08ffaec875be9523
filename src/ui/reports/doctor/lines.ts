import type { DoctorDocument, RouteDocument } from '../../../domain/documents.ts';
import type { Words } from '../../words/index.ts';

/** Which engine was judged: version, flavour and store, or that it could not be learned. */
export function engineLine({ engine }: DoctorDocument, words: Words): string {
  const version = engine.version ?? words.doctor.versionUnknown;
  const store = engine.store ? words.doctor.stores[engine.store] : words.doctor.storeUnknown;
  const flavour = engine.flavour === 'none' ? [] : [engine.flavour];
  return words.doctor.engine(version, [...flavour, store]);
}

/** What `docker pull` would do with the image, in one sentence. */
export function predictionLine({ image, prediction }: RouteDocument, words: Words): string {
  const { outcome, servedBy, error } = prediction;
  // A canonical image has a path; a registry that was looked at by itself has none.
  if (!image.includes('/')) return words.doctor.host[outcome](image, error);
  if (outcome === 'pulled') return words.doctor.wouldPull(image, servedBy);
  if (outcome === 'failed') return words.doctor.wouldFail(image, error);
  return words.doctor.cannotTell(image);
}

/** What the engine itself did with `--pull`, in one sentence; null where it was not asked. */
export function pullLine({ image, pull }: RouteDocument, words: Words): string | null {
  if (!pull) return null;
  const { pulled } = words;
  const seconds = ((pull.ms ?? 0) / 1000).toFixed(1);
  const told = {
    pulled: pull.fresh ? pulled.worked(image, seconds) : pulled.had(image),
    failed: pulled.failed(image, pull.error ?? ''),
    unknown: pulled.unknown(image, pull.error ?? ''),
  }[pull.outcome];
  if (pull.asPredicted === null) return told + pulled.end;
  return told + (pull.asPredicted ? pulled.asPredicted : pulled.otherwise);
}

/** What a pasted error can stand for, after a look; nothing where none was given. */
export function suspicionLines({ suspicions }: DoctorDocument, words: Words): readonly string[] {
  if (!suspicions) return [];
  const { suspected } = words;
  if (suspicions.length === 0) return [suspected.nothing];
  // what was found comes first, what it is not last
  const order = { found: 0, unknown: 1, excluded: 2 } as const;
  const sorted = suspicions.toSorted((a, b) => order[a.state] - order[b.state]);
  return [
    suspected.title,
    ...sorted.map(({ state, code, title }) => suspected.line(suspected.states[state], code, title)),
  ];
}

/** What the verdict means. With `--only` and `--ignore` it is about a part of what was seen. */
export function meaningLine(document: DoctorDocument, words: Words): string {
  const { verdict, checks, routes, findings } = document;
  if (verdict === 'broken' && findings.length === 0) return words.doctor.unexplained;
  const isPart = checks.some(({ state }) => state === 'skipped');
  const fails = routes.some(({ prediction }) => prediction.outcome !== 'pulled');
  return verdict === 'healthy' && isPart && fails
    ? words.doctor.nothingAsked
    : words.doctor.verdictMeans[verdict];
}
