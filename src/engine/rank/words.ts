import { late } from '../../domain/late.ts';
import type { Said } from '../../domain/said.ts';

/** What ranking says of mirrors. */
export const rankWords = late(() => ({
  serves: (): Said => ({ en: 'serves the image', 'zh-CN': '能提供该镜像' }),
  stale: (got: string, wanted: string): Said => ({
    en: `serves an older image (${got}) than Docker Hub (${wanted}): its copy is out of date`,
    'zh-CN': `提供的镜像（${got}）比 Docker Hub 的（${wanted}）旧：其副本已过时`,
  }),
  foreign: (got: string, wanted: string): Said => ({
    en: `serves an image (${got}) that Docker Hub does not know under this name (it has ${wanted})`,
    'zh-CN': `提供的镜像（${got}）在 Docker Hub 的该名称下并不存在（Docker Hub 为 ${wanted}）`,
  }),
  differs: (got: string, wanted: string): Said => ({
    en: `serves another image (${got}) than Docker Hub (${wanted})`,
    'zh-CN': `提供的镜像（${got}）与 Docker Hub 的（${wanted}）不同`,
  }),
  outvoted: (got: string, wanted: string): Said => ({
    en: `serves another image (${got}) than most mirrors (${wanted}); Docker Hub could not be asked`,
    'zh-CN': `提供的镜像（${got}）与多数镜像站的（${wanted}）不同；无法询问 Docker Hub`,
  }),
  corrupted: (): Said => ({
    en: 'sends bytes that do not match their digest: nothing it serves can be pulled',
    'zh-CN': '发送的内容与其摘要不符：从它那里什么也拉取不了',
  }),
  nameNotFound: (): Said => ({
    en: 'is gone: its name does not exist (NXDOMAIN)',
    'zh-CN': '已不存在：其域名无法解析（NXDOMAIN）',
  }),
  nameServer: (code: string, detail: string): Said => ({
    en: `could not be looked up: the name server answered ${code} (${detail})`,
    'zh-CN': `无法解析：DNS 服务器返回 ${code}（${detail}）`,
  }),
  unreachable: (address: string, code: string): Said => ({
    en: `cannot be reached at ${address} (${code})`,
    'zh-CN': `无法连接 ${address}（${code}）`,
  }),
  silent: (): Said => ({
    en: 'did not answer in time',
    'zh-CN': '未在规定时间内应答',
  }),
  notTried: (): Said => ({
    en: 'was not fully tried: the deadline came first',
    'zh-CN': '没有尝试完：时限先到了',
  }),
  proxy: (proxy: string, code: string): Said => ({
    en: `cannot be reached through the proxy ${proxy} (${code})`,
    'zh-CN': `无法通过代理 ${proxy} 到达（${code}）`,
  }),
  proxyLogin: (proxy: string): Said => ({
    en: `cannot be reached: the proxy ${proxy} requires a user name and a password (407), as in http://user@proxy:3128`,
    'zh-CN': `无法到达：代理 ${proxy} 要求用户名和密码（407），写法如 http://user@proxy:3128`,
  }),
  untrusted: (engineText: string): Said => ({
    en: `has a certificate that this engine refuses: ${engineText}`,
    'zh-CN': `的证书会被本机引擎拒绝：${engineText}`,
  }),
  noTls: (plain: string | null, code: string): Said => ({
    en:
      plain === null ? `does not speak TLS as it should (${code})` : 'speaks plain HTTP, not HTTPS',
    'zh-CN': plain === null ? `TLS 握手失败（${code}）` : '使用明文 HTTP，而不是 HTTPS',
  }),
  page: (title: string): Said => ({
    en: `is only a web page now${title === '' ? '' : ` ("${title}")`}: parked, or never a mirror`,
    'zh-CN': `现在只是一个网页${title === '' ? '' : `（“${title}”）`}：域名被停放，或从来不是镜像站`,
  }),
  noRegistry: (code: string): Said => ({
    en: `does not answer like a registry (${code})`,
    'zh-CN': `的应答不像镜像仓库（${code}）`,
  }),
  wantsLogin: (): Said => ({
    en: 'requires a login (401), which an engine cannot give to a mirror by itself',
    'zh-CN': '要求登录（401），而引擎不会主动向镜像站提供登录信息',
  }),
  refuses: (): Said => ({
    en: 'refuses (403): it serves only some images, or only some addresses',
    'zh-CN': '拒绝提供（403）：它只提供部分镜像，或只服务部分地址',
  }),
  lacksImage: (): Said => ({ en: 'does not have the image (404)', 'zh-CN': '没有该镜像（404）' }),
  lacksPlatform: (): Said => ({
    en: "has the image, but not for this host's platform",
    'zh-CN': '有该镜像，但没有适合本机平台的版本',
  }),
  prefixOnly: (): Said => ({
    en: 'serves images only under docker.io/, where an engine does not look',
    'zh-CN': '只在 docker.io/ 之下提供镜像，而引擎不会到那里查找',
  }),
  limited: (): Said => ({
    en: 'rate-limits this host (429): too many requests',
    'zh-CN': '对本机限流（429）：请求过多',
  }),
  failing: (status: string): Said => ({
    en: `fails on its own side (${status})`,
    'zh-CN': `自身出错（${status}）`,
  }),
  incomplete: (host: string): Said => ({
    en: `answers, but ${host}, to which it redirects, cannot be reached`,
    'zh-CN': `有应答，但无法连接它所指向的 ${host}`,
  }),
  neverAsked: (): Said => ({
    en: 'would never be asked by this engine',
    'zh-CN': '本机引擎永远不会向它请求',
  }),
  stalls: (): Said => ({
    en: 'serves the manifest, but its layers come too slowly to be measured, or not at all',
    'zh-CN': '能提供清单，但层的下载过慢以至无法测量，或根本没有内容',
  }),
  onlyHub: (image: string): Said => ({
    en: `${image} is not from Docker Hub, and mirrors are for Docker Hub only: name a Docker Hub image`,
    'zh-CN': `${image} 不在 Docker Hub 上，而镜像站只用于 Docker Hub：请换用 Docker Hub 的镜像`,
  }),
}));
