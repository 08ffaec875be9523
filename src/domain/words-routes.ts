import { late } from './late.ts';
import type { Said } from './said.ts';

/** Why an endpoint is on a route, and why a route ends. */
export const routeWords = late(() => ({
  mirror: (url: string): Said => ({
    en: `registry-mirrors lists ${url}, and mirrors are tried before Docker Hub`,
    'zh-CN': `registry-mirrors 中列有 ${url}，镜像站先于 Docker Hub 尝试`,
  }),
  hub: (afterMirrors: boolean): Said => ({
    en: afterMirrors
      ? 'Docker Hub itself, after every mirror'
      : 'Docker Hub itself; no mirror is set',
    'zh-CN': afterMirrors
      ? 'Docker Hub 本身，排在所有镜像站之后'
      : 'Docker Hub 本身；没有设置镜像站',
  }),
  registry: (domain: string, mirrors: boolean, certain: boolean): Said => ({
    en: `the image names ${domain}${mirrors ? '; registry-mirrors apply to Docker Hub only' : ''}${certain ? '' : '; a network in insecure-registries may cover it, depending on what the name resolves to'}`,
    'zh-CN': `镜像名指定了 ${domain}${mirrors ? '；registry-mirrors 只对 Docker Hub 有效' : ''}${certain ? '' : '；insecure-registries 中的网段可能涵盖它，取决于该名称解析到的地址'}`,
  }),
  plainAfterHttps: (domain: string, entry: string): Said => ({
    en: `plain HTTP, only if HTTPS fails: the insecure-registries entry "${entry}" covers ${domain}`,
    'zh-CN': `仅在 HTTPS 失败时使用明文 HTTP：insecure-registries 中的“${entry}”涵盖 ${domain}`,
  }),
  plainAfterTls: (host: string): Said => ({
    en: `plain HTTP to ${host}, only if it does not speak TLS`,
    'zh-CN': `仅在 ${host} 不支持 TLS 时使用明文 HTTP`,
  }),
  hostsToml: (path: string, url: string): Said => ({
    en: `${path} lists ${url}, and its hosts are tried in the file's order`,
    'zh-CN': `${path} 中列有 ${url}，按文件中的顺序尝试`,
  }),
  hostsTomlServer: (path: string, host: string): Said => ({
    en: `${host} comes last: it is the server in ${path}`,
    'zh-CN': `${host} 是 ${path} 的 server，排在最后`,
  }),
  buildkitMirror: (url: string): Said => ({
    en: `registry-mirrors lists ${url}; before 28.0 the containerd store always speaks HTTPS to mirrors and appends their path to /v2`,
    'zh-CN': `registry-mirrors 中列有 ${url}；28.0 之前的 containerd 存储访问镜像站时总是使用 HTTPS，并把路径放在 /v2 之后`,
  }),
  buildkitOldMirror: (url: string): Said => ({
    en: `registry-mirrors lists ${url}; before 25.0 the experimental containerd store always speaks HTTPS to mirrors and drops their path`,
    'zh-CN': `registry-mirrors 中列有 ${url}；25.0 之前的实验性 containerd 存储访问镜像站时总是使用 HTTPS，并丢弃其路径`,
  }),
  added: (registry: string): Said => ({
    en: `the name has no registry, and add-registry has ${registry} tried before Docker Hub`,
    'zh-CN': `镜像名没有指定仓库，add-registry 让 ${registry} 先于 Docker Hub`,
  }),
  noRegistry: (): Said => ({
    en: 'No configured registry to pull from.',
    'zh-CN': '没有可供拉取的仓库（No configured registry to pull from.）',
  }),
  allBlocked: (): Said => ({
    en: 'All endpoints blocked.',
    'zh-CN': '所有端点均被 block-registry 屏蔽（All endpoints blocked.）',
  }),
  brokenMirror: (problem: Said): Said => ({
    en: `the engine does not start with this configuration: ${problem.en}`,
    'zh-CN': `引擎无法以此配置启动：${problem['zh-CN']}`,
  }),
  noPullHosts: (path: string): Said => ({
    en: `no host in ${path} may be used for this pull; add "pull" and "resolve" to its capabilities`,
    'zh-CN': `${path} 中没有可用于本次拉取的主机；请在 capabilities 中加入“pull”和“resolve”`,
  }),
}));
