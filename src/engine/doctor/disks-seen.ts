import type { DiskSeen } from '../../checks/evidence.ts';
import type { HostFacts } from '../../domain/facts.ts';
import type { DiagnosePorts } from '../walk/context.ts';
import { dataRootOf } from './config-seen.ts';

/** containerd's own folder, where a store that Docker does not start itself keeps images. */
const containerdRoot = '/var/lib/containerd';

/** A network file system whose server is gone keeps everybody waiting who asks about it. */
const spaceDeadlineMs = 1_000;

/** What is left where this engine keeps its images; nothing where nobody can be asked. */
export async function disksSeen(
  facts: HostFacts,
  { disks, clock }: Pick<DiagnosePorts, 'disks' | 'clock'>,
): Promise<readonly DiskSeen[]> {
  if (!disks || !facts.live) return [];
  const running = facts.info?.raw.DockerRootDir;
  const root = typeof running === 'string' ? running : dataRootOf(facts);
  const stores = facts.engine.store === 'containerd' ? [containerdRoot] : [];
  const paths = [...(root === null ? [] : [root]), ...stores];
  const seen = await Promise.all(
    paths.map(async (path) => {
      const answered = new AbortController();
      const late = clock.sleep(spaceDeadlineMs, answered.signal).then(() => null);
      const space = await Promise.race([disks.space(path), late]);
      answered.abort();
      return space ? [{ path, ...space }] : [];
    }),
  );
  return seen.flat();
}
