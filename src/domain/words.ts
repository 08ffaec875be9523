import { late } from './late.ts';
import type { Said } from './said.ts';

/** What this room says about names, URLs, proxies and lists. */
export const said = late(() => ({
  reference: (engineText: string): Said => ({
    en: engineText,
    'zh-CN': `镜像名不合规：${engineText}`,
  }),

  proxied: (variable: string, url: string): Said => ({
    en: `${variable} sends it through ${url}`,
    'zh-CN': `${variable} 让它经过 ${url}`,
  }),
  noProxySet: (scheme: string): Said => ({
    en: `no proxy is set for ${scheme}`,
    'zh-CN': `没有为 ${scheme} 设置代理`,
  }),
  onlyHttpProxy: (): Said => ({
    en: 'only HTTP_PROXY is set, and the engine uses it for http requests only; https goes direct until HTTPS_PROXY is set',
    'zh-CN': '只设置了 HTTP_PROXY，引擎仅将它用于 http 请求；在设置 HTTPS_PROXY 之前，https 会直连',
  }),
  loopbackDirect: (host: string): Said => ({
    en: `${host} is this machine itself, and loopback traffic never goes through a proxy`,
    'zh-CN': `${host} 就是本机，回环地址从不经过代理`,
  }),
  noProxyMatch: (item: string, host: string): Said => ({
    en: `the NO_PROXY item "${item}" matches ${host}`,
    'zh-CN': `NO_PROXY 中的“${item}”匹配 ${host}`,
  }),
  proxyDropped: (variable: string): Said => ({
    en: `${variable} is not a URL, so the engine drops it silently and goes direct; percent-encode special characters in the user name and password`,
    'zh-CN': `${variable} 不是有效的 URL，引擎会丢弃它并直连，且没有任何提示；请对用户名和密码中的特殊字符做百分号编码`,
  }),
  proxyUnusable: (variable: string, cause: string): Said => ({
    en: `${variable} cannot be used (${cause}), so every request through it fails; write it as http://host:port`,
    'zh-CN': `${variable} 无法使用（${cause}），经过它的请求都会失败；请写成 http://主机:端口`,
  }),

  mirrorNoScheme: (text: string): Said => ({
    en: `the mirror "${text}" has no scheme; write https://${text} (or http:// where it has no TLS)`,
    'zh-CN': `镜像站“${text}”缺少协议；请写成 https://${text}（没有 TLS 时用 http://）`,
  }),
  mirrorScheme: (scheme: string, text: string): Said => ({
    en: `the mirror "${text}" has the scheme ${scheme}; the engine accepts only https:// and http://`,
    'zh-CN': `镜像站“${text}”的协议是 ${scheme}；引擎只接受 https:// 和 http://`,
  }),
  mirrorNotUrl: (text: string): Said => ({
    en: `the mirror "${text}" is not a URL; write https://host[:port]`,
    'zh-CN': `镜像站“${text}”不是有效的 URL；请写成 https://主机[:端口]`,
  }),
  mirrorNoHost: (text: string): Said => ({
    en: `the mirror "${text}" names no host; write https://host[:port]`,
    'zh-CN': `镜像站“${text}”没有主机名；请写成 https://主机[:端口]`,
  }),
  mirrorPath: (text: string): Said => ({
    en: `the mirror "${text}" has a path, and engines before 24.0.8 do not start with it; remove the path or upgrade the engine`,
    'zh-CN': `镜像站“${text}”带有路径，24.0.8 之前的引擎会因此无法启动；请去掉路径或升级引擎`,
  }),
  mirrorQuery: (text: string): Said => ({
    en: `the mirror "${text}" has a query or fragment, which the engine refuses; remove it`,
    'zh-CN': `镜像站“${text}”带有查询串或片段，引擎不接受；请去掉`,
  }),
  mirrorUserinfo: (text: string): Said => ({
    en: `the mirror "${text}" contains a user name or password, which the engine refuses; remove it: registry-mirrors have no logins of their own`,
    'zh-CN': `镜像站“${text}”带有用户名或密码，引擎不接受；请去掉，registry-mirrors 没有自己的登录凭据`,
  }),

  insecureHyphen: (text: string): Said => ({
    en: `the insecure registry "${text}" begins or ends with a hyphen; write host[:port] or a CIDR`,
    'zh-CN': `不安全仓库“${text}”以连字符开头或结尾；请写成 主机[:端口] 或 CIDR`,
  }),
  insecureScheme: (text: string): Said => ({
    en: `the insecure registry "${text}" has a scheme; write host[:port] or a CIDR`,
    'zh-CN': `不安全仓库“${text}”带有协议；请写成 主机[:端口] 或 CIDR`,
  }),
  insecureHost: (text: string): Said => ({
    en: `the insecure registry "${text}" is neither host[:port] nor a CIDR; wildcards, paths and trailing slashes are not allowed`,
    'zh-CN': `不安全仓库“${text}”既不是 主机[:端口] 也不是 CIDR；不能使用通配符、路径或结尾的斜杠`,
  }),
  registryHost: (text: string): Said => ({
    en: `"${text}" is not a registry host; write host or host:port, exactly as in image names`,
    'zh-CN': `“${text}”不是仓库主机；请写成 主机 或 主机:端口，与镜像名中的写法完全一致`,
  }),
  registryPort: (text: string): Said => ({
    en: `"${text}" has a port outside 1 to 65535`,
    'zh-CN': `“${text}”的端口不在 1 到 65535 之间`,
  }),
}));
