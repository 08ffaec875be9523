import { check } from './contract.ts';
import { atLine, leading, problemAt, repair, run, say } from './write.ts';

/** A word on the engine's command line that keeps it from starting. */
export const refusedFlag = check({
  code: 'DC5020',
  severity: 'error',
  title: say('The engine does not start with its command line', '引擎无法以当前的命令行启动'),
  about: say(
    'The engine does not start with a flag that it does not know ("unknown flag: --registry-miror"): a misspelt flag, the name of a daemon.json key (--registry-mirrors), a flag of another release, one dash instead of two, or dashes and quotes that a web page has changed. Nor does systemd load a service with two ExecStart= lines: a drop-in must first empty the list with a bare ExecStart=.',
    '引擎不认识的参数会使它无法启动（“unknown flag: --registry-miror”）：拼写错误、daemon.json 的键名（--registry-mirrors）、其他版本的参数、该写两个连字符却只写一个，以及被网页改动过的破折号和引号。同样，systemd 不会加载有两个 ExecStart= 的服务：drop-in 必须先用一行空的 ExecStart= 清空列表。',
  ),
  ways: [say('correct the flag, or remove it', '更正该参数，或将其删除')],
  stopsEngine: true,
  reads: ['config'],
  judge: ({ config }) =>
    (config.flags ?? []).map(({ path, line, problem, repairable, loosens }) => ({
      subject: atLine(path, line),
      text: problemAt(path, { line, problem }),
      seen: [atLine(path, line)],
      places: [],
      remedies: leading(
        repairable
          ? [
              repair(
                say(
                  'write what was evidently meant; add --check --diff to see the difference first',
                  '按明显的原意改写；加上 --check --diff 可先查看差异',
                ),
                loosens ? 'loosens-security' : 'restart',
              ),
            ]
          : [],
        run(say('edit the line', '编辑该行'), ['sudoedit', path]),
      ),
    })),
});
