import { check } from './contract.ts';
import { journalOf, serviceCommand } from './service-command.ts';
import { run, say } from './write.ts';

/** Docker's engine runs, and the service that keeps its images does not. */
export const containerdNotRunning = check({
  code: 'DC6016',
  severity: 'error',
  title: say('containerd is not running', 'containerd 没有运行'),
  about: say(
    'With the containerd store, images are kept by containerd, which is a separate service. Docker keeps running without it, and every pull fails ("connection error … containerd.sock").',
    '使用 containerd 存储时，镜像由独立的 containerd 服务保存。没有它 Docker 仍在运行，但每次拉取都会失败（“connection error … containerd.sock”）。',
  ),
  ways: [say('start it: systemctl start containerd', '启动它：systemctl start containerd')],
  reads: ['needs', 'facts'],
  judge: ({ needs, facts }) => {
    const service = needs?.containerd;
    if (!service || !['failed', 'inactive'].includes(service.active)) return [];
    const { unit, active, result } = service;
    return [
      {
        subject: unit,
        text: say(
          `${unit}, which keeps the engine's images, is ${active} (${result}).`,
          `保存引擎镜像的 ${unit} 处于 ${active}（${result}）。`,
        ),
        seen: [`${unit}: ${active}, ${result}`],
        places: [],
        explains: [],
        remedies: [
          run(say('start it', '启动它'), serviceCommand(facts, 'start', unit)),
          run(say('see why it stopped', '查看停止的原因'), journalOf(facts, unit)),
        ],
      },
    ];
  },
});
