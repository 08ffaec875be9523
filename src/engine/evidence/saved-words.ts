/** What reading saved evidence says. */
export const savedWords = {
  notEvidence: {
    en: 'This is not evidence saved by doctor, or it is damaged; save some with dockcfg doctor --save-evidence FILE.',
    'zh-CN': '这不是 doctor 保存的证据，或已损坏；请用 dockcfg doctor --save-evidence FILE 生成。',
  },
} as const;
