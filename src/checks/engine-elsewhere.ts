import { check } from './contract.ts';
import { run, say } from './write.ts';

/** The docker command talks to another engine than the one that was looked at. */
export const engineElsewhere = check({
  code: 'DC6010',
  severity: 'warning',
  title: say('The docker command talks to another engine', 'docker 命令连接的是另一个引擎'),
  about: say(
    'DOCKER_HOST, DOCKER_CONTEXT or the current context of ~/.docker/config.json points the docker command at another engine. These findings are about the engine of this host; the engine that pulls reads its own configuration, on its own network.',
    'DOCKER_HOST、DOCKER_CONTEXT 或 ~/.docker/config.json 中的当前 context 使 docker 命令连接到别处的引擎。这里的结论适用于本机的引擎；真正拉取的引擎读取它自己的配置，使用它自己的网络。',
  ),
  ways: [
    say(
      'go back to the engine of this host: docker context use default, and unset DOCKER_HOST',
      '回到本机的引擎：docker context use default，并取消 DOCKER_HOST',
    ),
    say('or run the doctor where that engine runs', '或在那个引擎所在的主机上运行 doctor'),
  ],
  reads: ['facts'],
  judge: ({ facts }) => {
    const { elsewhere } = facts;
    if (elsewhere === undefined) return [];
    const byContext = elsewhere.startsWith('docker context ');
    const back = byContext ? ['docker', 'context', 'use', 'default'] : ['unset', 'DOCKER_HOST'];
    return [
      {
        subject: elsewhere,
        text: say(
          `The docker command talks to ${elsewhere}; dockcfg checked the engine of this host.`,
          `docker 命令连接的是 ${elsewhere}；这里检查的是本机的引擎。`,
        ),
        seen: [elsewhere],
        places: [],
        explains: [],
        remedies: [
          run(say('go back to the engine of this host', '回到本机的引擎'), back),
          run(say('see all contexts', '查看所有 context'), ['docker', 'context', 'ls']),
        ] as const,
      },
    ];
  },
});
