import { late } from '../domain/late.ts';
import type { Said } from '../domain/said.ts';

/** What can be wrong with a profile. */
export const profileWords = late(() => ({
  duplicateKey: (key: string): Said => ({
    en: `${key} appears here a second time; keep only one of them`,
    'zh-CN': `${key} 在这里重复出现，请只保留一处`,
  }),
  notJson5: (text: string): Said => ({
    en: `this is not JSON5: ${text}`,
    'zh-CN': `不是合法的 JSON5：${text}`,
  }),
  notYaml: (text: string): Said => ({
    en: `this is not YAML: ${text}`,
    'zh-CN': `不是合法的 YAML：${text}`,
  }),
  unknownKey: (key: string, meant: string | null, known: readonly string[]): Said => ({
    en: meant
      ? `unknown key "${key}"; did you mean "${meant}"?`
      : `unknown key "${key}"; known here: ${known.join(', ')}`,
    'zh-CN': meant
      ? `未知的键“${key}”，是不是想写“${meant}”？`
      : `未知的键“${key}”；这里可用的键有：${known.join('、')}`,
  }),
  belongsInDaemon: (key: string): Said => ({
    en: `"${key}" is a key of daemon.json; put it inside daemon: { "${key}": … }`,
    'zh-CN': `“${key}”是 daemon.json 的键，请写在 daemon: { "${key}": … } 里`,
  }),
  wrongShape: (path: string, shape: Said): Said => ({
    en: `${path === '' ? 'a profile' : path} must be ${shape.en}`,
    'zh-CN': `${path === '' ? '配置文件' : path} 必须是${shape['zh-CN']}`,
  }),
  shape: {
    profile: (): Said => ({ en: 'an object with keys', 'zh-CN': '由键值组成的对象' }),
    text: (): Said => ({ en: 'a string', 'zh-CN': '字符串' }),
    textOrNull: (): Said => ({
      en: 'a string, null (remove) or { keep: true }',
      'zh-CN': '字符串、null（移除）或 { keep: true }',
    }),
    list: (): Said => ({
      en: 'a list of strings, { add: […], remove: […] }, null (remove) or { keep: true }',
      'zh-CN': '字符串列表、{ add: […], remove: […] }、null（移除）或 { keep: true }',
    }),
    files: (): Said => ({
      en: 'a list of files, null (remove) or { keep: true }',
      'zh-CN': '文件列表、null（移除）或 { keep: true }',
    }),
    proxies: (): Said => ({
      en: 'an object with http-proxy, https-proxy, no-proxy, password-file; null (remove); or { keep: true }',
      'zh-CN':
        '含 http-proxy、https-proxy、no-proxy、password-file 的对象，或 null（移除），或 { keep: true }',
    }),
    registries: (): Said => ({
      en: 'an object with registries as keys: { "harbor.example:8443": { ca: "./ca.pem" } }',
      'zh-CN': '以仓库为键的对象：{ "harbor.example:8443": { ca: "./ca.pem" } }',
    }),
    registry: (): Said => ({
      en: 'an object with ca, client-cert, client-key, mirrors; null (remove); or { keep: true }',
      'zh-CN': '含 ca、client-cert、client-key、mirrors 的对象，或 null（移除），或 { keep: true }',
    }),
    keys: (): Said => ({
      en: 'an object with keys of daemon.json',
      'zh-CN': '由 daemon.json 的键组成的对象',
    }),
  },
  addAndRemove: (value: string): Said => ({
    en: `"${value}" is both added and removed; keep only one of the two`,
    'zh-CN': `“${value}”同时出现在 add 和 remove 中，请二选一`,
  }),
  twice: (value: string): Said => ({
    en: `"${value}" is listed twice; keep only one`,
    'zh-CN': `“${value}”重复列出，请只保留一处`,
  }),
  clientPair: (): Said => ({
    en: 'a client certificate needs client-cert and client-key together',
    'zh-CN': '客户端证书需要同时给出 client-cert 和 client-key',
  }),
  keyMismatch: (): Said => ({
    en: 'this key does not belong to the certificate in client-cert; name the pair that was issued together',
    'zh-CN': '这个私钥与 client-cert 中的证书不匹配，请使用同一次签发的证书和私钥',
  }),
  ownPlace: (key: string, own: string): Said => ({
    en: `"${key}" is not allowed inside daemon; use the profile's own key "${own}"`,
    'zh-CN': `“${key}”不能写在 daemon 里，请用配置文件自己的键“${own}”`,
  }),
  tooDeep: (levels: number): Said => ({
    en: `this is nested more than ${levels} levels deep, and no configuration is`,
    'zh-CN': `这里的嵌套超过 ${levels} 层，没有哪种配置会这样`,
  }),
  inexact: (): Said => ({
    en: 'a whole number beyond 9007199254740991 (2^53 - 1) cannot be passed on exactly; write it into daemon.json by hand, and leave it out here',
    'zh-CN':
      '大于 9007199254740991（2^53 - 1）的整数无法原样传递；请手工写入 daemon.json，这里不要写',
  }),
  reservedName: (name: string): Said => ({
    en: `a profile cannot carry the name "${name}"; write it into daemon.json by hand`,
    'zh-CN': `配置文件无法携带名称“${name}”；请手工写入 daemon.json`,
  }),
  emptyProxy: (): Said => ({
    en: 'the proxy is empty; write http://host:port, or null to remove the proxy',
    'zh-CN': '代理为空；请写 http://主机:端口，或用 null 移除',
  }),
  badProxy: (engineText: string): Said => ({
    en: `the engine cannot use this proxy (${engineText}); write http://host:port, and percent-encode special characters in the user name and password`,
    'zh-CN': `引擎无法使用这个代理（${engineText}）；请写成 http://主机:端口，用户名和密码中的特殊字符要做百分号编码`,
  }),
  unknownProxyScheme: (scheme: string): Said => ({
    en: `the proxy has the unknown scheme "${scheme}"; the engine supports http, https and socks5`,
    'zh-CN': `代理的协议“${scheme}”未知；引擎支持 http、https 和 socks5`,
  }),
  passwordWithoutUser: (): Said => ({
    en: 'password-file is set, but no proxy URL contains a user name; write http://user@host:port',
    'zh-CN': '给出了 password-file，但没有代理写明用户；请写成 http://用户@主机:端口',
  }),
  missingFile: (path: string, isRelative: boolean): Said => ({
    en: `the file ${path} cannot be read${isRelative ? '; paths are relative to the profile' : ''}`,
    'zh-CN': `无法读取文件 ${path}${isRelative ? '；相对路径以配置文件所在目录为准' : ''}`,
  }),
  inFile: (label: string, reason: Said): Said => ({
    en: `${label}: ${reason.en}`,
    'zh-CN': `${label}：${reason['zh-CN']}`,
  }),
  emptyPassword: (): Said => ({
    en: 'the first line is empty; it must contain the password',
    'zh-CN': '第一行是空的，应当写密码',
  }),
}));
