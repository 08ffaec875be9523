import type { DesiredState, InsecureEntry, MirrorUrl } from '../domain/desired.ts';
import type { EngineVersion } from '../domain/engine.ts';
import { parseInsecureEntry, parseRegistryHost } from '../domain/insecure.ts';
import { parseMirrorUrl } from '../domain/mirror-url.ts';
import { type Certificate, caFileOf } from '../probes/certificate.ts';

/** Trust these certificates for one registry; nothing when the host is none. */
export function trustFor(host: string, certificates: readonly Certificate[]): DesiredState {
  const parsed = parseRegistryHost(host);
  const ca = caFileOf(certificates);
  if ('problem' in parsed || !ca) return {};
  return { registries: new Map([[parsed.host, { ca }]]) };
}

/** Trust these certificates for everything this host does. */
export function trustInSystem(certificates: readonly Certificate[]): DesiredState {
  const ca = caFileOf(certificates);
  return ca ? { 'system-ca': [ca] } : {};
}

/** Exactly these mirrors; what the engine would refuse is left out. */
export function exactMirrors(urls: readonly string[], version: EngineVersion | null): DesiredState {
  return { 'registry-mirrors': { kind: 'exactly', values: mirrorUrls(urls, version) } };
}

/** Mirrors; what the engine would refuse is left out. */
export function mirrorUrls(
  texts: readonly string[],
  version: EngineVersion | null,
): readonly MirrorUrl[] {
  return texts.flatMap((text): MirrorUrl[] => {
    const parsed = parseMirrorUrl(text, version);
    return 'problem' in parsed ? [] : [parsed.url];
  });
}

/** Entries to add to and take out of insecure-registries. */
export function insecureChange(change: {
  readonly add?: readonly string[];
  readonly remove?: readonly string[];
}): DesiredState {
  const [add, remove] = [insecureEntries(change.add), insecureEntries(change.remove)];
  return { 'insecure-registries': { kind: 'merge', add, remove } };
}

/** Entries of insecure-registries; what is none is left out. */
export function insecureEntries(texts: readonly string[] = []): readonly InsecureEntry[] {
  return texts.flatMap((text): InsecureEntry[] => {
    const parsed = parseInsecureEntry(text);
    return 'problem' in parsed ? [] : [parsed.entry];
  });
}
