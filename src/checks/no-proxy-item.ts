import type { Found } from './contract.ts';
import { check } from './contract.ts';
import { type ProxySight, proxySights } from './proxy-sights.ts';
import { isServed } from './stages.ts';
import { dockcfg, run, say } from './write.ts';

/** A NO_PROXY item that looks as if it covered a host, and does not. */
export const noProxyItem = check({
  code: 'DC3007',
  severity: 'warning',
  title: say('A no-proxy item has no effect', 'no-proxy 中的条目不起作用'),
  about: say(
    'Go reads NO_PROXY by its own rules: items are separated by commas only; "example.com" covers the domain and everything below it, ".example.com" and "*.example.com" only what is below it; networks match literal addresses, never names that resolve to them; wildcards elsewhere, schemes and spaces match nothing.',
    'Go 按自己的规则读取 NO_PROXY：条目只能用逗号分隔；“example.com” 涵盖该域及其所有子域，“.example.com” 与 “*.example.com” 只涵盖子域；网段只匹配字面地址，不匹配解析到其中的名称；其他位置的通配符、协议前缀和空格都不匹配任何内容。',
  ),
  ways: [
    say(
      'write the host itself, or its domain, separated by commas',
      '直接写主机名或其域名，用逗号分隔',
    ),
  ],
  reads: ['routes', 'views'],
  judge: ({ routes, views }) =>
    proxySights(routes).flatMap((sight): Found[] => {
      const { hop, subject, severity, place } = sight;
      const { no } = views.used.proxies;
      const item = meantFor(no, hop.host);
      if (item === null) return [];
      const failed = !isThrough(sight);
      const list = [...itemsIn(no).filter((each) => each !== item), hop.host].join(',');
      return [
        {
          subject,
          severity: failed ? severity : 'notice',
          text: say(
            `The no-proxy item "${item}" looks as if it covers ${hop.host}, but by Go's rules it does not: the engine goes through the proxy.`,
            `no-proxy 中的“${item}”看上去涵盖 ${hop.host}，但按 Go 的规则并不涵盖：引擎仍会经过代理。`,
          ),
          seen: [`no-proxy: ${no}`, `${hop.host} → ${sight.proxy}`],
          places: failed ? [place('proxy')] : [],
          remedies: [
            dockcfg(
              say(
                `add ${hop.host} itself; the engine must be restarted`,
                `直接写 ${hop.host}；需要重启引擎`,
              ),
              {
                command: ['dockcfg', 'apply', '--no-proxy', list],
                risk: 'restart',
                desired: { proxies: { 'no-proxy': list } },
              },
            ),
            run(say('see which rule applies', '查看由哪条规则决定'), [
              'dockcfg',
              'explain',
              sight.walk.image,
            ]),
          ],
        },
      ];
    }),
});

/** Without TLS there is no tunnel that could be refused: the proxy answers in the registry's place. */
function isThrough({ hop, walk }: ProxySight): boolean {
  if (hop.tunnel.kind !== 'saw') return false;
  const { protocol, status } = hop.tunnel.data;
  return protocol === 'absolute-form' ? isServed(walk) : (status ?? 200) === 200;
}

/** The item somebody most likely wrote for this host; null when none looks like it. */
function meantFor(noProxy: string, host: string): string | null {
  return itemsIn(noProxy).find((item) => looksLike(item.toLowerCase(), host.toLowerCase())) ?? null;
}

/** However people part them; to Go only a comma does. */
function itemsIn(noProxy: string): readonly string[] {
  return noProxy.split(/[\s,;]+/).filter((item) => item !== '');
}

function looksLike(item: string, host: string): boolean {
  const bare = item.replace(/^https?:\/\//, '').replace(/[/:].*$/, '');
  if (bare === '' || bare === '*') return false;
  if (bare === host || host.endsWith(bare.startsWith('.') ? bare : `.${bare}`)) return true;
  if (`.${host}` === bare || `*.${host}` === bare) return true;
  if (!bare.includes('*')) return false;
  const pattern = bare.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*');
  return new RegExp(`^${pattern}$`).test(host);
}
