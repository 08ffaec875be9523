import type { doctorHelpEn } from './help-doctor-en.ts';

/** doctor 命令自己的选项，中文。 */
export const doctorHelpZhCN: typeof doctorHelpEn = {
  fix: '执行 dockcfg 自己能完成的修复，然后再检查一次',
  accept: '逐项同意会降低安全性的修复：CODE=主机；证书则给出其 SHA-256',
};
