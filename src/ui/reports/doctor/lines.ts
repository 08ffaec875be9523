import type { DoctorDocument, RouteDocument } from '../../../domain/documents.ts';
import type { Words } from '../../words/index.ts';

/** Which engine was judged: version, flavour and store, or that it could not be learned. */
export function engineLine({ engine }: DoctorDocument, words: Words): string {
  const version = engine.version ?? words.doctor.versionUnknown;
  const store = engine.store ? words.doctor.stores[engine.store] : words.doctor.storeUnknown;
  return words.doctor.engine(version, engine.flavour, store);
}

/** What `docker pull` would do with the image, in one sentence. */
export function predictionLine({ image, prediction }: RouteDocument, words: Words): string {
  const { outcome, servedBy, error } = prediction;
  if (outcome === 'pulled') return words.doctor.wouldPull(image, servedBy);
  if (outcome === 'failed') return words.doctor.wouldFail(image, error);
  return words.doctor.cannotTell(image);
}
