import type { EngineVersion } from '../../domain/engine.ts';
import { Failure } from '../../domain/failure.ts';
import { parseMirrorUrl } from '../../domain/mirror-url.ts';
import { redactUrl } from '../../domain/redact.ts';
import type { Said } from '../../domain/said.ts';

/** Where a candidate was named. */
export type CandidateSource = 'argument' | 'host' | 'preset';

/** A mirror that may be measured. */
export interface Candidate {
  /** as the engine would accept it; masked where it would not */
  readonly url: string;
  readonly sources: readonly CandidateSource[];
  /** who runs it, as the preset list says */
  readonly operator: string | null;
  /** why this engine would not start with it; null when it would */
  readonly refused: Said | null;
}

/** A public mirror that somebody documents; nothing says that it works, or that it is honest. */
export interface Preset {
  readonly url: string;
  readonly operator: string;
}

export interface CandidateLists {
  readonly given: readonly string[];
  /** the host's own `registry-mirrors` */
  readonly configured: readonly string[];
  readonly presets: readonly Preset[];
}

/**
 * Puts the lists together, each mirror once: what the user named first, then the host's own, then
 * the presets.
 * @throws Failure invalidInput for a mirror that the user named and this engine would refuse
 */
export function candidatesOf(
  lists: CandidateLists,
  version: EngineVersion | null,
): readonly Candidate[] {
  const byUrl = new Map<string, Candidate>();
  const add = (text: string, source: CandidateSource, operator: string | null) => {
    const found = candidateOf(text, { source, operator, version });
    const known = byUrl.get(found.url);
    byUrl.set(found.url, known ? merged(known, found) : found);
  };
  for (const text of lists.given) add(text, 'argument', null);
  for (const text of lists.configured) add(text, 'host', null);
  for (const { url, operator } of lists.presets) add(url, 'preset', operator);
  return [...byUrl.values()];
}

function candidateOf(
  text: string,
  about: {
    readonly source: CandidateSource;
    readonly operator: string | null;
    readonly version: EngineVersion | null;
  },
): Candidate {
  const { source, operator, version } = about;
  const parsed = parseMirrorUrl(text, version);
  if ('url' in parsed) return { url: parsed.url, sources: [source], operator, refused: null };
  if (source === 'argument') throw new Failure('invalidInput', parsed.problem);
  return { url: redactUrl(text), sources: [source], operator, refused: parsed.problem };
}

function merged(known: Candidate, found: Candidate): Candidate {
  return {
    ...known,
    sources: [...new Set([...known.sources, ...found.sources])],
    operator: known.operator ?? found.operator,
  };
}
