import type { doctorEn } from './doctor-en.ts';

/** doctor 除检查结果之外的中文文本。 */
export const doctorZhCN: typeof doctorEn = {
  fix: {
    preview: '将执行以下修复：',
    remedy: (code, subject, text) => `${code} ${subject}：${text}`,
    loosens: '这会降低安全性：',
    trusts: (fingerprints) =>
      `请通过本网络以外的途径与证书所有者核对 SHA-256：${fingerprints.join('、')}`,
    agree: '确定执行吗？',
    goOn: '执行这些修复吗？',
    again: '再检查一次。',
    done: (codes) => `已修复：${codes.join('、')}。`,
    nothing: '没有 dockcfg 自己能修复的问题。',
    left: (code, subject, why) => `未修复：${code} ${subject}。${why}`,
    undoWith: '如需撤销：',
    notAcceptance: (text) =>
      `--accept 的值是 ${text}，但它应类似 DC2017=harbor.example:5000，或是一个 SHA-256。`,
  },
};
