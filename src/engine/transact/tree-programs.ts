import type { Plan } from '../../domain/plan.ts';
import type { TransactContext } from './context.ts';
import { said } from './words.ts';

/** A shell that does nothing is back at once, also under an emulator. */
const probeDeadlineMs = 10_000;

/**
 * Leaves out of a plan what programs of a tree would have to do, where they cannot run here: a tree
 * for another architecture, or one without a shell. Found out before anything is written, since the
 * files are right without it.
 */
export async function withoutForeignPrograms(
  plan: Plan,
  { facts, ports }: Pick<TransactContext, 'facts' | 'ports'>,
): Promise<Plan> {
  const needed = plan.changes.some(
    (each) => each.kind === 'effect' && each.effect === 'update-trust',
  );
  if (facts.live || !needed) return plan;
  const argv = ['chroot', facts.root, '/bin/sh', '-c', ':'] as const;
  const result = await ports.commands.run(argv, { deadlineMs: probeDeadlineMs });
  if (result.exitCode === 0) return plan;
  const detail = result.stderr.trim().split('\n').at(-1) || `exit ${result.exitCode}`;
  return {
    ...plan,
    changes: plan.changes.filter((each) => each.kind === 'file'),
    warnings: [...plan.warnings, said.foreignTree(facts.root, detail)],
  };
}
