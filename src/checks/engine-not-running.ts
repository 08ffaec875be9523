import { check } from './contract.ts';
import { journalOf, serviceCommand, systemctl } from './service-command.ts';
import { dockcfg, run, say } from './write.ts';

/** The service is down. */
export const engineNotRunning = check({
  code: 'DC6001',
  severity: 'error',
  title: say('The engine is not running', '引擎没有运行'),
  about: say(
    'Nothing can be pulled while the engine is down. Its first error in the journal says why; later ones ("start request repeated too quickly") are only consequences.',
    '引擎停止时无法拉取任何内容。日志中的第一个错误说明原因；之后的错误（“start request repeated too quickly”）只是其后果。',
  ),
  ways: [
    say(
      'repair the cause, then start it: systemctl start docker',
      '修复原因后启动：systemctl start docker',
    ),
  ],
  stopsEngine: true,
  reads: ['service', 'journal', 'facts'],
  causes: ['DC5001', 'DC5002', 'DC5003', 'DC5005', 'DC5020', 'DC6003'],
  judge: ({ service, journal, facts }) => {
    if (!service || !['failed', 'inactive'].includes(service.active) || service.masked) return [];
    // Stopped with its socket left open, it starts with the next `docker pull`.
    if (service.active === 'inactive' && service.socketListens) return [];
    const limit = /start-limit/.test(service.result);
    const reason = (journal ?? []).findLast((line) => telling.test(line));
    const unit = service.unit;
    return [
      {
        subject: unit,
        text: limit
          ? say(
              `${unit} failed to start several times and systemd has given up for now.`,
              `${unit} 多次启动失败，systemd 已暂时放弃。`,
            )
          : say(
              `${unit} is ${service.active} (${service.result}).`,
              `${unit} 处于 ${service.active}（${service.result}）。`,
            ),
        seen: [`${service.active}/${service.sub}, ${service.result}`, ...(reason ? [reason] : [])],
        places: [],
        remedies: [
          run(say('see why it stopped', '查看停止的原因'), journalOf(facts, unit)),
          ...(limit
            ? [
                run(
                  say('once the cause is repaired, clear the limit', '修复原因后，清除启动限制'),
                  [
                    ...[...systemctl(facts), 'reset-failed'],
                    ...[unit, unit.replace(/\.service$/, '.socket')],
                  ],
                ),
              ]
            : []),
          dockcfg(say('start it', '启动'), {
            command: serviceCommand(facts, 'start', unit),
            risk: 'restart',
            deeds: [{ kind: 'restart' }],
          }),
        ],
      },
    ];
  },
});

/** The lines that carry the first cause (moby daemon/command/daemon.go). */
const telling =
  /unable to configure the Docker daemon|configuration validation|failed to start daemon|failed to load listeners|Error initializing|specified both as a flag|don't match any configuration|unknown (?:shorthand )?flag/;
