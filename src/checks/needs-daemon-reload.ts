import { check } from './contract.ts';
import { restart, systemctl } from './service-command.ts';
import { run, say } from './write.ts';

/** systemd still goes by the unit as it was. */
export const needsDaemonReload = check({
  code: 'DC5009',
  severity: 'warning',
  title: say('systemd has not read the changed unit yet', 'systemd 尚未读取修改后的单元'),
  about: say(
    'A unit file or drop-in was edited after systemd had read it. Until systemctl daemon-reload is run, a restart still uses the old one.',
    '单元文件或 drop-in 在 systemd 读取之后又被修改。在执行 systemctl daemon-reload 之前，重启仍使用旧的内容。',
  ),
  ways: [
    say(
      'systemctl daemon-reload, then restart the engine',
      '执行 systemctl daemon-reload，然后重启引擎',
    ),
  ],
  reads: ['facts'],
  judge: ({ facts }) =>
    facts.unit?.needsDaemonReload
      ? [
          {
            subject: facts.unit.name,
            text: say(
              `${facts.unit.name} or one of its drop-ins changed on disk, but systemd still uses the old content.`,
              `${facts.unit.name} 或其 drop-in 已在磁盘上更改，而 systemd 仍使用旧内容。`,
            ),
            seen: facts.unit.files,
            places: [],
            remedies: [
              run(say('have systemd read it', '让 systemd 重新读取'), [
                ...systemctl(facts),
                'daemon-reload',
              ]),
              restart(say('then restart the engine', '然后重启引擎'), facts, [
                { kind: 'effect', effect: 'daemon-reload' },
                { kind: 'restart' },
              ]),
            ] as const,
          },
        ]
      : [],
});
