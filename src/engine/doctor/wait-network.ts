import { hubHost } from '../../domain/endpoint.ts';
import type { HostFacts } from '../../domain/facts.ts';
import { parseProxyUrl } from '../../domain/proxy-url.ts';
import type { EngineView } from '../../domain/view.ts';
import type { DiagnosePorts } from '../walk/context.ts';
import { resolverFiles } from '../walk/resolver-settings.ts';
import { sharedResolver } from '../walk/shared-resolver.ts';

/** A lease and a resolver come within seconds of each other; looking costs next to nothing. */
const pauseMs = 1_000;

export interface NetworkWait {
  readonly facts: HostFacts;
  readonly ports: DiagnosePorts;
  readonly signal: AbortSignal;
  readonly patienceMs: number;
}

/**
 * Waits until this host has a network: one of the names resolves, and the kernel knows a way to its
 * address. The resolver's files are read anew each time, for they come with the network.
 * @returns false when patience ended first
 */
export async function waitForNetwork(
  names: readonly string[],
  wait: NetworkWait,
): Promise<boolean> {
  const { clock } = wait.ports;
  const end = clock.monotonic() + wait.patienceMs;
  for (;;) {
    if (await hasNetwork(names, wait)) return true;
    if (wait.signal.aborted || clock.monotonic() + pauseMs >= end) return false;
    await clock.sleep(pauseMs, wait.signal);
  }
}

/** Who is dialled first from this host: its proxy, else its mirrors, else Docker Hub. */
export function firstNames({ proxies, mirrors }: EngineView): readonly string[] {
  const proxied = [proxies.https, proxies.http].flatMap((text) => {
    const parsed = parseProxyUrl(text);
    return parsed.kind === 'proxy' ? [parsed.proxy.host] : [];
  });
  if (proxied.length > 0) return [...new Set(proxied)];
  const hosts = mirrors.flatMap((url) => (URL.canParse(url) ? [new URL(url).hostname] : []));
  return hosts.length > 0 ? [...new Set(hosts)] : [hubHost];
}

async function hasNetwork(
  names: readonly string[],
  { facts, ports, signal }: NetworkWait,
): Promise<boolean> {
  const files = await Promise.all(
    resolverFiles.map(async (path) => [path, await ports.files.snapshot(path)] as const),
  );
  const now = { ...facts, files: new Map([...facts.files, ...files]) };
  const resolver = sharedResolver(now, { ports, signal, options: {} });
  const found = await Promise.all(
    names.map(async (name) => {
      const { outcome } = await resolver.resolve(name.replace(/^\[|\]$/g, ''));
      return outcome.kind === 'saw' ? outcome.data.addresses : [];
    }),
  );
  const ways = await Promise.all(
    found.flat().map((address) => ports.network.source({ address, port: 443 })),
  );
  return ways.some(({ kind }) => kind === 'saw');
}
