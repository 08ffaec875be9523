import type { HostFacts } from '../domain/facts.ts';
import type { Remedy, Severity } from '../domain/finding.ts';
import { check } from './contract.ts';
import { journalOf, systemctl } from './service-command.ts';
import { run, say } from './write.ts';

/** The service runs, and its socket does not answer us. */
export const engineSilent = check({
  code: 'DC6004',
  severity: 'notice',
  title: say('The engine could not be asked', '无法询问引擎'),
  about: say(
    'The engine runs, but its socket did not answer, usually because only root and the group docker may use it. The findings then rest on the files, not on what the engine has loaded. If the socket is gone or stays silent, nobody can pull: the engine or its containerd hangs.',
    '引擎正在运行，但其套接字没有应答：通常是因为只有 root 和 docker 组可以使用它。此时结论依据的是文件，而不是引擎已加载的内容。若套接字不见了或一直没有应答，则谁都无法拉取：引擎或其 containerd 已挂起。',
  ),
  ways: [
    say('run the doctor with sudo', '用 sudo 运行 doctor'),
    say('restart an engine that hangs', '重启挂起的引擎'),
  ],
  reads: ['facts', 'service'],
  judge: ({ facts, service }) =>
    facts.live && service?.active === 'active' && facts.info === null
      ? [
          {
            subject: facts.layout.socket,
            severity: severityOf(facts),
            text: say(
              `The engine runs, but ${facts.layout.socket} did not answer; the files were judged instead.`,
              `引擎正在运行，但 ${facts.layout.socket} 没有应答；因此改为依据文件判断。`,
            ),
            seen: [
              `${service.unit} is active, the socket is silent`,
              ...facts.notes.map(({ en }) => en),
            ],
            places: [],
            remedies: isOurDoing(facts) ? [asRoot] : waysOut(service.unit, facts),
          },
        ]
      : [],
});

/** An engine with much to tell can take longer than we wait, and still pull. */
function severityOf(facts: HostFacts): Severity {
  if (isOurDoing(facts)) return 'notice';
  return facts.silence === 'ETIMEDOUT' ? 'warning' : 'error';
}

/** Everybody else may be answered: it is only we who may not ask. Nobody looked, in evidence of old. */
function isOurDoing({ silence }: HostFacts): boolean {
  return silence === undefined || !['ENOENT', 'ECONNREFUSED', 'ETIMEDOUT'].includes(silence);
}

const asRoot = run(say('ask again as root', '以 root 身份再询问一次'), [
  ...['sudo', 'dockcfg', 'doctor'],
]);

function waysOut(unit: string, facts: HostFacts): readonly [Remedy, ...Remedy[]] {
  return [
    run(say('see what it logs', '查看它自己的日志'), journalOf(facts, unit)),
    run(
      say('have it create its socket again', '让它重新建立套接字'),
      [...systemctl(facts), 'restart', unit.replace(/\.service$/, '.socket'), unit],
      'restart',
    ),
  ];
}
