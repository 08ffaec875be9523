import type { Stage } from '../domain/outcome.ts';
import { check } from './contract.ts';
import { unitSettings } from './service-command.ts';
import { hopSights } from './sights.ts';
import { firstFailure, hopStagesOf } from './stages.ts';
import { run, say } from './write.ts';

/** What the engine reads at a pull is not what anybody sees who looks at the file. */
export const engineFiles = check({
  code: 'DC6014',
  severity: 'error',
  title: say('The engine sees a different file than the host', '引擎读到的文件与本机的不同'),
  about: say(
    "The engine's process has mounts of its own: its unit sets BindPaths=, BindReadOnlyPaths=, InaccessiblePaths= or TemporaryFileSystem=, or it is a snap. At the same path it then finds a different file than every other program, or none, and what is written there never reaches it.",
    '引擎进程有自己的挂载：其单元设置了 BindPaths=、BindReadOnlyPaths=、InaccessiblePaths= 或 TemporaryFileSystem=，或者它是 snap。于是在同一路径下，它看到的是另一个文件或什么都没有，写到那里的内容永远到不了它。',
  ),
  ways: [
    say(
      'edit the file that the unit gives the engine, or remove the setting from the unit',
      '修改单元提供给引擎的那个文件，或从单元中去掉该设置',
    ),
  ],
  reads: ['facts', 'world', 'routes'],
  judge: ({ facts, world, routes }) => {
    const pid = facts.process?.pid;
    if (!world || pid === undefined) return [];
    return world.files.flatMap(({ path, sees }) => {
      const stages = stagesShowing(path, facts.layout.certsDir);
      const hurt = hopSights(routes).flatMap((sight) => {
        const failed = firstFailure(hopStagesOf(sight.hop));
        return failed && stages.includes(failed.stage) ? [{ sight, failed }] : [];
      });
      const [first] = hurt;
      // A file of its own that serves its purpose is nobody's trouble.
      if (!first) return [];
      return [
        {
          subject: path,
          severity: first.sight.severity,
          text:
            sees === 'other'
              ? say(
                  `The engine sees a different ${path} than this host; pulls use that one.`,
                  `引擎看到的 ${path} 与本机的不同；拉取以它为准。`,
                )
              : say(
                  `The engine does not find ${path}, which this host has.`,
                  `引擎看不到本机已有的 ${path}。`,
                ),
          seen: [`/proc/${pid}/root${path} ≠ ${path}`],
          places: hurt.map(({ sight, failed }) => sight.place(failed.stage)),
          remedies: [
            run(say('see what the engine finds there', '查看引擎在那里看到的内容'), [
              ...['nsenter', '--target', String(pid), '--mount', 'cat', path],
            ]),
            run(
              say('see which setting of the unit does it', '查看单元中的哪个设置造成这种情况'),
              unitSettings(facts, properties),
            ),
          ] as const,
        },
      ];
    });
  },
});

const properties = [
  'BindPaths',
  'BindReadOnlyPaths',
  'InaccessiblePaths',
  'TemporaryFileSystem',
  'RootDirectory',
];

/** Where on the way it shows that a file is the wrong one. */
function stagesShowing(path: string, certsDir: string): readonly Stage[] {
  if (path === '/etc/resolv.conf') return ['dns'];
  if (path === '/etc/hosts') return ['dns', 'tcp', 'tls'];
  return path.startsWith(`${certsDir}/`) || /^\/etc\/(ssl|pki)\//.test(path) ? ['tls'] : [];
}
