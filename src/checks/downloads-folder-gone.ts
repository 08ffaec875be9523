import { check } from './contract.ts';
import { restart } from './service-command.ts';
import { say } from './write.ts';

/** Somebody has cleaned away where the engine puts what it downloads. */
export const downloadsFolderGone = check({
  code: 'DC6017',
  severity: 'error',
  title: say("The engine's folder for downloads is gone", '引擎的下载目录不见了'),
  about: say(
    'The classic store downloads layers to the folder tmp in its data root. The engine creates it at start; if a program that cleans up old files removes it later, every pull fails ("open …/tmp/GetImageBlob…: no such file or directory").',
    '经典存储把镜像层下载到数据目录下的 tmp 目录。该目录由引擎在启动时创建；之后若被清理程序删除，每次拉取都会失败（“open …/tmp/GetImageBlob…: no such file or directory”）。',
  ),
  ways: [
    say('restart the engine, which creates it again', '重启引擎，它会重新创建该目录'),
    say('exempt the data root from whatever cleans up', '让清理程序不要触碰数据目录'),
  ],
  reads: ['needs', 'facts'],
  judge: ({ needs, facts }) => {
    const folder = needs?.downloads;
    if (!folder?.missing) return [];
    const { path } = folder;
    return [
      {
        subject: path,
        text: say(
          `${path}, the folder that the engine downloads to, does not exist.`,
          `引擎存放下载内容的 ${path} 不存在。`,
        ),
        seen: [`${path}: ENOENT`],
        places: [],
        explains: [],
        remedies: [
          restart(
            say('restart the engine, which creates it again', '重启引擎，它会重新创建该目录'),
            facts,
            [{ kind: 'restart' }],
          ),
        ],
      },
    ];
  },
});
