import { check } from './contract.ts';
import { run, say } from './write.ts';

/** There is no Docker engine on this host. */
export const noEngine = check({
  code: 'DC6002',
  severity: 'notice',
  title: say('No Docker engine was found on this host', '本机没有找到 Docker 引擎'),
  about: say(
    'Neither a unit, a package nor a socket of a Docker engine was found. The network was looked at as the newest engine would, so the findings hold for an engine that is still to be installed.',
    '没有找到 Docker 引擎的单元、软件包或套接字。网络是按最新引擎的方式检查的，因此结论适用于将要安装的引擎。',
  ),
  ways: [
    say(
      'install an engine, or run the doctor where it runs',
      '安装引擎，或在引擎所在的主机上运行 doctor',
    ),
    say(
      'name the engine that is meant: --engine VERSION[,STORE]',
      '指明所指的引擎：--engine VERSION[,STORE]',
    ),
  ],
  reads: ['facts'],
  judge: ({ facts }) =>
    facts.live && facts.flavour === 'none' && facts.info === null
      ? [
          {
            subject: 'docker',
            text: say(
              'No Docker engine was found here; the network was looked at as the newest one would.',
              '这里没有找到 Docker 引擎；网络是按最新引擎的方式检查的。',
            ),
            seen: ['no unit, no package, no socket'],
            places: [],
            remedies: [
              run(say('say which engine is meant', '指明所指的引擎'), [
                'dockcfg',
                'doctor',
                '--engine',
                '28.5.2',
              ]),
            ] as const,
          },
        ]
      : [],
});
