import { late } from './late.ts';
import type { Said } from './said.ts';

/** What this room says about the keys and values of daemon.json. */
export const keyWords = late(() => ({
  unknown: (name: string, use: string | null): Said => ({
    en: `"${name}" is not a key of daemon.json, and the engine does not start with it${use ? `; did you mean "${use}"?` : '; remove it'}`,
    'zh-CN': `“${name}”不是 daemon.json 的键，引擎会因此无法启动${use ? `；是否想写“${use}”？` : '；请删除它'}`,
  }),
  removed: (name: string, until: string, use: string | null): Said => ({
    en: `"${name}" was removed in ${release(until)}, and the engine does not start with it${use ? `; use "${use}"` : '; remove it'}`,
    'zh-CN': `“${name}”在 ${release(until)} 中已被移除，引擎会因此无法启动${use ? `；请改用“${use}”` : '；请删除它'}`,
  }),
  tooNew: (name: string, since: string): Said => ({
    en: `"${name}" needs engine ${release(since)} or later, and an older one does not start with it; remove it or upgrade`,
    'zh-CN': `“${name}”需要 ${release(since)} 或更高版本的引擎，旧版引擎会因此无法启动；请删除它或升级`,
  }),
  ignored: (name: string, use: string | null): Said => ({
    en: `"${name}" is the name of a flag, and the engine silently ignores it in daemon.json${use ? `; the key it reads is "${use}"` : '; remove it'}`,
    'zh-CN': `“${name}”是命令行参数的名字：写在 daemon.json 中会被引擎忽略，且没有任何提示${use ? `；它读取的键是“${use}”` : '；请删除它'}`,
  }),
  ignoredNow: (name: string, since: string): Said => ({
    en: `"${name}" has had no effect since ${release(since)}; remove it`,
    'zh-CN': `自 ${release(since)} 起“${name}”不再起作用；请删除它`,
  }),
  misplaced: (outer: string, inner: string): Said => ({
    en: `"${inner}" is inside "${outer}", where the engine silently ignores it; move it to the top level`,
    'zh-CN': `“${inner}”写在了“${outer}”里面，会被引擎忽略，且没有任何提示；请移到最外层`,
  }),
  forkOnly: (name: string): Said => ({
    en: `"${name}" exists only in the RHEL/CentOS 7 engine (docker 1.13), and this engine does not start with it; remove it`,
    'zh-CN': `“${name}”只存在于 RHEL/CentOS 7 的引擎（docker 1.13）中，本机引擎会因此无法启动；请删除它`,
  }),
  validates: (): Said => ({
    en: '"validate" in daemon.json makes the engine check its configuration and exit instead of starting; remove it',
    'zh-CN': 'daemon.json 中的“validate”会让引擎只检查配置然后退出；请删除它',
  }),
  clientForm: (name: string): Said => ({
    en: `"${name}" inside "proxies" is how the client's config.json spells it, and the engine does not start with it; in daemon.json the keys are "http-proxy", "https-proxy" and "no-proxy"`,
    'zh-CN': `“proxies”中的“${name}”是客户端 config.json 的写法，引擎会因此无法启动；daemon.json 在这里只接受“http-proxy”“https-proxy”“no-proxy”`,
  }),
  noProxyKey: (name: string, use: string | null): Said => ({
    en: `"${name}" inside "proxies" is not a key that the engine knows, and it does not start with it${use ? `; did you mean "${use}"?` : '; the keys there are "http-proxy", "https-proxy" and "no-proxy"'}`,
    'zh-CN': `“proxies”中的“${name}”不是引擎认识的键，引擎会因此无法启动${use ? `；是否想写“${use}”？` : '；这里只接受“http-proxy”“https-proxy”“no-proxy”'}`,
  }),

  wrongType: (name: string, wanted: Said): Said => ({
    en: `"${name}" must be ${wanted.en}`,
    'zh-CN': `“${name}”必须是${wanted['zh-CN']}`,
  }),
  fraction: (name: string, literal: string): Said => ({
    en: `"${name}" is written as ${literal}, but the engine accepts only whole numbers, without a decimal point or an exponent`,
    'zh-CN': `“${name}”写成了 ${literal}，而引擎只接受不带小数点和指数的整数`,
  }),
  miscased: (name: string, use: string): Said => ({
    en: `the engine reads "${name}" as "${use}" despite its capital letters, and merges the two; spell it "${use}"`,
    'zh-CN': `“${name}”虽有大写字母，引擎仍把它当作“${use}”读取，两者会混在一起；请写作“${use}”`,
  }),
  notOneOf: (name: string, value: string, allowed: readonly string[]): Said => ({
    en: `"${name}" is "${value}", but the engine accepts only ${allowed.join(', ')}`,
    'zh-CN': `“${name}”的值是“${value}”，引擎只接受 ${allowed.join('、')}`,
  }),
  negative: (name: string, value: number): Said => ({
    en: `"${name}" is ${value}, but the engine does not accept negative numbers`,
    'zh-CN': `“${name}”的值是 ${value}，引擎不接受负数`,
  }),
  item: (name: string, index: number, problem: Said): Said => ({
    en: `"${name}" item ${index + 1}: ${problem.en}`,
    'zh-CN': `“${name}”第 ${index + 1} 项：${problem['zh-CN']}`,
  }),
  notAddress: (value: string): Said => ({
    en: `"${value}" is not an IP address`,
    'zh-CN': `“${value}”不是 IP 地址`,
  }),
  notSize: (value: string): Said => ({
    en: `"${value}" is not a size such as "64M"`,
    'zh-CN': `“${value}”不是大小，应类似“64M”`,
  }),
  notKeyValue: (value: string): Said => ({
    en: `"${value}" must have the form key=value`,
    'zh-CN': `“${value}”必须写成 键=值`,
  }),
  port: (value: number): Said => ({
    en: `${value} is not a port between 0 and 65535`,
    'zh-CN': `${value} 不是 0 到 65535 之间的端口`,
  }),
}));

/** What this room says about flags on the engine's command line. */
export const flagWords = late(() => ({
  unknown: (name: string, use: string | null): Said => ({
    en: `"--${name}" is not a flag of the engine, which does not start with it${use ? `; did you mean "--${use}"?` : '; remove it'}`,
    'zh-CN': `引擎没有“--${name}”这个参数，会因此无法启动${use ? `；是否想写“--${use}”？` : '；请删除它'}`,
  }),
  removed: (name: string, until: string, use: string | null): Said => ({
    en: `"--${name}" was removed in ${release(until)}, and the engine does not start with it${use ? `; use "--${use}"` : '; remove it'}`,
    'zh-CN': `“--${name}”在 ${release(until)} 中已被移除，引擎会因此无法启动${use ? `；请改用“--${use}”` : '；请删除它'}`,
  }),
  tooNew: (name: string, since: string): Said => ({
    en: `"--${name}" needs engine ${release(since)} or later, and an older one does not start with it; remove it or upgrade`,
    'zh-CN': `“--${name}”需要 ${release(since)} 或更高版本的引擎，旧版引擎会因此无法启动；请删除它或升级`,
  }),
  forkOnly: (name: string): Said => ({
    en: `"--${name}" exists only in the RHEL/CentOS 7 engine (docker 1.13), and this engine does not start with it; remove it`,
    'zh-CN': `“--${name}”只存在于 RHEL/CentOS 7 的引擎（docker 1.13）中，本机引擎会因此无法启动；请删除它`,
  }),
  oneDash: (name: string): Said => ({
    en: `"-${name}" has one dash instead of two, and the engine does not start with it: write "--${name}"`,
    'zh-CN': `“-${name}”只写了一个连字符，引擎要求两个，会因此无法启动：请写“--${name}”`,
  }),
}));

/** What each type is called when a value has another one. */
export const typeWords = {
  string: { en: 'a string in quotes', 'zh-CN': '带引号的字符串' },
  boolean: { en: 'true or false, without quotes', 'zh-CN': '不带引号的 true 或 false' },
  integer: { en: 'a whole number, without quotes', 'zh-CN': '不带引号的整数' },
  strings: { en: 'a list of strings', 'zh-CN': '字符串列表' },
  address: { en: 'an IP address in quotes', 'zh-CN': '带引号的 IP 地址' },
  addresses: { en: 'a list of IP addresses', 'zh-CN': 'IP 地址列表' },
  bytes: { en: 'a size in quotes, such as "64M"', 'zh-CN': '带引号的大小，例如“64M”' },
  stringMap: {
    en: 'an object whose values are all strings in quotes, numbers included ("max-file": "3")',
    'zh-CN': '对象，且所有值都是带引号的字符串，数字也不例外（"max-file": "3"）',
  },
  booleanMap: {
    en: 'an object whose values are true or false',
    'zh-CN': '值为 true 或 false 的对象',
  },
  pools: {
    en: 'a list of objects {"base": "10.10.0.0/16", "size": 24}',
    'zh-CN': '形如 {"base": "10.10.0.0/16", "size": 24} 的对象列表',
  },
  proxies: {
    en: 'an object with "http-proxy", "https-proxy" and "no-proxy", each a string',
    'zh-CN': '包含“http-proxy”“https-proxy”“no-proxy”的对象，每个值都是字符串',
  },
  object: { en: 'an object', 'zh-CN': '对象' },
} as const satisfies { readonly [type: string]: Said };

/** `17.4` is how numbers compare; `17.04` is what the release is called. */
function release(version: string): string {
  const [major = '', minor = '', ...rest] = version.split('.');
  const padded = Number(major) >= 17 && Number(major) <= 20 ? minor.padStart(2, '0') : minor;
  return [major, padded, ...rest].join('.');
}
