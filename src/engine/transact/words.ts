import { late } from '../../domain/late.ts';
import type { Said } from '../../domain/said.ts';

/** What transactions, their undoing and their history say. */
export const said = late(() => ({
  stopped: (): Said => ({
    en: 'Interrupted before everything was done',
    'zh-CN': '在全部完成之前被中断',
  }),
  deadline: (): Said => ({
    en: 'The deadline passed before everything was done: allow more time with --deadline',
    'zh-CN': '时限已到，操作尚未全部完成：请用 --deadline 延长时间',
  }),
  changedMeanwhile: (path: string): Said => ({
    en: `Something else changed ${path} after this plan was made: run this again`,
    'zh-CN': `${path} 在制定计划之后被他人改动：请重新运行`,
  }),
  stalePlan: (): Said => ({
    en: 'What an earlier run had left unfinished was put back first, so this plan no longer fits: run this again',
    'zh-CN': '先恢复了之前一次未完成的运行，原计划不再适用：请重新运行',
  }),
  reloadIsNotEnough: (reason: Said): Said => ({
    en: `A reload is not enough: ${reason.en}. Allow a restart with --restart auto, or write the files only with --restart never`,
    'zh-CN': `仅重新加载不够：${reason['zh-CN']}。请用 --restart auto 允许重启，或用 --restart never 只写文件`,
  }),
  refusedByEngine: (path: string, detail: string): Said => ({
    en: `The engine's own check refuses the new ${path}, so nothing was changed: ${detail}`,
    'zh-CN': `引擎自身的检查拒绝新的 ${path}，因此没有做任何改动：${detail}`,
  }),
  refusedByEngineAgain: (path: string, detail: string, id: string): Said => ({
    en: `The engine does not start with the earlier ${path}, so nothing was changed: ${detail}\n${bytesBack(id).en}`,
    'zh-CN': `引擎无法以之前的 ${path} 启动，因此没有做任何改动：${detail}\n${bytesBack(id)['zh-CN']}`,
  }),
  startsNoMore: (obstacle: Said): Said => ({
    en: `The engine will not start with this file: ${obstacle.en}`,
    'zh-CN': `引擎无法以这个文件启动：${obstacle['zh-CN']}`,
  }),

  unguarded: (why: Said): Said => ({
    en: `If this machine loses power in the next seconds, nothing will put the old files back at boot: ${why.en}`,
    'zh-CN': `如果本机在接下来几秒内断电，启动时将无法自动恢复旧文件：${why['zh-CN']}`,
  }),
  startsAfterwards: (own: string, unit: string): Said => ({
    en: `dockcfg runs as part of ${own}, and ${unit} waits for that: the engine reads the files when it starts, and nobody has checked yet that it shows the values`,
    'zh-CN': `dockcfg 作为 ${own} 的一部分运行，而 ${unit} 正等待它：引擎将在启动时读取这些文件，目前尚未核实其是否采用了这些值`,
  }),
  waitsForItself: (own: string, unit: string): Said => ({
    en: `dockcfg runs as part of ${own}, and ${unit} waits for that, so it cannot be reloaded or restarted from here: order ${own} after ${unit} (After=), or write the files only with --restart never`,
    'zh-CN': `dockcfg 作为 ${own} 的一部分运行，而 ${unit} 要等待它，因此无法从这里重新加载或重启：请让 ${own} 在 ${unit} 之后运行（After=），或用 --restart never 只写文件`,
  }),
  effectSkipped: (effect: string): Said => ({
    en: `${effect} was not run, because the system in this tree is not running: run it there before the engine starts`,
    'zh-CN': `由于该目录树并未运行，没有执行 ${effect}：请在引擎启动前在其中执行`,
  }),
  foreignTree: (root: string, detail: string): Said => ({
    en: `The programs in ${root} do not run here (${detail}), so its trust store was not rebuilt: run update-ca-certificates or update-ca-trust on that system once it runs, before the engine starts. Until then the old certificates remain in effect there`,
    'zh-CN': `${root} 中的程序无法在这里运行（${detail}），因此没有重建其信任库：请在它成为的系统上、引擎启动之前运行其中的 update-ca-certificates 或 update-ca-trust。在那之前，那里仍以旧证书为准`,
  }),
  effectFailed: (effect: string, detail: string): Said => ({
    en: `${effect} failed: ${detail}`,
    'zh-CN': `${effect} 失败：${detail}`,
  }),
  noTrustTool: (): Said => ({
    en: 'No tool that updates the system trust store was found: install the ca-certificates package',
    'zh-CN': '没有找到更新系统信任库的工具：请安装 ca-certificates 软件包',
  }),

  reloadRefused: (detail: string): Said => ({
    en: `The engine refused the new configuration when it was told to reload: ${detail}`,
    'zh-CN': `引擎在重新加载时拒绝了新配置：${detail}`,
  }),
  orderRefused: (order: string, detail: string): Said => ({
    en: `The service manager could not carry out "${order}": ${detail}`,
    'zh-CN': `服务管理器未能执行“${order}”：${detail}`,
  }),
  engineDown: (unit: string, detail: string): Said => ({
    en: `${unit} did not come up: ${detail}`,
    'zh-CN': `${unit} 没有启动成功：${detail}`,
  }),
  engineSilent: (unit: string, seconds: number): Said => ({
    en: `${unit} does not answer: its socket was silent for ${seconds} s`,
    'zh-CN': `${unit} 没有响应：套接字在 ${seconds} 秒内没有应答`,
  }),
  engineDiffers: (keys: readonly string[]): Said => ({
    en: `The running engine does not show the new ${keys.join(', ')}`,
    'zh-CN': `正在运行的引擎没有显示新的 ${keys.join('、')}`,
  }),

  recovered: (id: string, user: string): Said => ({
    en: `An earlier run (${id}, by ${user}) was left unfinished; what it had begun was put back`,
    'zh-CN': `之前的一次运行（${id}，由 ${user} 发起）没有完成，其已开始的改动已恢复`,
  }),
  recoveredPartly: (id: string, reasons: readonly Said[]): Said => ({
    en: `An earlier run (${id}) was left unfinished, and not everything could be put back. ${joined(reasons, 'en')}`,
    'zh-CN': `之前的一次运行（${id}）没有完成，部分内容无法恢复。${joined(reasons, 'zh-CN')}`,
  }),
  notRecovered: (id: string, reasons: readonly Said[]): Said => ({
    en: `An earlier run (${id}) was left unfinished and cannot be put back yet: remove the obstacle and run this again. ${joined(reasons, 'en')}`,
    'zh-CN': `之前的一次运行（${id}）没有完成，目前无法恢复：请排除障碍后重新运行。${joined(reasons, 'zh-CN')}`,
  }),
  leftChanged: (path: string, id: string): Said => ({
    en: `Something else changed ${path} in the meantime, so it was left as it is; its earlier content is kept in transaction ${id}`,
    'zh-CN': `${path} 在此期间被他人改动，保持原样；之前的内容保存在事务 ${id} 中`,
  }),
  leftEngineDown: (unit: string, why: Said): Said => ({
    en: `${unit} was running before, and does not start again with the old files: ${why.en}`,
    'zh-CN': `${unit} 之前在运行，但使用旧文件也未能恢复：${why['zh-CN']}`,
  }),
  leftEngineDiffers: (unit: string, keys: readonly string[]): Said => ({
    en: `The files are as before, but the engine keeps the new ${keys.join(', ')} until ${unit} is restarted`,
    'zh-CN': `文件已恢复原样，但在重启 ${unit} 之前，引擎仍使用新的 ${keys.join('、')}`,
  }),
  noTransaction: (id: string | null): Said => ({
    en:
      id === null
        ? 'There is no transaction to undo'
        : `There is no transaction ${id}: see "dockcfg history"`,
    'zh-CN': id === null ? '没有可以撤销的事务' : `没有事务 ${id}：请查看 “dockcfg history”`,
  }),
  alreadyUndone: (id: string): Said => ({
    en: `Transaction ${id} was already undone`,
    'zh-CN': `事务 ${id} 已经恢复，无需撤销`,
  }),
  laterChange: (paths: readonly string[], id: string): Said => ({
    en: `${paths.join(', ')} changed again after transaction ${id}: undo the later change first, or edit by hand (the difference is shown)`,
    'zh-CN': `${paths.join('、')} 在事务 ${id} 之后又被改动：请先撤销后来的改动，或手工编辑（差异如下）`,
  }),
  undoes: (id: string): Said => ({
    en: `undoes transaction ${id}`,
    'zh-CN': `撤销事务 ${id}`,
  }),
}));

function joined(reasons: readonly Said[], language: keyof Said): string {
  return reasons.map((each) => each[language]).join(language === 'en' ? '. ' : '。');
}

/** The way to a file's old bytes where the engine does not start with them. */
function bytesBack(id: string): Said {
  return {
    en: `To restore the file anyway, without touching the engine: dockcfg rollback ${id} --restart never`,
    'zh-CN': `若仍要恢复原来的内容，而不动引擎：dockcfg rollback ${id} --restart never`,
  };
}
