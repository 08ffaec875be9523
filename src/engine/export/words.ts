import { ended, type Said } from '../../domain/said.ts';

const list = (words: readonly string[]) => words.join(', ');
const listed = (words: readonly string[]) => words.join('、');

/** What an export leaves out. */
export const said = {
  broken: (place: string, reason: Said): Said => ({
    en: `${place}: ${reason.en}\nWithout the content of that file, the export would not describe this host: dockcfg doctor shows how to repair it; then run this again.`,
    'zh-CN': `${place}：${reason['zh-CN']}\n缺少其中的内容，导出结果就不代表本机：请先用 dockcfg doctor 查看修复方法，然后再运行。`,
  }),
  unreadable: (path: string, code: string): Said => ({
    en: `${path} cannot be read (${code}), and without its content the export would not describe this host: run this as root.`,
    'zh-CN': `无法读取 ${path}（${code}）；缺少其中的内容，导出结果就不代表本机：请以 root 运行。`,
  }),
  beyondFlags: (keys: readonly string[]): Said => ({
    en: `Flags cannot express: ${list(keys)}. A profile can: --as profile.`,
    'zh-CN': `命令行选项无法表达：${listed(keys)}。配置文件可以：--as profile。`,
  }),
  onlyFlags: (keys: readonly string[]): Said => ({
    en: `Not exported, because the service passes them to the engine as flags: ${list(keys)}.`,
    'zh-CN': `未导出，因为它们是服务传给引擎的参数：${listed(keys)}。`,
  }),
  onlyScripts: (keys: readonly string[]): Said => ({
    en: `Not exported, because a program between the service and the engine adds them as flags: ${list(keys)}.`,
    'zh-CN': `未导出，因为它们是服务与引擎之间的程序添加的参数：${listed(keys)}。`,
  }),
  idleNames: (keys: readonly string[]): Said => ({
    en: `Not exported, because this engine ignores them or does not start with them: ${list(keys)}. See dockcfg show.`,
    'zh-CN': `未导出，因为它们对该引擎不起作用，或使其无法启动：${listed(keys)}。请参阅 dockcfg show。`,
  }),
  unfit: (name: string, problem: Said): Said => ({
    en: `Not exported, because apply would refuse it: ${name}: ${ended(problem.en, '.')}`,
    'zh-CN': `未导出，因为 apply 会拒绝它：${name}：${ended(problem['zh-CN'], '。')}`,
  }),
  withSecret: (keys: readonly string[]): Said => ({
    en: `Not exported, because of a secret in it: ${list(keys)}.`,
    'zh-CN': `未导出，因为其中含有机密：${listed(keys)}。`,
  }),
};
