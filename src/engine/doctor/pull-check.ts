import type { DoctorDocument, PullDocument, RouteDocument } from '../../domain/documents.ts';
import type { Outcome } from '../../domain/outcome.ts';
import { redact } from '../../domain/redact.ts';
import type { Reference } from '../../domain/route.ts';
import type { Pulled, Puller, PullOrder } from '../../ports/puller.ts';
import type { Login } from '../../probes/token.ts';
import type { Diagnosis } from './diagnosis.ts';

/** The engine gives up on a silent host after half a minute, and tries a blob five times over. */
const pullDeadlineMs = 5 * 60_000;

export interface PullCheck {
  readonly puller: Puller;
  readonly socket: string;
  readonly signal: AbortSignal;
  readonly logins: ReadonlyMap<string, Login>;
}

/**
 * Has the engine pull every image of a diagnosis, one after another, and compares how that ends
 * with what was predicted. The images stay on the host.
 * @returns by canonical name
 */
export async function pullAll(
  { evidence }: Diagnosis,
  { puller, socket, signal, logins }: PullCheck,
): Promise<ReadonlyMap<string, PullDocument>> {
  const found = new Map<string, PullDocument>();
  for (const { route, hasImage, prediction } of evidence.routes) {
    if (!hasImage) continue;
    const { reference } = route;
    const order = orderOf(reference, logins.get(reference.domain) ?? null);
    const outcome = await puller.pull(socket, order, { deadlineMs: pullDeadlineMs, signal });
    found.set(reference.canonical, compared(outcome, prediction));
  }
  return found;
}

function orderOf({ domain, path, tag, digest }: Reference, login: Login | null): PullOrder {
  return { name: `${domain}/${path}`, tag: digest ?? tag ?? 'latest', login };
}

function compared(outcome: Outcome<Pulled>, prediction: RouteDocument['prediction']): PullDocument {
  if (outcome.kind !== 'saw') {
    const error = outcome.kind === 'failed' ? outcome.code : null;
    const ms = outcome.kind === 'failed' ? outcome.ms : null;
    return { outcome: 'unknown', error, ms, fresh: false, asPredicted: null };
  }
  const { error, fresh } = outcome.data;
  const told = error === null ? ('pulled' as const) : ('failed' as const);
  const known = prediction.outcome !== 'unknown';
  return {
    outcome: told,
    error: error && redact(error),
    ms: outcome.ms,
    fresh,
    asPredicted: known ? prediction.outcome === told : null,
  };
}

/** The document with what the engine did; a pull that fails is broken, whatever was predicted. */
export function withPulls(
  document: DoctorDocument,
  pulls: ReadonlyMap<string, PullDocument>,
): DoctorDocument {
  const failed = [...pulls.values()].some(({ outcome }) => outcome === 'failed');
  return {
    ...document,
    verdict: failed ? 'broken' : document.verdict,
    routes: document.routes.map((route) => {
      const pull = pulls.get(route.image);
      return pull ? { ...route, pull } : route;
    }),
  };
}
