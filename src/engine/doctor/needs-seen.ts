import type { NeedsSeen, ServiceNeeded } from '../../checks/evidence.ts';
import { engineVariable } from '../../domain/engine-environment.ts';
import type { HostFacts } from '../../domain/facts.ts';
import type { DiagnosePorts } from '../walk/context.ts';

const containerdUnit = 'containerd.service';

/** What this engine needs on its own host to pull; nothing where nobody could be asked. */
export async function needsSeen(
  facts: HostFacts,
  { files, services }: Pick<DiagnosePorts, 'files' | 'services'>,
): Promise<NeedsSeen> {
  if (!facts.live) return {};
  const [containerd, downloads] = await Promise.all([
    containerdSeen(facts, services),
    downloadsSeen(facts, files),
  ]);
  return { ...(containerd && { containerd }), ...(downloads && { downloads }) };
}

/** The service that keeps the images of the containerd store, unless the engine starts its own. */
async function containerdSeen(
  { engine, unit }: HostFacts,
  services: DiagnosePorts['services'],
): Promise<ServiceNeeded | null> {
  if (!services || !unit || engine.store !== 'containerd') return null;
  const { active, result } = await services.state(containerdUnit);
  return active === 'unknown' ? null : { unit: containerdUnit, active, result };
}

/**
 * The folder that layers are downloaded to in the classic store. The engine makes it when it
 * starts, and not again (moby daemon/daemon.go prepareTempDir).
 */
async function downloadsSeen(
  facts: HostFacts,
  files: DiagnosePorts['files'],
): Promise<NeedsSeen['downloads'] | null> {
  const { engine, info } = facts;
  const root = info?.raw.DockerRootDir;
  if (typeof root !== 'string' || engine.store !== 'classic') return null;
  const path = engineVariable(facts, 'DOCKER_TMPDIR') || `${root}/tmp`;
  const { state } = await files.snapshot(path);
  return { path, missing: state.kind === 'absent' };
}
