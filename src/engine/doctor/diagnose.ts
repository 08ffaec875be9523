import type { Evidence, RouteSeen } from '../../checks/evidence.ts';
import { checks as allChecks } from '../../checks/index.ts';
import type { DoctorEvent } from '../../domain/documents.ts';
import type { HostFacts } from '../../domain/facts.ts';
import { predict } from '../../domain/predict.ts';
import { routeFor } from '../../domain/routes.ts';
import type { Language } from '../../domain/said.ts';
import type { EngineView } from '../../domain/view.ts';
import type { WalkSeen } from '../../probes/seen.ts';
import type { Login } from '../../probes/token.ts';
import { limit } from '../limit.ts';
import { confinedNetwork } from '../walk/confined-network.ts';
import { type DiagnosePorts, type WalkContext, walkContext } from '../walk/context.ts';
import { askedElsewhere } from '../walk/elsewhere.ts';
import { type ResolverOptions, sharedResolver } from '../walk/shared-resolver.ts';

import { trialOf } from '../walk/trial.ts';
import { type StageListener, walkEndpoint } from '../walk/walk.ts';
import { clocksOf } from './clocks.ts';
import { configSeen } from './config-seen.ts';
import type { Diagnosis } from './diagnosis.ts';
import { withDoctorFiles } from './doctor-files.ts';
import { toDocument } from './document.ts';
import { withEngine } from './engine-down.ts';
import type { EngineSight } from './engine-sight.ts';
import { judge } from './judge.ts';
import { loginsFor } from './logins.ts';
import { lookBeside } from './looks.ts';
import { nameServiceSeen } from './name-service-seen.ts';
import { type DiagnoseTarget, nameOf, targetsOf } from './targets.ts';

export interface DiagnoseRequest {
  /** image names as the user typed them */
  readonly images: readonly string[];
  /** `host[:port]` of registries to look at without an image */
  readonly hosts: readonly string[];
  readonly options?: DiagnoseOptions;
}

export interface DiagnoseOptions extends ResolverOptions {
  /** the whole diagnosis; what is not known by then is reported as unknown */
  readonly budgetMs?: number;
  readonly language?: Language;
  /** ask with the calling user's docker logins rather than anonymously */
  readonly withCredentials?: boolean;
  /** also ask whether a push may begin */
  readonly push?: boolean;
}

/** What a diagnosis works on: the host as gathered, and the outside world. */
export interface DiagnoseSetting {
  readonly facts: HostFacts;
  /** `used`: what pulls go by now; `files`: what the next start reads */
  readonly views: { readonly used: EngineView; readonly files: EngineView };
  /** where the engine's own process sees something else; absent where nobody could look */
  readonly sight?: EngineSight | null;
  readonly ports: DiagnosePorts;
  readonly signal: AbortSignal;
  readonly emit: (event: DoctorEvent) => void;
}

/**
 * A dial, a lookup and an answer of the engine's fit in, and with the start and the report it is
 * the 15 seconds that people wait for an answer.
 */
export const defaultBudgetMs = 14_000;

/**
 * Walks the pull path of every image and host as this engine would, all at once, and judges what
 * was seen. Emits each stage as it happens, and the document last. Writes nothing.
 * @throws Failure invalidInput for an image or host that is none
 */
export async function diagnose(
  request: DiagnoseRequest,
  setting: DiagnoseSetting,
): Promise<Diagnosis> {
  const { views, emit, signal, sight } = setting;
  const network = confinedNetwork(setting.ports.network, setting.facts.unit?.confinement);
  const ports = { ...setting.ports, network };
  const options = request.options ?? {};
  const begun = ports.clock.monotonic();
  const targets = targetsOf(request, views);
  emit({ kind: 'started', images: targets.map(nameOf) });
  using budget = limit(options.budgetMs ?? defaultBudgetMs, { clock: ports.clock, signal });
  const facts = await withDoctorFiles(setting.facts, ports.files);
  const resolver = sharedResolver(sight?.facts ?? facts, { ports, signal: budget.signal, options });
  const logins = options.withCredentials ? await loginsOf(targets, facts, ports) : new Map();
  const look = { facts, view: views.used, ports, signal: budget.signal };
  const context: WalkContext = {
    ...walkContext(look, resolver.resolve),
    loginFor: (domain) => logins.get(domain) ?? null,
    push: options.push ?? false,
  };
  const [beside, ...routes] = await Promise.all([
    lookBeside(facts, ports),
    ...targets.map((target) => walkRoute(target, context, emit)),
  ]);
  const config = configSeen(facts, views.used);
  const evidence: Evidence = {
    facts,
    views,
    routes: withEngine(routes, {
      ...facts,
      ...beside,
      config,
      socket: facts.layout.socket,
      world: sight?.world,
    }),
    nameservers: await resolver.survey(),
    nameservice: await nameServiceSeen(routes, ports),
    clocks: clocksOf(routes),
    config,
    ...(sight ? { world: sight.world } : {}),
    ...beside,
  };
  const elapsedMs = Math.round(ports.clock.monotonic() - begun);
  const diagnosis = { elapsedMs, evidence, ...judge(evidence, allChecks) };
  emit({ kind: 'done', document: toDocument(diagnosis, options.language ?? 'en') });
  return diagnosis;
}

function loginsOf(
  targets: readonly DiagnoseTarget[],
  facts: HostFacts,
  { commands }: DiagnosePorts,
): Promise<ReadonlyMap<string, Login>> {
  const domains = [...new Set(targets.map(({ reference }) => reference.domain))];
  return loginsFor(domains, facts, commands ?? null);
}

async function walkRoute(
  target: DiagnoseTarget,
  context: WalkContext,
  emit: (event: DoctorEvent) => void,
): Promise<RouteSeen> {
  const { reference, hasImage } = target;
  const resolved = await addressesForCidrs(target, context);
  const route = routeFor(reference, context.view, resolved);
  const walks = await Promise.all(
    (route.refused ? [] : route.endpoints).map((endpoint): Promise<WalkSeen> => {
      const listen: StageListener = (stage, outcome) =>
        emit({
          kind: 'stage',
          image: nameOf(target),
          endpoint: endpoint.url,
          stage,
          state: outcome === 'running' ? 'running' : outcome.kind,
          ms: outcome === 'running' || outcome.kind === 'skipped' ? null : outcome.ms,
        });
      return walkEndpoint({ route, endpoint, hasImage }, context, listen);
    }),
  );
  const first = walks.map((walk) => trialOf(walk, route.startsWith));
  const trials = await askedElsewhere({ route, hasImage }, { walks, trials: first }, context);
  return { route, hasImage, walks, prediction: predict(route, trials) };
}

/**
 * The networks among the insecure registries, loopback always one of them, ask for addresses
 * before the route is known. Whoever is gone to directly is looked up anyway, and the resolver
 * remembers. Names that only a proxy may know are looked up where a network is listed: the engine
 * does it, and takes no answer for secure. Docker Hub is secure whatever its address
 * (moby daemon/pkg/registry/config.go isSecureIndex).
 */
async function addressesForCidrs(
  { reference }: DiagnoseTarget,
  context: WalkContext,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const { endpoints } = routeFor(reference, context.view);
  const listed = context.view.insecure.some((entry) => entry.includes('/'));
  const asked = endpoints.filter(({ proxy }) => listed || proxy.proxy === null);
  const names = [...new Set(asked.map(({ host }) => host))];
  const pairs = await Promise.all(
    names.map(async (name) => {
      const { outcome } = await context.resolve(name);
      return [name, outcome.kind === 'saw' ? outcome.data.addresses : []] as const;
    }),
  );
  return new Map(pairs);
}
