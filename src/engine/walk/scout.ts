import type { Outcome } from '../../domain/outcome.ts';
import { probeBlob } from '../../probes/blob.ts';
import {
  type BlobChoice,
  isIndex,
  type ManifestWishes,
  pickPlatform,
  probeManifestGet,
  smallestBlob,
} from '../../probes/manifest.ts';
import type { BlobSeen, HopSeen } from '../../probes/seen.ts';
import type { Hop } from './hop.ts';
import { isHub, type Walk } from './state.ts';
import type { Visit } from './visit.ts';

/**
 * Goes ahead on a second connection, to learn which blob the manifest will name: so the blob is on
 * its way while the manifest is still asked for as the engine does it, by HEAD and then by digest,
 * and a pull's path is walked in the time of its round trips without that HEAD. What the scout
 * sees of the manifest is no evidence, and its blob is only where the engine's own way names the
 * same one and it came.
 */
export interface Scout {
  /** sets out, with what the HEAD carries that is sent now */
  go(wishes: ManifestWishes): void;
  /** how the blob came, when the scout has asked for this very one; null when it has not */
  blob(digest: string): Promise<Outcome<BlobSeen>> | null;
  end(): void;
}

type Walker = Pick<Walk, 'target' | 'trip' | 'context'>;

/** From here on a round trip (50 ms of a hop with TLS) is worth more than a connection. */
const slowHopMs = 150;

/**
 * A scout for a walk whose first connection stands, and took long. It connects at once. None goes
 * where a manifest's GET is counted as a pull, nor on a fast line, where one connection carries
 * everything.
 */
export function scoutFor({ target, trip, context }: Walker, { seen }: Hop): Scout | null {
  if (!target.hasImage || isHub(target.endpoint) || hopMs(seen) < slowHopMs) return null;
  const second = trip.second();
  const opened = second.begin(() => {});
  let underWay: { readonly digest: string; readonly outcome: Promise<Outcome<BlobSeen>> } | null =
    null;
  const look = async (wishes: ManifestWishes) => {
    const { wire } = await opened;
    const choice = wire && (await choose(second, wishes, context.platform));
    if (!choice) return;
    const outcome = probeBlob(second.ask('blob'), { ...wishes, ...choice });
    underWay = { digest: choice.digest, outcome };
  };
  return {
    go: (wishes) => void look(wishes),
    blob: (digest) => (underWay?.digest === digest ? joined(underWay.outcome) : null),
    end: () => second.end(),
  };

  async function joined(coming: Promise<Outcome<BlobSeen>>) {
    const outcome = await coming;
    if (outcome.kind === 'saw') trip.join(second);
    return outcome;
  }
}

/** How long the stages of a hop took, its name's resolution apart. */
function hopMs({ tcp, tunnel, tls }: HopSeen): number {
  const stages = [tcp, tunnel, tls];
  return stages.reduce((sum, stage) => sum + (stage.kind === 'saw' ? stage.ms : 0), 0);
}

async function choose(
  visit: Visit,
  wishes: ManifestWishes,
  platform: Walk['context']['platform'],
): Promise<BlobChoice | null> {
  const ask = visit.ask('registry');
  const { body } = await probeManifestGet(ask, wishes);
  if (!isIndex(body)) return smallestBlob(body);
  const digest = pickPlatform(body, platform);
  if (digest === null) return null;
  return smallestBlob((await probeManifestGet(ask, { ...wishes, object: digest })).body);
}
