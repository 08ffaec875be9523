import { check } from './contract.ts';
import { problemAt, repair, run, say } from './write.ts';

/** daemon.json is no JSON. */
export const brokenDaemonJson = check({
  code: 'DC5001',
  severity: 'error',
  title: say('daemon.json cannot be read', '无法读取 daemon.json'),
  about: say(
    'The engine starts only if daemon.json is strict JSON: no trailing commas, no comments, straight quotes, exactly one object. A running engine keeps its old configuration, and systemctl reload reports success anyway.',
    '如果 daemon.json 不是严格的 JSON（不能有尾随逗号和注释、必须使用直引号、只能有一个对象），引擎就无法启动。正在运行的引擎会保留旧配置，而 systemctl reload 仍会报告成功。',
  ),
  ways: [
    say(
      'repair it: dockcfg apply --repair (with --check --diff it only shows the difference)',
      '修复：dockcfg apply --repair（加上 --check --diff 则只显示差异）',
    ),
  ],
  stopsEngine: true,
  reads: ['config'],
  judge: ({ config }) => {
    const file = config.daemonJson;
    if (file.kind === 'unreadable' && file.code === 'EISDIR') return [aFolder(file.path)];
    if (file.kind !== 'broken') return [];
    // The reason is a sentence, and below it the place in the file with a caret.
    const [en = '', ...excerpt] = file.reason.en.split('\n');
    const sentence = say(en, file.reason['zh-CN'].split('\n', 1)[0] ?? '');
    const by = file.repairable
      ? repair(
          say(
            'rewrite the file as it was evidently meant; add --check --diff to see the difference first',
            '按明显的原意改写该文件；加上 --check --diff 可先查看差异',
          ),
          'restart',
        )
      : run(say('edit the file at that line', '在该处编辑文件'), ['sudoedit', file.path]);
    return [
      {
        subject: file.path,
        text: problemAt(file.path, { ...file, problem: sentence }),
        seen: [...excerpt, file.engineText],
        places: [],
        remedies: [by] as const,
      },
    ];
  },
});

/** `docker run --volume` makes one where there was no file; the engine does not start with it. */
function aFolder(path: string) {
  return {
    subject: path,
    text: say(
      `${path} is a folder; the engine expects a file and does not start.`,
      `${path} 是一个目录；引擎要把它当作文件读取，因此无法启动。`,
    ),
    seen: [`read ${path}: is a directory`],
    places: [],
    remedies: [
      run(say('remove the folder, if it is empty', '如果该目录为空，将其删除'), ['rmdir', path]),
    ] as const,
  };
}
