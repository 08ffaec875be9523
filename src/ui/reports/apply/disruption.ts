import type { Disruption } from '../../../domain/plan.ts';
import type { Words } from '../../words/index.ts';

/** Whom a restart stops and what becomes of each; whom it leaves alone. Empty where nobody runs. */
export function disruptionSentences(disruption: Disruption, words: Words): readonly string[] {
  const { containersStopped, names, keptRunning = 0 } = disruption;
  if (keptRunning > 0) return [words.apply.keptRunning(keptRunning)];
  if (containersStopped === 0) return [];
  const fates = [
    [words.apply.comeBack, disruption.comeBack],
    [words.apply.mayComeBack, disruption.mayComeBack],
    [words.apply.stayStopped, disruption.stayStopped],
    [words.apply.removedWhenStopped, disruption.removed],
  ] as const;
  return [
    words.apply.stops(containersStopped, names),
    ...fates.flatMap(([say, those = []]) => (those.length > 0 ? [say(those)] : [])),
  ];
}
