import { type Contender, costAgainstEmpty } from './processes.ts';
import type { Section } from './table.ts';

/** The promises: what asking for the version or for help may cost, in empty starts. */
const budget = { package: 1.3, executable: 1.4 };

/** @param executable the standalone one, where it was built */
export function measureStartup(executable: string | null, rounds: number): Section {
  const questions = ['--version', '--help'];
  const contenders = questions.flatMap((question): Contender[] => [
    {
      name: `dockcfg ${question}`,
      argv: [process.execPath, 'bin/dockcfg.js', question],
      budget: budget.package,
    },
    ...(executable
      ? [
          {
            name: `dockcfg ${question}, executable`,
            argv: [executable, question] as const,
            budget: budget.executable,
          },
        ]
      : []),
  ]);
  return {
    title: 'Start',
    about: 'CPU time of whole processes, as multiples of an empty Node.',
    rows: costAgainstEmpty(contenders, rounds),
  };
}
