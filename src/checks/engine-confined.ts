import { forbiddenBy } from '../domain/confinement.ts';
import type { Confinement } from '../domain/facts.ts';
import { check, type Place } from './contract.ts';
import type { NameserversSeen } from './evidence.ts';
import { restart, serviceText, unitSettings } from './service-command.ts';
import { hopSights } from './sights.ts';
import { firstFailure, hopStagesOf } from './stages.ts';
import { run, say } from './write.ts';

/** The unit of the engine keeps it from an address it needs. */
export const engineConfined = check({
  code: 'DC6015',
  severity: 'error',
  title: say('The unit keeps the engine from the network', '单元不允许引擎使用网络'),
  about: say(
    'systemd can block a service from addresses (IPAddressDeny=, IPAddressAllow=) and from whole address families (RestrictAddressFamilies=). Every other program on the host reaches the registry, but the engine does not: its connections fail, and its queries to name servers are refused.',
    'systemd 可以禁止服务访问某些地址（IPAddressDeny=、IPAddressAllow=）或整个地址族（RestrictAddressFamilies=）。本机其他程序都能访问仓库，而引擎不能：它的连接都会失败，对 DNS 服务器的查询被拒绝。',
  ),
  ways: [
    say(
      "allow the addresses in a drop-in of the engine's unit, and restart it",
      '在引擎单元的 drop-in 中放行这些地址，然后重启引擎',
    ),
  ],
  reads: ['facts', 'routes', 'nameservers'],
  judge: ({ facts, routes, nameservers }) => {
    const { unit } = facts;
    const confinement = unit?.confinement;
    if (!unit || !confinement) return [];
    const places: Place[] = [];
    const kept = new Set<string>();
    for (const { hop, place } of hopSights(routes)) {
      const failed = firstFailure(hopStagesOf(hop));
      if (failed?.stage !== 'dns' && failed?.stage !== 'tcp') continue;
      const needed =
        failed.stage === 'dns'
          ? askedServers(nameservers)
          : hop.dials.map(({ address }) => address);
      const forbidden = needed.filter((address) => forbiddenBy(confinement, address) !== null);
      if (forbidden.length < needed.length || needed.length === 0) continue;
      for (const address of forbidden) kept.add(address);
      places.push(place(failed.stage));
    }
    if (kept.size === 0) return [];
    const addresses = [...kept].join(', ');
    const properties = ['IPAddressAllow', 'IPAddressDeny', 'RestrictAddressFamilies'];
    return [
      {
        subject: unit.name,
        text: say(
          `${unit.name} does not let the engine send to ${addresses}; other programs on this host can reach them.`,
          `${unit.name} 不允许引擎向 ${addresses} 发送数据；本机其他程序可以。`,
        ),
        seen: settingsOf(confinement),
        places,
        remedies: [
          run(
            say('see what the unit allows', '查看单元允许的范围'),
            unitSettings(facts, properties),
          ),
          restart(
            say(
              `remove the setting from the file that has it (${serviceText(facts).join(' ')} shows it), or add IPAddressAllow= for these addresses; then`,
              `从相应文件中去掉该设置（${serviceText(facts).join(' ')} 可显示），或为这些地址添加 IPAddressAllow=；然后`,
            ),
            facts,
          ),
        ] as const,
      },
    ];
  },
});

function askedServers({ configured }: NameserversSeen): readonly string[] {
  return configured.map((server) => server.replace(/#\d+$/, ''));
}

function settingsOf({ ipAllow, ipDeny, families }: Confinement): readonly string[] {
  const lists = {
    IPAddressAllow: ipAllow,
    IPAddressDeny: ipDeny,
    RestrictAddressFamilies: families,
  };
  return Object.entries(lists).flatMap(([name, entries]) =>
    entries.length === 0 ? [] : [`${name}=${entries.join(' ')}`],
  );
}
