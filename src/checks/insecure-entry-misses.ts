import { check } from './contract.ts';
import { insecureChange } from './desired.ts';
import { hopSights } from './sights.ts';
import { dockcfg, say } from './write.ts';

/** The host is listed as insecure, with another port. */
export const insecureEntryMisses = check({
  code: 'DC5016',
  severity: 'error',
  title: say(
    'The insecure-registries entry does not match the registry',
    'insecure-registries 中的条目与仓库不匹配',
  ),
  about: say(
    'Entries must match the host and port exactly as in the image name: "host" does not cover "host:5000", "host:443" does not cover "host", and upper case matters. There are no wildcards; networks match by address.',
    '条目必须与镜像名中的主机和端口完全一致：“host” 不涵盖 “host:5000”，“host:443” 不涵盖 “host”，并且区分大小写。没有通配符；网段按地址匹配。',
  ),
  ways: [say('list host and port as the image names them', '按镜像名中的写法列出主机和端口')],
  reads: ['routes', 'views'],
  judge: ({ routes, views }) =>
    hopSights(routes).flatMap(({ hop, severity, place, route, walk }) => {
      if (hop.role !== 'registry' || walk.endpoint.role === 'mirror' || !hop.sniff?.plainHttp)
        return [];
      const { domain } = route.route.reference;
      const addresses = hop.dns.kind === 'saw' ? hop.dns.data.addresses : [];
      const near = views.used.insecure.find(
        (entry) => entry !== domain && (isNear(entry, domain) || leadsTo(entry, addresses)),
      );
      if (near === undefined) return [];
      return [
        {
          subject: domain,
          severity,
          text: say(
            `insecure-registries lists ${near}, but the image names ${domain}: the entry does not match.`,
            `insecure-registries 中列的是 ${near}，而镜像名为 ${domain}：条目不匹配。`,
          ),
          seen: [`insecure-registries: ${views.used.insecure.join(', ')}`],
          places: [place('tls')],
          remedies: [
            dockcfg(say(`list ${domain} instead of ${near}`, `改为列出 ${domain} 而不是 ${near}`), {
              command: [
                'dockcfg',
                'apply',
                '--add-insecure-registry',
                domain,
                '--remove-insecure-registry',
                near,
              ],
              risk: 'loosens-security',
              desired: insecureChange({ add: [domain], remove: [near] }),
            }),
          ] as const,
        },
      ];
    }),
});

function isNear(entry: string, domain: string): boolean {
  return hostOf(entry) === hostOf(domain);
}

/** An address stands for itself only; names that lead there are not looked up. */
function leadsTo(entry: string, addresses: readonly string[]): boolean {
  return addresses.includes(hostOf(entry));
}

function hostOf(text: string): string {
  return text
    .replace(/^https?:\/\//i, '')
    .replace(/[/*].*$/, '')
    .replace(/:\d+$/, '')
    .toLowerCase();
}
