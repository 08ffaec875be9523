import { checks } from '../../checks/index.ts';
import type { ExplainDocument } from '../../domain/documents.ts';
import { Failure } from '../../domain/failure.ts';
import type { Severity } from '../../domain/finding.ts';
import { formatProxyUrl } from '../../domain/proxy-url.ts';
import { parseReference } from '../../domain/reference.ts';
import type { Endpoint, Reference, Route } from '../../domain/route.ts';
import { routeFor } from '../../domain/routes.ts';
import type { Language, Said } from '../../domain/said.ts';
import type { EngineView } from '../../domain/view.ts';
import { explainWords } from './words.ts';

/**
 * The route an image takes and why, hop by hop, without touching the network.
 * @throws Failure invalidInput with the engine's own wording for a name that is none
 */
export function explain(image: string, view: EngineView, language: Language): ExplainDocument {
  const parsed = parseReference(image);
  if ('problem' in parsed) throw new Failure('invalidInput', parsed.problem);
  const route = routeFor(parsed.reference, view);
  return {
    schema: 'dockcfg/explain/1',
    reference: referenceDocument(parsed.reference),
    endpoints: route.endpoints.map((endpoint) => endpointDocument(endpoint, route, language)),
  };
}

function referenceDocument(reference: Reference): ExplainDocument['reference'] {
  const { input, canonical, domain, path, tag, digest } = reference;
  return { input, canonical, domain, path, tag, digest };
}

function endpointDocument(
  endpoint: Endpoint,
  route: Route,
  language: Language,
): ExplainDocument['endpoints'][number] {
  const { proxy, trust } = endpoint;
  const used = trust.sources.filter(({ pem }) => pem !== null).map(({ path }) => path);
  const problems = trust.sources.flatMap(({ problem }) => (problem ? [problem[language]] : []));
  const reasons = [trust.reason[language], ...problems];
  return {
    url: endpoint.url,
    role: endpoint.role,
    scheme: endpoint.scheme,
    proxy: proxy.proxy && formatProxyUrl(proxy.proxy, { withPassword: false }),
    proxyReason: proxy.reason[language],
    trust: used,
    trustReason: (trust.fatal ? [trust.fatal[language], ...reasons] : reasons).join(
      explainWords.and[language],
    ),
    credentials: credentialsOf(endpoint, route)[language],
    why: endpoint.why[language],
  };
}

function credentialsOf({ credentials, role }: Endpoint, { reference }: Route): Said {
  if (credentials === 'none') return explainWords.noLogin;
  return role === 'mirror'
    ? explainWords.loginToMirror(reference.domain)
    : explainWords.login(reference.domain);
}

/** What a finding's code means, offline. */
export interface CodeExplanation {
  readonly code: string;
  readonly severity: Severity;
  readonly title: Said;
  readonly about: Said;
  readonly ways: readonly Said[];
  /** findings that often are the cause of this one */
  readonly causes: readonly { readonly code: string; readonly title: Said }[];
}

/** Every code there is. */
export function knownCodes(): readonly string[] {
  return checks.map(({ code }) => code);
}

/** Explains a code, in any case; null when there is none like it. */
export function explainCode(code: string): CodeExplanation | null {
  const found = checks.find((check) => check.code === code.toUpperCase());
  if (!found) return null;
  const { severity, title, about, ways } = found;
  const causes = found.causes.flatMap((cause) => {
    const check = checks.find((each) => each.code === cause);
    return check ? [{ code: check.code, title: check.title }] : [];
  });
  return { code: found.code, severity, title, about, ways, causes };
}
