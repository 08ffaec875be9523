/** The engines every fault is tried on: three releases, and both stores where the newest has both. */
import type { Store, SuiteName } from '../suites.ts';

export type EngineId = 'bookworm' | 'trixie' | 'forky' | 'forky-containerd';
export type Engine = {
  readonly suite: SuiteName;
  readonly store: Store;
  /** The engine's release; testing's moves. */
  readonly engine: string;
};

export const engines: Readonly<Record<EngineId, Engine>> = {
  bookworm: { suite: 'bookworm', store: 'classic', engine: '20.10' },
  trixie: { suite: 'trixie', store: 'classic', engine: '26.1' },
  forky: { suite: 'forky', store: 'classic', engine: '28.5' },
  'forky-containerd': { suite: 'forky', store: 'containerd', engine: '28.5' },
};

export const engineIds = Object.keys(engines) as EngineId[];

/** Something that is the same everywhere, or differs by store or by engine; the nearest counts. */
export type PerEngine<T> = T | Differing<T>;
type Differing<T> = { readonly [K in EngineId | Store | 'other']?: T } & { readonly differs: true };

/** What holds on this engine. */
export function on<T>(value: PerEngine<T>, engine: EngineId): T {
  if (!isDiffering(value)) return value;
  const found = value[engine] ?? value[engines[engine].store] ?? value.other;
  if (found === undefined) throw new Error(`nothing is said for ${engine}`);
  return found;
}

function isDiffering<T>(value: PerEngine<T>): value is Differing<T> {
  return typeof value === 'object' && value !== null && 'differs' in value;
}
