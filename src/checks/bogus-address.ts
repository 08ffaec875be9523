import { isIPv6 } from 'node:net';
import { check } from './contract.ts';
import { isPublicRegistry } from './inspectors.ts';
import { isSearched, pinRemedies } from './pinned.ts';
import { hopSights } from './sights.ts';
import { firstFailure, hopStagesOf } from './stages.ts';
import { ask, leading, say, seeNameServers } from './write.ts';

/** A name server answers with an address that cannot be the registry's. */
export const bogusAddress = check({
  code: 'DC1007',
  severity: 'error',
  title: say('The name server gives a false address', 'DNS 服务器给出了错误的地址'),
  about: say(
    'A public registry never has a private, loopback or reserved address. Such an answer comes from a filter in the name server (ad blocking, parental control, a captive portal) or is poisoned.',
    '公共仓库不会使用私有、回环或保留地址。这样的应答来自 DNS 服务器中的过滤（广告拦截、家长控制、认证门户），或者遭到了污染。',
  ),
  ways: [
    say(
      'use another name server, or exempt the name in the filter',
      '换用其他 DNS 服务器，或在过滤规则中放行该名称',
    ),
    say('go through a proxy, which resolves for itself', '通过代理访问，由代理自行解析'),
  ],
  reads: ['routes'],
  judge: ({ routes }) =>
    hopSights(routes).flatMap(({ hop, severity, place }) => {
      const failed = firstFailure(hopStagesOf(hop));
      if (hop.dns.kind !== 'saw' || hop.dns.data.via !== 'dns' || !failed || hop.proxy !== null)
        return [];
      const { name, addresses, answered } = hop.dns.data;
      if (!isPublicRegistry(name) || !addresses.every(isReserved)) return [];
      const servers = [...new Set(hop.asked.map(({ server }) => server))].join(', ');
      return [
        {
          subject: name,
          severity,
          text: isSearched(hop)
            ? say(
                `The search list of this host leads from ${name} to ${answered}, whose address is ${addresses.join(', ')}; no public registry can have that.`,
                `本机的搜索列表把 ${name} 引向 ${answered}，其地址为 ${addresses.join('、')}，公共仓库不可能使用这样的地址。`,
              )
            : say(
                `${servers} says that the address of ${name} is ${addresses.join(', ')}; no public registry can have that.`,
                `${servers} 称 ${name} 的地址是 ${addresses.join('、')}，公共仓库不可能使用这样的地址。`,
              ),
          seen: hop.asked.map(
            (seen) =>
              `${seen.name} ${seen.type} @${seen.server}: ${seen.addresses.join(', ') || seen.answer}`,
          ),
          places: [place(failed.stage)],
          remedies: leading(
            pinRemedies(hop),
            seeNameServers,
            ask(
              say(
                `Please check the name server ${servers}: for ${answered.replace(/\.$/, '')} it answers ${addresses.join(', ')}.`,
                `请检查 DNS 服务器 ${servers}：它对 ${answered.replace(/\.$/, '')} 返回 ${addresses.join('、')}。`,
              ),
            ),
          ),
        },
      ];
    }),
});

/** RFC 6890 special-purpose addresses, as far as filters use them. */
function isReserved(address: string): boolean {
  if (isIPv6(address)) return /^(::1?$|fe80:|f[cd]|2001:db8:)/i.test(address);
  return /^(0\.|10\.|127\.|169\.254\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|192\.0\.2\.|198\.1[89]\.|24\d\.|25[0-5]\.)/.test(
    address,
  );
}
