import { late } from '../../domain/late.ts';
import type { mirrorsEn } from './mirrors-en.ts';

/** 镜像站排名与检查的中文文本。 */
export const mirrorsZhCN = late((): typeof mirrorsEn => ({
  comparing: {
    upstream: (image, digest) =>
      `Docker Hub 上的 ${image} 是 ${digest}；每个镜像站都以此为准进行比对。`,
    majority: (image, digest, why) =>
      `Docker Hub ${why}，因此无法询问。多数镜像站给出的 ${image} 是 ${digest}；其余以此为准进行比对。`,
    nobody: (image, why) =>
      `Docker Hub ${why}，而意见一致的镜像站太少：无法判断它们提供的 ${image} 是否正确。`,
  },
  titles: {
    rank: '名次',
    url: '镜像站',
    from: '来源',
    firstByte: '首字节',
    speed: '速度',
  },
  sources: { argument: '参数', host: '本机', preset: '列表' },
  milliseconds: (ms) => `${ms} 毫秒`,
  speed: (megabytes) => `${megabytes} MB/s`,
  tooSmall: '镜像太小，无法判断',
  notMeasured: (ms) => `未测速，应答较慢（${ms} 毫秒）`,
  notReached: (ms) => `时限之前未能测速（应答用时 ${ms} 毫秒）`,
  onlyServes: (ms) => `能提供该镜像（${ms} 毫秒）`,
  ofNoUse: '不可用：',
  failedRounds: (url, failed, rounds) => `${url} 在 ${rounds} 轮测速中失败 ${failed} 轮。`,
  nothingServes: '没有任何镜像站能正常提供该镜像。',
  nothingToCheck: '本机没有配置镜像站；可用 dockcfg mirrors rank 寻找。',
  presets: (date) =>
    `来源为“列表”的镜像站取自 ${date} 整理的公开资料。没有人为它们担保，而标签指向什么由镜像站决定：请只使用您信任的镜像站，或按摘要拉取。`,
  already: 'registry-mirrors 已经是这个顺序。',
  writeWith: '写入这个顺序：',
  ask: '把这个顺序写入 registry-mirrors 吗？',
  cutShort: (untried, unmeasured) =>
    `时限先到了：${untried} 个没有尝试完，${unmeasured} 个可用的没有测速。`,
  working: (count) => `正在尝试 ${count} 个镜像站`,
  contacted: (done, count, serving) => `已尝试 ${done}/${count} 个，其中 ${serving} 个能提供该镜像`,
  measured: (url) => `正在测速 ${url}`,
  summary: (count, serving, seconds) =>
    `共尝试 ${count} 个镜像站，${serving} 个可用，用时 ${seconds} 秒。`,
}));
