import { Failure } from '../../domain/failure.ts';
import type { EffectName } from '../../domain/plan.ts';
import type { TransactContext } from './context.ts';
import { settleCache } from './effect-cache.ts';
import { said } from './words.ts';

/** Building all bundles anew takes a second or two; java keystores (Debian hooks) several more. */
const trustDeadlineMs = 120_000;

type EffectContext = Pick<TransactContext, 'ports' | 'facts'>;

interface Effect {
  /** @throws Failure cannotWrite when it did not happen */
  run(context: EffectContext): Promise<void>;
  /**
   * Whether it must run again after the files were put back although it had not begun: an effect
   * reads all files there are, so somebody else may have caused it in between.
   */
  readonly alwaysUndone: boolean;
  /** absent: running it again, once the files are back, is its own inverse */
  undo?(context: EffectContext): Promise<void>;
}

/**
 * Most effects make the system read files again, all of them, so that each is its own inverse once
 * the files are back.
 */
export const effects: { readonly [E in EffectName]: Effect } = {
  'daemon-reload': {
    alwaysUndone: true,
    run: async ({ ports, facts }) => {
      const refusal = await ports.services.act('daemon-reload', facts.layout.serviceName);
      if (refusal !== null)
        throw new Failure('cannotWrite', said.effectFailed('systemctl daemon-reload', refusal));
    },
  },
  'update-trust': { alwaysUndone: false, run: updateTrust },
  'cache-service': { alwaysUndone: false, run: settleCache },
  unmask: {
    alwaysUndone: false,
    run: (context) => mask('unmask', context),
    undo: (context) => mask('mask', context),
  },
};

/** In a tree nothing runs that could be told; its trust store can be built all the same. */
export function takesPlace(name: EffectName, facts: EffectContext['facts']): boolean {
  return facts.live || name === 'update-trust';
}

async function mask(verb: 'mask' | 'unmask', { ports, facts }: EffectContext): Promise<void> {
  const refusal = await ports.services.act(verb, facts.layout.serviceName);
  if (refusal !== null)
    throw new Failure('cannotWrite', said.effectFailed(`systemctl ${verb}`, refusal));
}

/**
 * Debian, SUSE, Alpine and Gentoo; Red Hat; p11-kit without a wrapper. The first that exists is
 * the one: no distribution ships two.
 */
const trustTools = [
  ['update-ca-certificates'],
  ['update-ca-trust', 'extract'],
  ['trust', 'extract-compat'],
] as const;

async function updateTrust({ ports, facts }: EffectContext): Promise<void> {
  for (const tool of trustTools) {
    // a tree's bundle has to be where the tree's own programs will look for it
    const argv = facts.live ? tool : (['chroot', facts.root, ...tool] as const);
    const result = await ports.commands.run(argv, { deadlineMs: trustDeadlineMs });
    if (result.exitCode === 0) return;
    if (result.exitCode === missing) continue;
    const detail = result.stderr.trim().split('\n').at(-1) || `exit ${result.exitCode}`;
    throw new Failure('cannotWrite', said.effectFailed(argv.join(' '), detail));
  }
  throw new Failure('cannotWrite', said.noTrustTool());
}

/** The commands port's exit code for a program that is not there. */
const missing = 127;
