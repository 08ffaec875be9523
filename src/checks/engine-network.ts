import { check } from './contract.ts';
import { engineService, unitSettings } from './service-command.ts';
import { doctorCommand, run, say } from './write.ts';

/** The engine's process lives in another network namespace than everybody else on the host. */
export const engineNetwork = check({
  code: 'DC6013',
  severity: 'warning',
  title: say('The engine has a network of its own', '引擎使用自己单独的网络'),
  about: say(
    "The engine's process does not share the host's network: its unit sets PrivateNetwork= or NetworkNamespacePath=, or somebody started it inside a network namespace. It then has its own addresses, routes and packet filter, so what works for every other program on the host says nothing about pulls.",
    '引擎进程没有使用本机的网络：其单元设置了 PrivateNetwork= 或 NetworkNamespacePath=，或者有人在网络命名空间中启动了它。它因此有自己的地址、路由和包过滤规则，其他程序能用并不说明拉取能成功。',
  ),
  ways: [
    say(
      "run the doctor in the engine's network: nsenter --target PID --net dockcfg doctor",
      '从引擎所在的网络检查：nsenter --target PID --net dockcfg doctor',
    ),
    say(
      'remove the setting from the unit, unless it is intended',
      '若非有意为之，从单元中去掉该设置',
    ),
  ],
  reads: ['facts', 'world', 'routes'],
  judge: ({ facts, world, routes }) => {
    if (!world?.network || !facts.process) return [];
    const { hasRoutes } = world.network;
    const { pid } = facts.process;
    const unit = engineService(facts);
    const closed = hasRoutes === false;
    const [image] = routes.flatMap(({ walks }) => walks.map((walk) => walk.image));
    return [
      {
        subject: unit,
        severity: closed ? 'error' : 'warning',
        text: closed
          ? say(
              'The engine is in a network namespace without a single route: it can reach nothing, whatever works for other programs here.',
              '引擎处于没有任何路由的网络命名空间中：无论本机其他程序是否正常，它都无法连接任何主机。',
            )
          : say(
              "The engine is in a network namespace of its own; dockcfg checked the host's network, which says little about its pulls.",
              '引擎处于自己的网络命名空间中；这里看到的是本机的网络，对它的拉取说明不了什么。',
            ),
        seen: [
          `/proc/${pid}/ns/net ≠ /proc/self/ns/net`,
          ...(facts.unit?.confinement?.network ? [settings[facts.unit.confinement.network]] : []),
          ...(closed ? [`/proc/${pid}/net/route: -`] : []),
        ],
        places: [],
        explains: [],
        remedies: [
          run(say("run the doctor in the engine's own network", '从引擎自己的网络检查'), [
            ...['nsenter', '--target', String(pid), '--net'],
            ...doctorCommand(image),
          ]),
          run(
            say('see what the unit sets for its network', '查看单元中有关网络的设置'),
            unitSettings(facts, ['PrivateNetwork', 'NetworkNamespacePath']),
          ),
        ] as const,
      },
    ];
  },
});

const settings = { private: 'PrivateNetwork=yes', named: 'NetworkNamespacePath=' } as const;
