import { check } from './contract.ts';
import { systemctl } from './service-command.ts';
import { dockcfg, say } from './write.ts';

/** Somebody forbade the service to start. */
export const engineMasked = check({
  code: 'DC6003',
  severity: 'error',
  title: say('The engine may not be started', '引擎被禁止启动'),
  about: say(
    'The unit is masked: linked to /dev/null, so that nothing can start it, not even by hand.',
    '该单元被屏蔽（masked）：指向 /dev/null，因此无法启动，手动也不行。',
  ),
  ways: [
    say(
      'unmask it: systemctl unmask docker.service docker.socket',
      '解除屏蔽：systemctl unmask docker.service docker.socket',
    ),
  ],
  stopsEngine: true,
  reads: ['service', 'facts'],
  judge: ({ service, facts }) =>
    service?.masked
      ? [
          {
            subject: service.unit,
            text: say(`${service.unit} is masked.`, `${service.unit} 已被屏蔽。`),
            seen: [`${service.active}, masked`],
            places: [],
            remedies: [
              dockcfg(say('allow it to start again, and start it', '允许再次启动，并启动它'), {
                command: [...systemctl(facts), 'unmask', service.unit],
                risk: 'restart',
                deeds: [{ kind: 'effect', effect: 'unmask' }, { kind: 'restart' }],
              }),
            ] as const,
          },
        ]
      : [],
});
