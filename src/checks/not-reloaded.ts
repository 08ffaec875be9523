import { normalisedInsecure } from '../domain/insecure.ts';
import { normalisedMirrors } from '../domain/mirror-url.ts';
import { check } from './contract.ts';
import { dockcfg, say } from './write.ts';

/** The files list other mirrors or insecure registries than the engine at work has. */
export const notReloaded = check({
  code: 'DC5006',
  severity: 'warning',
  title: say('The configuration was edited but not reloaded', '配置已修改，但没有重新加载'),
  about: say(
    'A reload applies registry-mirrors and insecure-registries, but only if the keys are in the file: a list that was deleted stays in effect until it is written as [] or the engine is restarted. What counts is what docker info shows.',
    'registry-mirrors 与 insecure-registries 在重新加载后生效，并且只针对文件中存在的键：被删除的列表会继续生效，直到写成 [] 或重启引擎。以 docker info 显示的内容为准。',
  ),
  ways: [
    say(
      'reload the engine: dockcfg apply --restart reload',
      '重新加载引擎：dockcfg apply --restart reload',
    ),
  ],
  reads: ['views', 'routes'],
  judge: ({ views, routes }) => {
    const { used, files } = views;
    if (used.of !== 'running') return [];
    const lists = [
      ['registry-mirrors', normalisedMirrors(used.mirrors), normalisedMirrors(files.mirrors)],
      [
        'insecure-registries',
        normalisedInsecure(used.insecure),
        normalisedInsecure(files.insecure),
      ],
    ] as const;
    return lists.flatMap(([key, running, written]) => {
      if (running.join(' ') === written.join(' ')) return [];
      const broken = routes.some(({ prediction }) => prediction.outcome === 'failed');
      return [
        {
          subject: key,
          severity: broken ? ('error' as const) : ('warning' as const),
          text: say(
            `The files set ${key} to ${show(written)}, but the running engine has ${show(running)}.`,
            `文件中的 ${key} 为 ${show(written)}，而正在运行的引擎为 ${show(running)}。`,
          ),
          seen: [`files: ${show(written)}`, `running: ${show(running)}`],
          places: [],
          remedies: [
            dockcfg(say('make the running engine match the files', '让正在运行的引擎与文件一致'), {
              command: ['dockcfg', 'apply', '--restart', 'auto'],
              risk: 'reload',
              deeds: [{ kind: 'converge', keys: [key] }],
            }),
          ] as const,
        },
      ];
    });
  },
});

function show(list: readonly string[]): string {
  return `[${list.join(', ')}]`;
}
