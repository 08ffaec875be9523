import { late } from '../../domain/late.ts';
import type { nextEn } from './next-en.ts';

/** 命令之后可以做什么。 */
export const nextZhCN = late((): typeof nextEn => ({
  setup: '逐项配置，每个答案都会当场验证：',
  converge: '让运行中的引擎采用文件中的内容：',
  why: '查看它造成了什么问题以及如何修复：',
  works: '检查这样能否正常拉取：',
  tryRoute: '在网络上实际走一遍：',
  onlyThis: '在本机检查这个问题：',
  fetchCa: '查看仓库出示的证书并信任它：',
  undo: '撤销最近一次改动：',
  rank: '寻找在本机可用的镜像站：',
}));
