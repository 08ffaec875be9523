/** What a fault is: how it comes about, how it shows, what causes it, and what puts it right. */
import type { Bench } from './bench.ts';
import type { EngineId, PerEngine } from './engines.ts';

export type Fault = {
  /** What is wrong, as a sentence's beginning: `the CA of a private registry is not installed`. */
  readonly title: string;
  /** What is pulled. */
  readonly image: string;
  /** Where it can happen; everywhere, unless said. */
  readonly engines?: readonly EngineId[];
  readonly inject: (bench: Bench) => Promise<void>;
  /** Variables of the shell that the doctor is called from. */
  readonly shell?: Readonly<Record<string, string>>;
  /** Further arguments of the doctor. */
  readonly asked?: readonly string[];
  /** Further arguments of the doctor, once it is put right. */
  readonly afterwards?: readonly string[];
  readonly pull: PerEngine<Pull>;
  /** What the doctor has to put first. */
  readonly cause: PerEngine<Cause>;
  readonly repair: PerEngine<Repair>;
  /** The service that has to serve the blobs afterwards, and to whom. */
  readonly served: PerEngine<Served>;
};

/** How the real pull goes: it fails and says why, or works by a way it should not have to take. */
export type Pull = Fails | Degrades;
type Fails = { readonly fails: RegExp; readonly journal?: RegExp };
type Degrades = { readonly servedBy: string; readonly journal?: RegExp };

export type Cause = {
  readonly code: string;
  readonly subject: string;
  readonly severity?: 'error' | 'warning' | 'notice';
};

/** Who puts it right. */
export type Repair =
  /** `doctor --fix --yes`, with what has to be agreed to by name. */
  | { readonly by: 'fix'; readonly accept?: (bench: Bench) => Promise<string[]> }
  /** The person at the host: a command that the doctor prints, with what it needs at hand. */
  | {
      readonly by: 'command';
      readonly command: RegExp;
      readonly ready?: (bench: Bench) => Promise<void>;
    }
  /** The person at the host, by what the doctor tells them to look at or to do. */
  | {
      readonly by: 'person';
      readonly told: RegExp;
      readonly does: (bench: Bench) => Promise<void>;
    }
  /** Somebody else: the doctor says what to ask them for, and they do it. */
  | {
      readonly by: 'administrator';
      readonly asked: RegExp;
      readonly does: (bench: Bench) => Promise<void>;
    };

export type Served = { readonly by: string; readonly to: 'host' | 'proxy' | 'anyone' };

/** Keeps a fault's own shape while checking it. */
export function fault(made: Fault): Fault {
  return made;
}
