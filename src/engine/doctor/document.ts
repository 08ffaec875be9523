import type { RouteSeen } from '../../checks/evidence.ts';
import { stagesOf } from '../../checks/stages.ts';
import { greets } from '../../checks/weight.ts';
import type {
  DoctorDocument,
  FindingDocument,
  RouteDocument,
  StageDocument,
} from '../../domain/documents.ts';
import { formatProxyUrl } from '../../domain/proxy-url.ts';
import { knownRedactor } from '../../domain/redact.ts';
import type { Language } from '../../domain/said.ts';
import type { WalkSeen } from '../../probes/seen.ts';
import { maskedPlaces } from '../evidence/masked-places.ts';
import { secretsIn } from '../secrets.ts';
import type { Diagnosis, PlacedFinding } from './diagnosis.ts';
import { seenOf } from './stage-seen.ts';
import { nameOf } from './targets.ts';
import { outcomeOf } from './verdict.ts';

/** The published document of a diagnosis, in one language. */
export function toDocument(diagnosis: Diagnosis, language: Language): DoctorDocument {
  const { evidence, elapsedMs, verdict, checks, findings } = diagnosis;
  const { engine } = evidence.views.used;
  const clean = knownRedactor(secretsIn(evidence.facts));
  return cleaned<DoctorDocument>(clean, {
    schema: 'dockcfg/doctor/1',
    verdict,
    elapsedMs,
    engine: {
      version: engine.version?.text ?? null,
      store: engine.store,
      flavour: evidence.facts.flavour,
    },
    routes: evidence.routes.map((route) => routeDocument(route, findings)),
    checks: checks.map(({ code, state }) => ({ code, state })),
    findings: findings.map((finding) => findingDocument(finding, language)),
    masked: maskedPlaces(evidence),
  });
}

/** What a server or a log repeats may hold a secret of this host in any place. */
function cleaned<T>(clean: (text: string) => string, value: T): T {
  if (typeof value === 'string') return clean(value) as T;
  if (Array.isArray(value)) return value.map((each) => cleaned(clean, each)) as T;
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, each]) => [key, cleaned(clean, each)]);
  return Object.fromEntries(entries) as T;
}

function routeDocument(seen: RouteSeen, findings: readonly PlacedFinding[]): RouteDocument {
  const { route, walks, hasImage } = seen;
  return {
    image: nameOf({ reference: route.reference, hasImage }),
    endpoints: walks.map((walk) => ({
      url: walk.endpoint.url,
      role: walk.endpoint.role,
      proxy: proxyOf(walk),
      trust: walk.endpoint.trust.sources.map((source) => source.path),
      stages: stagesOf(walk).map((state): StageDocument => {
        const { stage, outcome, ms, reason } = state;
        const code = outcome === 'failed' ? codeAt(walk, stage, findings) : null;
        const because = outcome === 'ok' ? {} : { reason };
        return { stage, outcome, ms, code, seen: { ...because, ...seenOf(walk, stage) } };
      }),
    })),
    prediction: hasImage ? seen.prediction : hostPrediction(seen),
  };
}

/** Of a bare host no image was asked for: what can be told is whether a registry answers there. */
function hostPrediction(seen: RouteSeen): RouteDocument['prediction'] {
  const outcome = outcomeOf(seen);
  const serving = outcome === 'pulled' ? seen.walks.find(greets) : undefined;
  const { error } = seen.prediction;
  return {
    outcome,
    servedBy: serving?.endpoint.url ?? null,
    error: outcome === 'failed' ? error : null,
  };
}

function proxyOf({ endpoint }: WalkSeen): string | null {
  const { proxy } = endpoint.proxy;
  return proxy && formatProxyUrl(proxy, { withPassword: false });
}

/** The finding that explains a failed stage: the root cause where several name it. */
function codeAt(
  walk: WalkSeen,
  stage: StageDocument['stage'],
  findings: readonly PlacedFinding[],
): string | null {
  const here = findings.filter((finding) =>
    finding.places.some(
      (place) =>
        place.image === walk.image && place.endpoint === walk.endpoint.url && place.stage === stage,
    ),
  );
  return (here.find((finding) => finding.rootCause) ?? here[0])?.code ?? null;
}

function findingDocument(finding: PlacedFinding, language: Language): FindingDocument {
  const { code, severity, rootCause, causedBy, subject, title, text, seen, remedies } = finding;
  return {
    code,
    severity,
    rootCause,
    causedBy,
    subject,
    title: title[language],
    text: text[language],
    seen,
    remedies: remedies.map((remedy) => ({
      kind: remedy.kind,
      text: remedy.text[language],
      command: remedy.kind === 'ask' ? [] : remedy.command,
      risk: remedy.risk,
    })),
  };
}
