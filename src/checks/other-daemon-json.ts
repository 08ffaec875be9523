import { check } from './contract.ts';
import { explainedBy } from './explained.ts';
import { run, say } from './write.ts';

const usual = '/etc/docker/daemon.json';

/** The usual file is there, and this engine reads another. */
export const otherDaemonJson = check({
  code: 'DC5013',
  severity: 'warning',
  title: say('This engine reads a different daemon.json', '该引擎读取的是另一个 daemon.json'),
  about: say(
    'A snap, a rootless engine and Docker Desktop have their own configuration directories, and a unit can name another file with --config-file. They do not read /etc/docker/daemon.json, so edits there have no effect.',
    'snap、rootless 引擎和 Docker Desktop 都有各自的配置目录，单元也可以用 --config-file 指定其他文件；它们不读取 /etc/docker/daemon.json，因此在那里修改没有作用。',
  ),
  ways: [
    say('let dockcfg write to the file this engine reads', '让 dockcfg 写入该引擎所读取的文件'),
  ],
  reads: ['facts'],
  judge: ({ facts }) => {
    const path = facts.layout.daemonJson;
    const state = facts.files.get(usual)?.state;
    if (path === usual || state?.kind !== 'file' || state.bytes.length < 4) return [];
    return [
      {
        subject: usual,
        text: say(
          `${usual} exists, but this engine (${facts.flavour}) reads ${path}.`,
          `${usual} 存在，但该引擎（${facts.flavour}）读取的是 ${path}。`,
        ),
        seen: [`${usual}: ${state.bytes.length} bytes`, `read: ${path}`],
        places: [],
        explains: explainedBy(new TextDecoder().decode(state.bytes)),
        remedies: [
          run(say('see what is in effect and where it comes from', '查看生效的设置及其来源'), [
            'dockcfg',
            'show',
          ]),
        ] as const,
      },
    ];
  },
});
