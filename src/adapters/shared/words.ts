import { late } from '../../domain/late.ts';
import type { Said } from '../../domain/said.ts';

/** What the adapters say when this machine refuses. */
export const said = late(() => ({
  noSpace: (path: string): Said => ({
    en: `No space is left on the file system of ${path}: free some and run this again`,
    'zh-CN': `${path} 所在的文件系统已没有剩余空间：请先腾出空间再重新运行`,
  }),
  readOnly: (path: string): Said => ({
    en: `${path} is on a read-only file system: remount it writable, or change it where this system keeps its configuration`,
    'zh-CN': `${path} 位于只读文件系统上：请以可写方式重新挂载，或在本系统保存配置的地方修改`,
  }),
  immutable: (path: string): Said => ({
    en: `Not even root may change ${path}: an immutable or append-only flag is set on it or on its directory (lsattr shows it; chattr -i or -a removes it)`,
    'zh-CN': `连 root 也不能修改 ${path}：它或其目录设置了不可变或仅追加标志（用 lsattr 查看，用 chattr -i 或 -a 去除）`,
  }),
  denied: (path: string): Said => ({
    en: `Access to ${path} was denied to root: a security module or a network file system forbids it`,
    'zh-CN': `root 对 ${path} 的访问被拒绝：安全模块或网络文件系统不允许`,
  }),
  needsRoot: (path: string): Said => ({
    en: `Only root may change ${path}: run this with sudo`,
    'zh-CN': `只有 root 才能修改 ${path}：请用 sudo 运行`,
  }),
  oldKept: (path: string): Said => ({
    en: `The old transaction ${path} could not be removed, which does no harm: remove it yourself`,
    'zh-CN': `无法删除旧事务 ${path}，这没有影响：请自行删除`,
  }),
  vanished: (path: string): Said => ({
    en: `The directory of ${path} is gone, or is not a directory: something else is changing it; run this again`,
    'zh-CN': `${path} 的目录已不存在或不是目录：有其他程序正在改动它，请重新运行`,
  }),
  mountPoint: (path: string): Said => ({
    en: `${path} is itself a mount point and cannot be replaced: change the file that is mounted there`,
    'zh-CN': `${path} 本身是挂载点，无法替换：请修改挂载到此处的那个文件`,
  }),
  linkLoop: (path: string): Said => ({
    en: `${path} leads through too many symbolic links: repair the links first`,
    'zh-CN': `${path} 经过的符号链接过多：请先修复这些链接`,
  }),
  writeFailed: (path: string, code: string): Said => ({
    en: `${path} could not be written (${code}): check the file system that holds it`,
    'zh-CN': `无法写入 ${path}（${code}）：请检查其所在的文件系统`,
  }),
  changedMeanwhile: (path: string): Said => ({
    en: `Something else changed ${path} in the meantime: run this again`,
    'zh-CN': `${path} 在此期间被他人改动：请重新运行`,
  }),
  placeTaken: (path: string): Said => ({
    en: `dockcfg keeps its working files in ${path}, but that is not a folder: move it away first`,
    'zh-CN': `dockcfg 工作时要在 ${path} 存放文件，而那里不是目录：请先将其移走`,
  }),
  notRegular: (path: string): Said => ({
    en: `${path} is not a regular file: move it away first`,
    'zh-CN': `${path} 不是普通文件：请先将其移走`,
  }),
  dangling: (path: string, target: string): Said => ({
    en: `${path} is a symbolic link to ${target}, which does not exist: remove the link or create its target`,
    'zh-CN': `${path} 是指向 ${target} 的符号链接，而后者不存在：请删除该链接或创建其目标`,
  }),
  linkToRemove: (path: string, target: string): Said => ({
    en: `${path} should go, but it is a symbolic link to ${target}: remove the link yourself`,
    'zh-CN': `${path} 应当删除，但它是指向 ${target} 的符号链接：请自行删除该链接`,
  }),
  attributes: (path: string, detail: string): Said => ({
    en: `The extended attributes, ACL or label of ${path} could not be preserved: ${detail}`,
    'zh-CN': `无法保留 ${path} 的扩展属性、ACL 或安全标签：${detail}`,
  }),

  locked: (holder: string | null): Said => ({
    en: `Another dockcfg is changing this host (${holder ?? 'unknown process'}): try again when it is done, or wait longer with --deadline`,
    'zh-CN': `另一个 dockcfg 正在修改本机（${holder ?? '未知进程'}）：请等它结束后再试，或用 --deadline 延长等待`,
  }),
  lockUnavailable: (path: string, detail: string): Said => ({
    en: `${path} could not be locked with flock (package util-linux): ${detail}`,
    'zh-CN': `无法用 flock（util-linux 软件包）锁定 ${path}：${detail}`,
  }),
}));
