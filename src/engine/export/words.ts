import type { Said } from '../../domain/said.ts';

const list = (words: readonly string[]) => words.join(', ');
const listed = (words: readonly string[]) => words.join('、');

/** What an export leaves out. */
export const said = {
  beyondFlags: (keys: readonly string[]): Said => ({
    en: `Not among these flags: ${list(keys)}. A profile has them: --as profile.`,
    'zh-CN': `这些选项中不包含：${listed(keys)}。配置文件中有：--as profile。`,
  }),
  onlyFlags: (keys: readonly string[]): Said => ({
    en: `Not exported, since the service gives them to the engine as flags: ${list(keys)}.`,
    'zh-CN': `未导出，因为它们是服务传给引擎的参数：${listed(keys)}。`,
  }),
  withSecret: (keys: readonly string[]): Said => ({
    en: `Not exported, since a secret is in it: ${list(keys)}.`,
    'zh-CN': `未导出，因为其中含有机密：${listed(keys)}。`,
  }),
};
