import { check } from './contract.ts';
import { hopSights } from './sights.ts';
import { run, say } from './write.ts';

/** Packets for the registry go into a Docker bridge. */
export const dockerNetworkOverlap = check({
  code: 'DC1017',
  severity: 'error',
  title: say("A Docker network covers the registry's address", 'Docker 网络覆盖了仓库的地址'),
  about: say(
    'Docker gives its bridges networks from 172.17.0.0/12 and 192.168.0.0/16. If the company network or a VPN uses the same range, packets for the registry go into the bridge and reach nothing ("no route to host" once Docker runs).',
    'Docker 从 172.17.0.0/12 和 192.168.0.0/16 中为网桥分配网段。如果公司网络或 VPN 使用相同网段，发往仓库的报文会进入网桥而无人接收（Docker 运行后出现 “no route to host”）。',
  ),
  ways: [
    say(
      'give Docker other ranges: bip and default-address-pools in daemon.json',
      '为 Docker 指定其他网段：daemon.json 中的 bip 与 default-address-pools',
    ),
    say(
      'remove the overlapping network, if nothing uses it: docker network rm',
      '如果无人使用，删除重叠的网络：docker network rm',
    ),
  ],
  reads: ['routes'],
  judge: ({ routes }) =>
    hopSights(routes).flatMap(({ hop, subject, severity, place }) => {
      const device = hop.source?.device ?? '';
      if (
        hop.tcp.kind !== 'failed' ||
        !/^(docker\d+|docker_gwbridge|br-[0-9a-f]{12})$/.test(device)
      )
        return [];
      const address = hop.dials[0]?.address ?? hop.host;
      return [
        {
          subject,
          severity,
          text: say(
            `Packets for ${hop.host} (${address}) leave through ${device}, one of Docker's own networks.`,
            `发往 ${hop.host}（${address}）的报文从 Docker 自己的网络 ${device} 发出。`,
          ),
          seen: [`${address} → ${device} (${hop.source?.address})`],
          places: [place('tcp')],
          remedies: [
            run(
              say(
                'give Docker\'s networks another range in a profile, such as { daemon: { bip: "192.168.199.1/24" } }; existing networks keep theirs until they are recreated',
                '在配置文件中为 Docker 的网络指定其他网段，例如 { daemon: { bip: "192.168.199.1/24" } }；已有网络在重建之前保持不变',
              ),
              ['dockcfg', 'apply', 'PROFILE'],
              'restart',
            ),
            run(say('see which network it is', '查看是哪个网络'), ['docker', 'network', 'ls']),
          ] as const,
        },
      ];
    }),
});
