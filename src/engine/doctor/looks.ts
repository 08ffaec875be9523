import type { Evidence } from '../../checks/evidence.ts';
import type { HostFacts } from '../../domain/facts.ts';
import type { DiagnosePorts } from '../walk/context.ts';
import { absentSeen } from './absent-seen.ts';
import { buildersSeen } from './builders-seen.ts';
import { clientSeen } from './client-seen.ts';
import { disksSeen } from './disks-seen.ts';
import { missingHelpers } from './missing-helpers.ts';
import { needsSeen } from './needs-seen.ts';
import { journalSeen, serviceSeen } from './service-seen.ts';

type Look<Seen> = (facts: HostFacts, ports: DiagnosePorts) => Promise<Seen>;
type Looks = { readonly [K in keyof Evidence]?: Look<NonNullable<Evidence[K]> | null> };

/** What is looked at on the host while the network is walked: a field of the evidence each. */
const looks = {
  service: (facts, { services }) => serviceSeen(facts, services),
  journal: journalSeen,
  builders: (facts, { files }) => buildersSeen(facts, files),
  disks: disksSeen,
  needs: needsSeen,
  absent: absentSeen,
  client: async (facts, { files }) => clientSeen(facts, await missingHelpers(facts, files)),
} satisfies Looks;

type Beside = { readonly [K in keyof typeof looks]: Awaited<ReturnType<(typeof looks)[K]>> };

/** Looks at all of it at once. */
export async function lookBeside(facts: HostFacts, ports: DiagnosePorts): Promise<Beside> {
  const seen = await Promise.all(
    Object.entries(looks).map(async ([field, look]) => [field, await look(facts, ports)] as const),
  );
  return Object.fromEntries(seen) as Beside;
}
