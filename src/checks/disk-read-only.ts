import { check } from './contract.ts';
import { ask, run, say } from './write.ts';

/** The kernel lets nothing be written where the engine keeps its images. */
export const diskReadOnly = check({
  code: 'DC6012',
  severity: 'error',
  title: say("The engine's disk is read-only", '引擎所在的磁盘为只读'),
  about: say(
    'The file system of the data root is mounted read-only: on purpose, or by the kernel after a disk error. Nothing can be pulled ("read-only file system").',
    '数据目录所在的文件系统以只读方式挂载：可能是有意为之，也可能是磁盘出错后由内核改为只读。无法拉取任何内容（“read-only file system”）。',
  ),
  ways: [
    say('see why, check the disk, and mount it writable', '查明原因、检查磁盘，再以可写方式挂载'),
  ],
  reads: ['disks'],
  judge: ({ disks = [] }) =>
    disks
      .filter(({ readOnly }) => readOnly)
      .map(({ path }) => ({
        subject: path,
        text: say(
          `${path}, where the engine keeps its images, is on a file system that is mounted read-only.`,
          `引擎存放镜像的 ${path} 位于以只读方式挂载的文件系统上。`,
        ),
        seen: [`${path}: EROFS`],
        places: [],
        explains: [],
        remedies: [
          run(say('see which file system it is', '查看是哪个文件系统'), [
            'findmnt',
            '--target',
            path,
          ]),
          run(say('see whether the kernel reported a disk error', '查看内核是否报告了磁盘错误'), [
            'journalctl',
            '-k',
            '-b',
            '-p',
            'err',
          ]),
          ask(
            say(
              `Please check why ${path} is mounted read-only, and mount it writable again.`,
              `请检查 ${path} 为何以只读方式挂载，并恢复为可写。`,
            ),
          ),
        ],
      })),
});
