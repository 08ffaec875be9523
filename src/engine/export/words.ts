import type { Said } from '../../domain/said.ts';

const list = (words: readonly string[]) => words.join(', ');
const listed = (words: readonly string[]) => words.join('、');

/** What an export leaves out. */
export const said = {
  broken: (place: string, reason: Said): Said => ({
    en: `${place}: ${reason.en}\nWithout what stands there the export would not be this host: see dockcfg doctor for the repair, then run this again.`,
    'zh-CN': `${place}：${reason['zh-CN']}\n缺少其中的内容，导出结果就不代表本机：请先用 dockcfg doctor 查看修复方法，然后再运行。`,
  }),
  unreadable: (path: string, code: string): Said => ({
    en: `${path} cannot be read (${code}), and without what stands there the export would not be this host: run this as root.`,
    'zh-CN': `无法读取 ${path}（${code}）；缺少其中的内容，导出结果就不代表本机：请以 root 运行。`,
  }),
  beyondFlags: (keys: readonly string[]): Said => ({
    en: `Not among these flags: ${list(keys)}. A profile has them: --as profile.`,
    'zh-CN': `这些选项中不包含：${listed(keys)}。配置文件中有：--as profile。`,
  }),
  onlyFlags: (keys: readonly string[]): Said => ({
    en: `Not exported, since the service gives them to the engine as flags: ${list(keys)}.`,
    'zh-CN': `未导出，因为它们是服务传给引擎的参数：${listed(keys)}。`,
  }),
  onlyScripts: (keys: readonly string[]): Said => ({
    en: `Not exported, since a program between the service and the engine adds them as flags: ${list(keys)}.`,
    'zh-CN': `未导出，因为它们是服务与引擎之间的程序添加的参数：${listed(keys)}。`,
  }),
  idleNames: (keys: readonly string[]): Said => ({
    en: `Not exported, since this engine does nothing with them, or does not start with them: ${list(keys)}. See dockcfg show.`,
    'zh-CN': `未导出，因为它们对该引擎不起作用，或使其无法启动：${listed(keys)}。请参阅 dockcfg show。`,
  }),
  unfit: (name: string, problem: Said): Said => ({
    en: `Not exported, since an apply would refuse it: ${name}: ${problem.en}.`,
    'zh-CN': `未导出，因为 apply 会拒绝它：${name}：${problem['zh-CN']}。`,
  }),
  withSecret: (keys: readonly string[]): Said => ({
    en: `Not exported, since a secret is in it: ${list(keys)}.`,
    'zh-CN': `未导出，因为其中含有机密：${listed(keys)}。`,
  }),
};
