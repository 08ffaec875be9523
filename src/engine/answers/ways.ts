import { splitHostPort } from '../../domain/host-port.ts';
import { decideProxy } from '../../domain/proxy.ts';
import { formatProxyUrl } from '../../domain/proxy-url.ts';
import type { Said } from '../../domain/said.ts';
import type { EngineView } from '../../domain/view.ts';

/** Which way the engine goes to one host. */
export interface Way {
  readonly host: string;
  /** masked; null when it goes direct */
  readonly proxy: string | null;
  readonly reason: Said;
}

/** What every pull from Docker Hub needs: the registry, its tokens, its layers. */
const hubHosts = [
  'registry-1.docker.io',
  'auth.docker.io',
  'production.cloudflare.docker.com',
] as const;

/**
 * How the engine gets to Docker Hub and to every registry at hand, as its proxy variables decide:
 * what a NO_PROXY means in practice.
 * @param more URLs or hosts that the configuration does not name in a place that counts
 */
export function waysOf(view: EngineView, more: readonly string[] = []): readonly Way[] {
  const hosts = [
    ...hubHosts,
    ...view.mirrors,
    ...more,
    ...view.insecure,
    ...view.trustDirectories.keys(),
  ];
  const targets = hosts.flatMap(targetOf);
  const first = (host: string) => targets.findIndex((other) => other.shown === host);
  return targets
    .filter(({ shown }, index) => first(shown) === index)
    .map(({ shown, ...target }) => {
      const { proxy, reason } = decideProxy(view.proxies, target, view.engine.version);
      return {
        host: shown,
        proxy: proxy && formatProxyUrl(proxy, { withPassword: false }),
        reason,
      };
    });
}

interface Target {
  readonly shown: string;
  readonly scheme: 'https' | 'http';
  readonly host: string;
  readonly port: number;
}

/** A network names nobody, and neither do the directories for every registry. */
function targetOf(entry: string): readonly Target[] {
  if (entry.includes('://') && !URL.canParse(entry)) return [];
  const scheme = entry.startsWith('http://') ? 'http' : 'https';
  const shown = entry.includes('://') ? new URL(entry).host : entry.replace(/_(\d+)_$/, ':$1');
  if (shown.includes('/') || shown === '_default' || shown === 'docker.io') return [];
  const split = splitHostPort(shown);
  const port = Number(split?.port || (scheme === 'http' ? 80 : 443));
  return [{ shown, scheme, host: split?.host ?? shown, port }];
}
