import type { HostFacts } from '../../domain/facts.ts';
import type { EngineView } from '../../domain/view.ts';
import type { Outside } from '../cli/outside.ts';
import type { Terminal } from '../cli/terminal.ts';
import type { WrittenProfile } from '../cli/wished-profile.ts';
import type { Asker, Back } from './asker.ts';
import type { Trials } from './trials.ts';

/** What a question can look at and speak through. */
export interface StepContext {
  readonly asker: Asker;
  readonly terminal: Terminal;
  readonly outside: Outside;
  readonly trials: Trials;
  readonly facts: HostFacts;
  /** the configuration as the files say it */
  readonly view: EngineView;
  /** the same as it was evidently meant: what is offered, and what answers are held against, too */
  readonly meant: EngineView;
  /** two places contradict each other, so that an answer that keeps what there is decides, too */
  readonly isUndecided: boolean;
  /** everything answered so far, by flags and by the questions before */
  readonly profile: WrittenProfile;
}

/** One question of the wizard; a new one is a file with one of these and a line in steps.ts. */
export interface Step {
  /** the profile's key, and its member, that flags may have answered already */
  readonly answers: readonly [key: string, member?: string];
  /** @returns what it adds to the profile; nothing at all when things stay as they are */
  ask(context: StepContext): Promise<WrittenProfile | Back>;
}

/** Whether flags have answered what a step would ask. */
export function isAnswered({ answers: [key, member] }: Step, profile: WrittenProfile): boolean {
  const value = profile[key];
  if (value === undefined || member === undefined) return value !== undefined;
  return typeof value === 'object' && value !== null && member in value;
}
