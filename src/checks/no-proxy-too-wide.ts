import { bypassOf } from '../domain/no-proxy.ts';
import { parseProxyUrl } from '../domain/proxy-url.ts';
import { check, type Found } from './contract.ts';
import { isPublicRegistry } from './inspectors.ts';
import { stoppedAt, unreachedDirectly } from './proxy-sights.ts';
import { dockcfg, say } from './write.ts';

/** A NO_PROXY item keeps a public registry from the proxy that would lead there. */
export const noProxyTooWide = check({
  code: 'DC3015',
  severity: 'error',
  title: say('no-proxy keeps a public registry from the proxy', 'no-proxy 使公共仓库绕过了代理'),
  about: say(
    'A no-proxy item covers its domain and everything below it, so "io" or "docker.io" makes Docker Hub go direct too. If only the proxy leads out of the network, that fails.',
    'no-proxy 中的条目涵盖该域及其所有子域，因此 “io” 或 “docker.io” 会使 Docker Hub 也走直连。如果只有代理能够出网，直连就会失败。',
  ),
  ways: [say('remove the item from no-proxy', '从 no-proxy 中去掉该条目')],
  reads: ['routes', 'views'],
  judge: ({ routes, views }) => {
    const { http, https, no } = views.used.proxies;
    return unreachedDirectly(routes).flatMap((sight): Found[] => {
      const { hop, subject, severity, place } = sight;
      const bypass = bypassOf(hop, no);
      const usable = parseProxyUrl(hop.scheme === 'https' ? https : http).kind === 'proxy';
      if (!usable || bypass?.kind !== 'item' || !isPublicRegistry(hop.host)) return [];
      const kept = no.split(',').map((item) => item.trim());
      const list = kept.filter((item) => item !== '' && item !== bypass.item).join(',');
      return [
        {
          subject,
          severity,
          text: say(
            `The no-proxy item "${bypass.item}" keeps ${hop.host} from the proxy, and it cannot be reached directly.`,
            `no-proxy 中的“${bypass.item}”使 ${hop.host} 绕过代理，而直连无法到达。`,
          ),
          seen: [`no-proxy: ${no}`, `${subject}: direct, ${stoppedAt(sight)}`],
          places: [place(stoppedAt(sight))],
          remedies: [
            dockcfg(
              say(
                `remove "${bypass.item}"; the engine must be restarted`,
                `去掉“${bypass.item}”；需要重启引擎`,
              ),
              {
                command: ['dockcfg', 'apply', '--no-proxy', list],
                risk: 'restart',
                desired: { proxies: { 'no-proxy': list } },
              },
            ),
          ],
        },
      ];
    });
  },
});
