import { isAtLeast } from '../../domain/engine.ts';
import { isQuantumSafe } from '../../domain/go-version.ts';
import type { TlsHello, Wait, Wire } from '../../ports/network.ts';
import { handshake, handshakeDeadlineMs } from '../../probes/handshake.ts';
import type { WalkContext } from './context.ts';
import type { HopTarget } from './hop.ts';

interface Way {
  readonly target: HopTarget;
  readonly walk: WalkContext;
}

/** TLS over a wire, as this engine would do it with this host. */
export function secure(
  { target, walk }: Way,
  below: Wire,
  { host, client }: { readonly host: string; readonly client: TlsHello['client'] },
) {
  const { trust } = target;
  const wishes = {
    host,
    client,
    pool: walk.pool(trust),
    now: walk.ports.clock.now(),
    goMinor: walk.goMinor,
    lenient: walk.lenient ?? false,
    offer: offerOf(walk),
    quantumSafe: isQuantumSafe(walk.view.engine.version, walk.goMinor),
  };
  const wait = waitOf(walk, handshakeDeadlineMs);
  return handshake(walk.ports.network, below, { wishes, wait });
}

/**
 * Only the classic store gives its client Docker's own cipher list, which lost CBC with
 * go-connections 0.6.0. Go has key exchange by RSA off
 * since 1.22, builds with old defaults until 1.27 took the setting away (measured on 26.1.5+dfsg1
 * and 28.5.2+dfsg4).
 */
function offerOf({ accent, goMinor, lenient, view }: WalkContext): TlsHello['offer'] {
  const { version } = view.engine;
  const isNew = version !== null && isAtLeast(version, '29.0');
  if (accent.store === 'classic') return isNew ? 'engine' : 'old-engine';
  return goMinor < 22 || (lenient && goMinor < 27) ? 'old-go' : 'go';
}

/** The certificate that the engine would show where it is asked for one. */
export async function clientIdentity({ target, walk }: Way): Promise<TlsHello['client']> {
  const paths = target.trust.client;
  if (!paths) return null;
  const [certificate, key] = await Promise.all(
    [paths.certificatePath, paths.keyPath].map(async (path) => {
      const { state } = await walk.ports.files.snapshot(path);
      return state.kind === 'file' ? new TextDecoder().decode(state.bytes) : null;
    }),
  );
  return certificate && key ? { certificate, key } : null;
}

export function waitOf({ signal }: Pick<WalkContext, 'signal'>, deadlineMs: number): Wait {
  return { deadlineMs, signal };
}
