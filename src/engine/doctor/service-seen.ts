import type { ServiceSeen } from '../../checks/evidence.ts';
import type { HostFacts } from '../../domain/facts.ts';
import { redact } from '../../domain/redact.ts';
import type { DiagnosePorts } from '../walk/context.ts';

/** The service as its manager sees it now; null where nobody could be asked. */
export async function serviceSeen(
  facts: HostFacts,
  services: DiagnosePorts['services'],
): Promise<ServiceSeen | null> {
  if (!services || !facts.live || !facts.unit) return null;
  const unit = facts.unit.name;
  const { active, sub, result, enabled, masked, startedAt } = await services.state(unit);
  const seen = { unit, active, sub, result, enabled, masked, startedAt };
  if (active !== 'inactive' && active !== 'failed') return seen;
  const socket = await services.state(unit.replace(/\.service$/, '.socket'));
  return { ...seen, socketListens: socket.active === 'active' };
}

/** How far back the journal is read: a failed start of last night is still the cause today. */
const journalMs = 24 * 3600 * 1000;

/** As many lines as an engine writes in a few starts. */
const journalLines = 400;

/** The engine's own lines, masked; null where they cannot be read. */
export async function journalSeen(
  facts: HostFacts,
  { services, clock }: DiagnosePorts,
): Promise<readonly string[] | null> {
  if (!services || !facts.live || !facts.unit) return null;
  const lines = await services.journal(facts.unit.name, {
    at: clock.now() - journalMs,
    cursor: null,
  });
  return lines.slice(-journalLines).map((line) => redact(line.slice(0, 2_000)));
}
