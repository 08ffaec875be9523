import { check } from './contract.ts';
import { hopSights } from './sights.ts';
import { say, seeNameServers } from './write.ts';

/** dns in daemon.json, and names that do not resolve. */
export const dnsKey = check({
  code: 'DC5018',
  severity: 'notice',
  title: say(
    'The dns key of daemon.json does not help pulls',
    'daemon.json 的 dns 键对拉取没有帮助',
  ),
  about: say(
    "dns in daemon.json sets the name servers of containers; the engine itself resolves registries with the host's /etc/resolv.conf.",
    'daemon.json 中的 dns 是提供给容器的；引擎自身使用主机的 /etc/resolv.conf 解析仓库。',
  ),
  ways: [
    say(
      "set the name server in the host's /etc/resolv.conf",
      '在主机的 /etc/resolv.conf 中设置 DNS 服务器',
    ),
  ],
  reads: ['routes', 'config'],
  judge: ({ routes, config }) => {
    const failed = hopSights(routes).filter(({ hop }) => hop.dns.kind === 'failed');
    if (!config.setsDns || failed.length === 0) return [];
    return [
      {
        subject: 'dns',
        text: say(
          "Names do not resolve, and daemon.json sets dns, which is for containers only: pulls use the host's name servers.",
          '名称无法解析，而 daemon.json 设置的 dns 只用于容器：拉取使用的是主机的 DNS 服务器。',
        ),
        seen: failed.map(
          ({ hop }) => `${hop.host}: ${hop.dns.kind === 'failed' ? hop.dns.code : ''}`,
        ),
        places: [],
        remedies: [seeNameServers] as const,
      },
    ];
  },
});
