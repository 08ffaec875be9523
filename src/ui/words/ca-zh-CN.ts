import { late } from '../../domain/late.ts';
import type { caEn } from './ca-en.ts';

const list = (words: readonly string[]) => words.join('、');

/** CA 证书列表、获取与添加的中文文本。 */
export const caZhCN = late((): typeof caEn => ({
  none: (path) => `没有为任何仓库安装证书：${path} 为空。`,
  noneFor: (host, meant) =>
    `没有为 ${host} 安装任何内容。${meant === null ? '' : `您是不是想用 ${meant}？`}`,
  engine: (version, store) => `Docker Engine ${version}（${store}）`,
  head: (engine) => `${engine} 会读取：`,
  states: { read: '会读取', ignored: '不会读取', breaks: '会使所有拉取失败' },
  uses: {
    ca: 'CA',
    'client-certificate': '客户端证书',
    'client-key': '客户端私钥',
    'hosts.toml': 'hosts.toml',
    other: '文件',
  },
  system: (path, count) =>
    `系统证书包 ${path} 含 ${count} 个证书，引擎启动时读取，对所有仓库有效。`,
  noSystem: '没有找到系统证书包。',
  added: '在本机加入其中的证书：',
  roles: { root: '根 CA', intermediate: '中间 CA', server: '服务器' },
  presents: (host, address, proxy) => {
    const way = proxy === null ? [] : [`经过代理 ${proxy}`];
    const about = [...(address === host ? [] : [address]), ...way];
    return `${host}${about.length === 0 ? '' : `（${about.join('，')}）`}出示：`;
  },
  issuer: (issuer) => `由 ${issuer} 签发`,
  names: (names) => `用于 ${list(names)}`,
  valid: (from, until) => `有效期 ${from} 至 ${until}`,
  expired: (until) => `已于 ${until} 过期`,
  notYet: (from) => `自 ${from} 起才有效`,
  sha256: (text) => `SHA-256 ${text}`,
  trusted: '本机引擎已经信任它。',
  untrusted: (text) => `本机引擎会拒绝它：${text}`,
  compare: '请通过本网络以外的途径，将 SHA-256 与运维方提供的值核对。然后：',
  ask: (subject, host) => `为 ${host} 信任 ${subject} 吗？`,
  stillRefused: (text) => `即使有了这个证书，引擎仍会拒绝它：${text}`,
  nowTrusted: (host) => `现在已信任 ${host}：已重新检查过它的证书。`,
  notYetTrusted: (host, text) => `${host} 仍被拒绝：${text}`,
}));
