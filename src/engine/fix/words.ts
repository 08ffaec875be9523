import { late } from '../../domain/late.ts';
import type { Said } from '../../domain/said.ts';

/** Why a remedy was not carried out. */
export const said = late(() => ({
  disagrees: (key: string): Said => ({
    en: `It contradicts another remedy for ${key}; choose one of the two.`,
    'zh-CN': `它与另一个修复在 ${key} 上互相矛盾；请在两者之间选择。`,
  }),
  notAccepted: (accept: string): Said => ({
    en: `It loosens security, and you have not agreed to it: --accept ${accept}`,
    'zh-CN': `它会降低安全性，且未获同意：--accept ${accept}`,
  }),
  notTrusted: (accept: string): Said => ({
    en: `It trusts a certificate that the server presented. Check the fingerprint with its owner, then agree to it: --accept ${accept}`,
    'zh-CN': `它会信任服务器出示的证书。请先与所有者核对指纹，再表示同意：--accept ${accept}`,
  }),
  notConfirmed: (): Said => ({
    en: 'You have not agreed to it; --yes agrees to what is safe, to a reload and to a restart.',
    'zh-CN': '未获同意；--yes 表示同意安全的改动、重新加载和重启。',
  }),
  noEffect: (): Said => ({
    en: 'The host is already like that, so it did not help.',
    'zh-CN': '本机已经如此；没有作用。',
  }),
  didNotHelp: (): Said => ({
    en: 'It was carried out, but did not help.',
    'zh-CN': '已执行，但没有作用。',
  }),
}));
