import { isOutOfFiles, roomFor } from '../domain/disk-room.ts';
import { check, type Found } from './contract.ts';
import type { DiskSeen } from './evidence.ts';
import { run, say } from './write.ts';

/** Nothing more can be stored where the engine keeps its images. */
export const diskFull = check({
  code: 'DC6011',
  severity: 'error',
  title: say("The engine's disk is full", '引擎所在的磁盘已满'),
  about: say(
    'A pull writes its layers twice, packed and unpacked. Without free space, or without free inodes, it ends with "no space left on device", and the engine may fail to start for the same reason. A disk can be out of inodes while df still shows free space: df -i shows them.',
    '拉取会写入两份镜像层：压缩的和解压的。没有可用空间或可用 inode 时，拉取会以 “no space left on device” 结束，引擎也可能无法启动。df 显示有空间时 inode 也可能用尽：用 df -i 查看。',
  ),
  ways: [
    say(
      'remove what is no longer needed: docker system prune',
      '清理不再需要的内容：docker system prune',
    ),
    say('move data-root to a larger disk', '把 data-root 移到更大的磁盘'),
  ],
  reads: ['disks'],
  judge: ({ disks = [] }) => disks.filter(({ readOnly }) => !readOnly).flatMap(findingOf),
});

function findingOf(disk: DiskSeen): readonly Found[] {
  const { path, freeBytes, totalBytes, freeFiles } = disk;
  const room = roomFor(disk);
  if (room === 'enough') return [];
  const mebi = (bytes: number) => `${Math.floor(bytes / 1024 / 1024)} MiB`;
  const what = isOutOfFiles(disk)
    ? say(`${freeFiles} inodes are free`, `仅剩 ${freeFiles} 个 inode`)
    : say(`${mebi(freeBytes)} are free`, `仅剩 ${mebi(freeBytes)}`);
  return [
    {
      subject: path,
      severity: room === 'none' ? 'error' : 'warning',
      text: say(
        `Where the engine keeps its images (${path}), ${what.en}.`,
        `引擎存放镜像的位置（${path}）${what['zh-CN']}。`,
      ),
      seen: [
        `${mebi(freeBytes)} free of ${mebi(totalBytes)}`,
        ...(freeFiles === null ? [] : [`${freeFiles} inodes free`]),
      ],
      places: [],
      explains: [],
      remedies: [
        run(say('see what takes the space', '查看空间占用'), ['docker', 'system', 'df']),
        run(
          say(
            'remove stopped containers, unused networks and dangling images',
            '删除已停止的容器、未使用的网络和悬空镜像',
          ),
          ['docker', 'system', 'prune'],
        ),
      ],
    },
  ];
}
