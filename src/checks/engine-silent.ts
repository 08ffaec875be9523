import { check } from './contract.ts';
import { run, say } from './write.ts';

/** The service runs, and its socket does not answer us. */
export const engineSilent = check({
  code: 'DC6004',
  severity: 'notice',
  title: say('The engine could not be asked', '无法询问引擎'),
  about: say(
    'The engine runs, but its socket did not answer: usually because only root and the group docker may use it. What is said then rests on the files, not on what the engine has loaded.',
    '引擎正在运行，但其套接字没有应答：通常是因为只有 root 和 docker 组可以使用它。此时结论依据的是文件，而不是引擎已加载的内容。',
  ),
  ways: [say('run the doctor with sudo', '用 sudo 运行 doctor')],
  reads: ['facts', 'service'],
  judge: ({ facts, service }) =>
    facts.live && service?.active === 'active' && facts.info === null
      ? [
          {
            subject: facts.layout.socket,
            text: say(
              `The engine runs, but ${facts.layout.socket} did not answer; the files were judged instead.`,
              `引擎正在运行，但 ${facts.layout.socket} 没有应答；因此改为依据文件判断。`,
            ),
            seen: [
              `${service.unit} is active, the socket is silent`,
              ...facts.notes.map(({ en }) => en),
            ],
            places: [],
            remedies: [
              run(say('ask once more as root', '以 root 身份再询问一次'), [
                'sudo',
                'dockcfg',
                'doctor',
              ]),
            ] as const,
          },
        ]
      : [],
});
