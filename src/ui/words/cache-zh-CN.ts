import { late } from '../../domain/late.ts';
import type { cacheEn } from './cache-en.ts';

/** 拉取缓存的中文文本。 */
export const cacheZhCN = late((): typeof cacheEn => ({
  none: '本机没有缓存；可用 dockcfg cache install 安装。',
  runs: (url, unit) => `缓存运行在 ${url}（${unit}）。`,
  doesNotRun: (unit, state) =>
    `缓存没有运行：${unit} 的状态为 ${state}；请查看 journalctl -u ${unit}。`,
  notAsked: '这台主机没有在运行，因此没有询问它的缓存。',
  storage: (path) => `镜像层存放在 ${path}。`,
  upstream: (proxy) =>
    proxy === null ? '它直接访问 Docker Hub。' : `它通过代理 ${proxy} 访问 Docker Hub。`,
  serves: (image) => `它能提供 ${image}。`,
  servesNot: (why) => `它目前还不可用：${why}。`,
  used: '本机引擎通过它拉取。',
  notUsed: '本机引擎没有通过它拉取。',
  others: '让其他主机也通过它拉取：',
  onlyHere: (listen) => `它监听 ${listen}，只供本机使用；--listen 0.0.0.0:5000 可对其他主机开放。`,
  trustIt: '如果它的证书由私有 CA 签发，其他主机还需要信任该 CA：--ca HOST=FILE。',
  kept: (path) => `缓存已保存的内容留在 ${path}。`,
}));
