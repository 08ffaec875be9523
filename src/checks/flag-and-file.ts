import type { Origin } from '../domain/facts.ts';
import { check } from './contract.ts';
import { atLine, repair, run, say } from './write.ts';

/** One key, set by a flag and in daemon.json. */
export const flagAndFile = check({
  code: 'DC5002',
  severity: 'error',
  title: say(
    'A setting is set both by a flag and in daemon.json',
    '同一设置既是命令行参数又在 daemon.json 中',
  ),
  about: say(
    'The engine does not start if a key is set both by a flag of its unit (ExecStart, OPTIONS, DOCKER_OPTS, registries.conf) and in daemon.json, even with the same value: "specified both as a flag and in the configuration file".',
    '如果某个键同时由单元的参数（ExecStart、OPTIONS、DOCKER_OPTS、registries.conf）和 daemon.json 设置，即使值相同，引擎也会拒绝启动：“specified both as a flag and in the configuration file”。',
  ),
  ways: [
    say(
      'keep it in one of the two places; dockcfg apply moves it',
      '只保留其中一处；dockcfg apply 会处理',
    ),
  ],
  stopsEngine: true,
  reads: ['config'],
  judge: ({ config }) =>
    config.conflicts.map(({ key, origins }) => ({
      subject: key,
      text: say(
        `"${key}" is set in ${origins.map(place).join(' and in ')}; the engine does not start with both.`,
        `“${key}”同时在 ${origins.map(place).join(' 和 ')} 中设置；引擎无法以两者并存的方式启动。`,
      ),
      seen: origins.map(place),
      places: [],
      remedies: [
        run(say('see both values and which wins', '查看两个值以及哪个生效'), [
          'dockcfg',
          'show',
          key,
        ]),
        repair(
          say(
            'let dockcfg keep it in one place; add --check --diff to see the difference first',
            '让 dockcfg 只保留一处；加上 --check --diff 可先查看差异',
          ),
          'restart',
        ),
      ] as const,
    })),
});

function place({ kind, path, line }: Origin): string {
  return path === null ? kind : atLine(path, line);
}
