import { check } from './contract.ts';
import { run, say } from './write.ts';

/** A restart is due, and it would stop what runs. */
export const restartStopsContainers = check({
  code: 'DC5017',
  severity: 'notice',
  title: say('The pending restart stops running containers', '待执行的重启会停止运行中的容器'),
  about: say(
    'Without live-restore, a restart of the engine stops every container and starts only those with a restart policy again. live-restore can be switched on beforehand, with a reload.',
    '没有 live-restore 时，重启引擎会停止所有容器，只有设置了重启策略的才会再次启动。可以在重启前通过重新加载打开 live-restore。',
  ),
  ways: [
    say(
      'switch on live-restore first, or restart at a quiet time',
      '先打开 live-restore，或在空闲时段重启',
    ),
  ],
  reads: ['facts', 'views'],
  judge: ({ facts, views }) => {
    const { info } = facts;
    const { used, files } = views;
    const due =
      used.of === 'running' && JSON.stringify(used.proxies) !== JSON.stringify(files.proxies);
    if (!info || !due || info.liveRestore || info.containersRunning === 0) return [];
    return [
      {
        subject: facts.unit?.name ?? 'docker.service',
        text: say(
          `Restarting the engine stops ${info.containersRunning} running ${info.containersRunning === 1 ? 'container' : 'containers'}: live-restore is off.`,
          `重启引擎会停止 ${info.containersRunning} 个运行中的容器：live-restore 未开启。`,
        ),
        seen: [
          `live-restore off, ${info.containersRunning} running`,
          ...facts.containers
            .slice(0, 10)
            .map(({ name, restartPolicy }) => `${name} (${restartPolicy || 'no'})`),
        ],
        places: [],
        remedies: [
          run(say('see exactly what a restart would stop', '查看重启会停止哪些容器'), [
            'dockcfg',
            'plan',
            '--restart',
            'restart',
          ]),
        ] as const,
      },
    ];
  },
});
