import { check } from './contract.ts';
import { run, say } from './write.ts';

/** The next start will use another data root. */
export const dataRootChanges = check({
  code: 'DC5010',
  severity: 'warning',
  title: say('The next start uses another data root', '下次启动将使用不同的数据目录'),
  about: say(
    'Installers that overwrite daemon.json drop data-root (or graph) with it. After the next start all images, containers and volumes seem to be gone; they are still in the old place.',
    '覆盖 daemon.json 的安装程序会一并丢掉 data-root（或 graph）。下次启动后所有镜像、容器和卷看起来都消失了；其实它们仍在原来的位置。',
  ),
  ways: [
    say(
      'write the present data root of the engine into daemon.json',
      '把引擎当前的数据目录写入 daemon.json',
    ),
  ],
  reads: ['facts', 'config'],
  judge: ({ facts, config }) => {
    const running = facts.info?.raw.DockerRootDir;
    const next = config.dataRoot;
    if (typeof running !== 'string' || next === null || next === running) return [];
    // With user namespaces the engine appends uid.gid to the directory (moby daemon/daemon_unix.go).
    if (running.startsWith(`${next}/`)) return [];
    return [
      {
        subject: 'data-root',
        text: say(
          `The engine keeps its data in ${running}; its configuration files name ${next} for the next start.`,
          `引擎的数据在 ${running}；而文件中下次启动的目录为 ${next}。`,
        ),
        seen: [`running: ${running}`, `files: ${next}`],
        places: [],
        remedies: [
          run(say('see where it is set', '查看它在哪里设置'), ['dockcfg', 'show', 'data-root']),
          run(say('go back to how the files were', '恢复文件之前的内容'), ['dockcfg', 'history']),
        ] as const,
      },
    ];
  },
});
