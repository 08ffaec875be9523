/** Whether the doctor has foretold what the engine did. */
import type { DoctorDocument } from '../../../src/domain/documents.ts';
import type { RegistryPlace } from './places.ts';
import type { Happening } from './rig.ts';

export interface Verdict {
  readonly seed: number;
  readonly image: string;
  /** `unknown`: the doctor did not say. */
  readonly agrees: 'yes' | 'no' | 'unknown';
  /** Where it said more than whether it works: by whom, by which way, in which words. */
  readonly servedBy: Detail;
  readonly proxied: Detail;
  readonly text: Detail;
  /** Findings that are not true of any of these hosts, by their codes. */
  readonly untrue: readonly string[];
  /** Errors that were found although the pull works, by their codes. */
  readonly despite: readonly string[];
  readonly said: string;
  readonly happened: string;
}

/** `untold`: the doctor said nothing of it; `none`: there was nothing to say. */
export type Detail = 'same' | 'different' | 'untold' | 'none';

/** Holds one case's prediction against what happened. */
export function compare(happening: Happening): Verdict {
  const { drawn, image, doctor } = happening;
  const real = realOf(happening);
  const document = documentOf(doctor.stdout);
  const route = document?.routes?.[0];
  const untrue = untrueOf(document);
  const despite = real.outcome === 'pulled' ? errorsOf(document) : [];
  const base = { seed: drawn.seed, image, untrue, despite, happened: describe(real) };
  if (!route) {
    const said = `exit ${doctor.exitCode}: ${doctor.stdout || doctor.stderr}`;
    return { ...base, agrees: 'no', servedBy: 'none', proxied: 'none', text: 'none', said };
  }
  const { prediction } = route;
  const said = describe(prediction);
  if (prediction.outcome === 'unknown') {
    const agrees = untrue.length > 0 ? 'no' : 'unknown';
    return { ...base, agrees, servedBy: 'none', proxied: 'none', text: 'none', said };
  }
  const pulled = real.outcome === 'pulled' && prediction.outcome === 'pulled';
  const servedBy = pulled ? sameOrigin(prediction.servedBy, real.servedBy) : 'none';
  const proxied = pulled && servedBy === 'same' ? sameWay(route, real) : 'none';
  const failed = real.outcome === 'failed' && prediction.outcome === 'failed';
  const text = failed ? sameText(prediction.error, real.error) : 'none';
  const same = real.outcome === prediction.outcome && untrue.length === 0;
  const agrees = same && servedBy !== 'different' && proxied !== 'different' ? 'yes' : 'no';
  return { ...base, agrees, servedBy, proxied, text, said };
}

type RouteDocument = DoctorDocument['routes'][number];

/**
 * The engine of such a host is up, healthy, and has what its files say: the agent has waited for
 * that. Whoever says otherwise has misread it.
 */
const neverTrue = new Set([
  ...['DC5001', 'DC5002', 'DC5003', 'DC5004', 'DC5005', 'DC5006', 'DC5009', 'DC5010', 'DC5020'],
  ...['DC6001', 'DC6002', 'DC6003', 'DC6004', 'DC6010', 'DC6011'],
]);

function errorsOf(document: Partial<DoctorDocument> | null): string[] {
  const errors = (document?.findings ?? []).filter(({ severity }) => severity === 'error');
  return [...new Set(errors.map(({ code }) => code))];
}

function untrueOf(document: Partial<DoctorDocument> | null): string[] {
  return (document?.findings ?? []).map(({ code }) => code).filter((code) => neverTrue.has(code));
}

/** What the doctor printed; null where it printed something else, such as what went wrong. */
export function documentOf(stdout: string): Partial<DoctorDocument> | null {
  try {
    return JSON.parse(stdout);
  } catch {
    return null;
  }
}

interface Real {
  readonly outcome: 'pulled' | 'failed';
  readonly servedBy: string | null;
  /** Whether the way to whoever served it led through a proxy. */
  readonly proxied: boolean;
  readonly error: string | null;
}

function realOf(happening: Happening): Real {
  const { pull, seen } = happening;
  const ok = pull.exitCode === 0;
  const servedBy = ok ? serverOf(happening) : null;
  const proxied = seen.some(({ by, origin }) => by === 'proxy' && normal(origin) === servedBy);
  return {
    outcome: ok ? 'pulled' : 'failed',
    servedBy,
    proxied,
    error: ok ? null : pull.stderr.replace(/^Error response from daemon: /, '').trim(),
  };
}

/**
 * Who served a pull that went well: in the classic store the last one that gave anything, because
 * it starts again at the next endpoint when a blob is missing, and keeps what it has; in the other
 * the first one that gave the manifest, because any host may give the blobs.
 */
function serverOf({ seen, store, drawn }: Happening): string | null {
  const given = store === 'classic' ? /\/(manifests|blobs)\// : /\/manifests\//;
  const found = seen.filter(
    ({ by, url, status }) =>
      by === 'registry' && [200, 206, 307].includes(status ?? 0) && given.test(url),
  );
  const server = found.at(store === 'classic' ? -1 : 0);
  if (!server) return null;
  // Whoever sent it there is the endpoint that served.
  const { registries } = drawn.servers;
  const before = seen.slice(0, seen.indexOf(server));
  const sender = before.findLast(({ url, status, place }) => {
    const { movedTo } = registries[place as RegistryPlace]?.options ?? {};
    return status === 301 && url === server.url && normal(movedTo ?? '') === normal(server.origin);
  });
  return normal((sender ?? server).origin);
}

function sameOrigin(said: string | null, real: string | null): Detail {
  if (said === null) return 'untold';
  return real !== null && normal(said) === real ? 'same' : 'different';
}

function sameWay({ endpoints, prediction }: RouteDocument, real: Real): Detail {
  const endpoint = endpoints.find(({ url }) => url === prediction.servedBy);
  if (!endpoint) return 'untold';
  return (endpoint.proxy !== null) === real.proxied ? 'same' : 'different';
}

/**
 * The number of attempts is the lab's doing: it has the engine try once more, not five times. And
 * Go says now and then which of its two goroutines met a certificate's refusal first
 * (golang/go src/net/http/transport.go readLoopPeekFailLocked).
 */
function sameText(said: string | null, real: string | null): Detail {
  if (said === null) return 'untold';
  const bare = (text: string) =>
    text
      .replace(/attempts=\d+/, 'attempts=N')
      .replace('readLoopPeekFailLocked: ', '')
      .trim();
  return bare(said) === bare(real ?? '') ? 'same' : 'different';
}

function normal(url: string): string {
  return URL.parse(url)?.origin ?? url;
}

function describe(
  what: Pick<Real, 'outcome' | 'servedBy' | 'error'> | RouteDocument['prediction'],
) {
  return [what.outcome, what.servedBy, what.error].filter((part) => part !== null).join(' · ');
}
