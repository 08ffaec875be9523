import type { HostFacts } from '../domain/facts.ts';
import type { Remedy } from '../domain/finding.ts';
import type { Said } from '../domain/said.ts';
import { check } from './contract.ts';
import type { AbsentSeen } from './evidence.ts';
import { ask, leading, run, say } from './write.ts';

/** There is no Docker engine on this host, or none where engines are. */
export const noEngine = check({
  code: 'DC6002',
  severity: 'warning',
  title: say('No Docker engine was found on this host', '本机没有找到 Docker 引擎'),
  about: say(
    'No unit, package or socket of a Docker engine was found in the usual places. The engine is not installed, was started by hand, or belongs to another user or another machine. The network was checked the way the newest engine would use it, so the findings apply to an engine that is yet to be installed.',
    '在通常的位置没有找到 Docker 引擎的单元、软件包或套接字：可能没有安装、由人手动启动，或属于其他用户或其他机器。网络是按最新引擎的方式检查的，因此结论适用于将要安装的引擎。',
  ),
  ways: [
    say(
      'install an engine, or run the doctor where the engine runs, as the user it belongs to',
      '安装引擎，或以引擎所属用户的身份、在引擎所在的主机上运行 doctor',
    ),
    say(
      'name the intended engine: --engine VERSION[,STORE]',
      '指明所指的引擎：--engine VERSION[,STORE]',
    ),
  ],
  reads: ['facts', 'absent'],
  judge: ({ facts, absent }) => {
    if (!facts.live || facts.flavour !== 'none' || facts.info !== null) return [];
    const seen = absent ?? { client: null, daemon: null, sockets: [] };
    return [
      {
        subject: 'docker',
        text: textOf(seen),
        seen: ['no unit, no package, no socket', ...linesOf(seen)],
        places: [],
        remedies: leading(remediesFor(seen, facts), meant),
      },
    ];
  },
});

const meant = run(say('or name the engine that will be installed here', '或指明将要安装的引擎'), [
  'dockcfg',
  'doctor',
  '--engine',
  '28.5.2',
]);

function textOf({ client, daemon, sockets: [socket] }: AbsentSeen): Said {
  const looked = say(
    'the network was checked the way the newest engine would use it',
    '网络是按最新引擎的方式检查的',
  );
  const found = socket
    ? say(`an engine of a user listens on ${socket}`, `某个用户的引擎监听在 ${socket}`)
    : daemon
      ? say(`${daemon} exists, but no service starts it`, `存在 ${daemon}，但没有服务启动它`)
      : client
        ? say(`${client} exists, but there is no engine for it`, `存在 ${client}，但没有对应的引擎`)
        : say('Docker is not installed', '没有安装 Docker');
  return say(
    `This host has no Docker engine of its own: ${found.en}; ${looked.en}.`,
    `没有找到本机自己的 Docker 引擎：${found['zh-CN']}；${looked['zh-CN']}。`,
  );
}

function linesOf({ client, daemon, sockets }: AbsentSeen): readonly string[] {
  return [client, daemon, ...sockets].filter((path) => path !== null);
}

function remediesFor(seen: AbsentSeen, { osRelease }: HostFacts): readonly Remedy[] {
  const { client, daemon, sockets } = seen;
  const where = client ? [whereItTalksTo] : [];
  if (sockets.length > 0) return [...sockets.map(asThatUser), ...where];
  if (daemon !== null) return [startedByHand, ...where];
  return [...where, install(osRelease)];
}

/** An engine of a user is told by its user's own unit. */
function asThatUser(socket: string): Remedy {
  const uid = socket.split('/')[3] ?? '';
  const text = say(
    `run the doctor as the user with the id ${uid}, whose engine it is`,
    `以该引擎所属用户（id ${uid}）的身份检查`,
  );
  return run(text, [
    ...['sudo', '-u', `#${uid}`, `XDG_RUNTIME_DIR=/run/user/${uid}`, 'dockcfg', 'doctor'],
  ]);
}

const whereItTalksTo = run(
  say(
    'see which engine the docker command talks to; if it is on another machine, run dockcfg there',
    '查看 docker 命令连接的是哪个引擎；如果在另一台机器上，请在那里运行 dockcfg',
  ),
  ['docker', 'context', 'ls'],
);

const startedByHand = run(
  say(
    'see whether somebody started it by hand, and with which socket (-H); a service should start it',
    '查看是否有人手动启动了它、使用哪个套接字（-H）；应当由服务来启动',
  ),
  ['pgrep', '-a', 'dockerd'],
);

/** The engine in each distribution's own archive, by os-release(5) ID and ID_LIKE. */
const packages: readonly (readonly [system: RegExp, command: readonly string[]])[] = [
  [/\b(debian|ubuntu)\b/, ['apt-get', 'install', 'docker.io']],
  [/\bamzn\b/, ['dnf', 'install', 'docker']],
  [/\bfedora\b(?!.*\b(rhel|centos)\b)/, ['dnf', 'install', 'moby-engine']],
  [/\balpine\b/, ['apk', 'add', 'docker']],
  [/\b(opensuse\S*|suse|sles)\b/, ['zypper', 'install', 'docker']],
  [/\barch\b/, ['pacman', '-S', 'docker']],
];

function install({ ID = '', ID_LIKE = '' }: HostFacts['osRelease']): Remedy {
  const known = packages.find(([system]) => system.test(`${ID} ${ID_LIKE}`));
  if (!known) {
    return ask(
      say(
        'Please install Docker Engine on this host (https://docs.docker.com/engine/install/), or say where it runs.',
        '请在本机安装 Docker Engine（https://docs.docker.com/engine/install/），或告知它在哪里运行。',
      ),
    );
  }
  const text = say(
    "install this system's own package; for Docker's packages see https://docs.docker.com/engine/install/",
    '安装本系统自带的软件包；Docker 官方软件包见 https://docs.docker.com/engine/install/',
  );
  return run(text, known[1]);
}
