import { late } from '../../domain/late.ts';
import type { doctorEn } from './doctor-en.ts';

/** doctor 除检查结果之外的中文文本。 */
export const doctorZhCN: typeof doctorEn = {
  fix: late((): (typeof doctorEn)['fix'] => ({
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
    needsAccept: (subjects, accept) =>
      `此后将不再检查 ${subjects.join('、')} 的证书；如同意请使用 ${accept}`,
    notAcceptance: (text) =>
      `--accept 的值是 ${text}，但它应类似 DC2017=harbor.example:5000，或是一个 SHA-256。`,
  })),
  asked: late((): (typeof doctorEn)['asked'] => ({
    contradict: (one, other) => `${one} 与 ${other} 不能同时使用；请去掉其中一个。`,
    noSuchCode: (option, code, meant) =>
      `${option} 指定了 ${code}，但代码形如 DC2001；dockcfg explain 可说明各代码的含义。${meant === null ? '' : `您是不是想用 ${meant}？`}`,
    notYet: (finding) =>
      finding ? `尚未就绪：${finding}。稍后再检查。` : '尚未就绪，稍后再检查。',
    waitsForNetwork: (names) => `等待网络：需要能到达 ${names.join(' 或 ')}。`,
    noNetwork: (names) => `网络未能在时限内就绪：无法到达 ${names.join(' 或 ')}。`,
    onlyNetwork: 'apply 只能等待网络；其余的请用 dockcfg doctor --wait-for healthy。',
    late: '未能在时限内恢复正常。',
    fileUnreadable: (name, code) =>
      code === 'ENOENT' ? `没有文件 ${name}。` : `无法读取 ${name}（${code}）。`,
    fileTooLarge: (name) => `${name} 过大，不是这类文件。`,
    fileUnwritable: (name, code) =>
      code === 'EEXIST' ? `${name} 已存在，不会覆盖。` : `无法写入 ${name}（${code}）。`,
    written: (name) => `已写入：${name}`,
    pulling: (image) => `正在让引擎拉取 ${image}`,
    helperNotRun: (programs) =>
      `登录信息由 ${programs.join('、')} 保管，不会以 root 身份运行它：请不带 sudo 运行 doctor。`,
  })),
  suspected: late((): (typeof doctorEn)['suspected'] => ({
    title: '这个报错可能的原因：',
    states: { found: '属实', excluded: '已排除', unknown: '无法判断' },
    nothing: '这个报错不在已知之列；发现的问题见下文。',
    line: (state, code, title) => `${state}：${code} ${title}`,
  })),
  pulled: late((): (typeof doctorEn)['pulled'] => ({
    worked: (image, seconds) => `引擎用 ${seconds} 秒拉取了 ${image}`,
    had: (image) => `引擎已有 ${image}，因此不能说明什么`,
    failed: (image, error) => `引擎无法拉取 ${image}：${error}`,
    unknown: (image, code) => `无法看出引擎能否拉取 ${image}（${code}）`,
    asPredicted: '，与预测一致。',
    otherwise: '，与预测不符：请报告此问题。',
    end: '。',
  })),
  html: late((): (typeof doctorEn)['html'] => ({
    language: 'zh-CN',
    title: (verdict) => `dockcfg doctor：${verdict}`,
    findings: '发现的问题',
    noFindings: '没有发现问题。',
    seen: '证据',
    remedies: '解决办法',
    follows: '同时解释了',
    routes: '拉取路径',
    engine: '本机引擎',
    diagram: (image, lanes) => `拉取 ${image} 依次经过的路径：${lanes.join('；')}`,
    stopsAt: (stage, outcome) => `止于 ${stage}，${outcome}`,
    reached: '全程可达',
    timing: (role, url, ms) => `${role} ${url}：${ms} 毫秒`,
    time: '耗时',
    chains: '证书',
    trusted: '引擎接受该证书。',
    unverified: '引擎在这里接受任何证书。',
    refused: (text) => `引擎拒绝该证书：${text}`,
    trustedBy: (paths) =>
      paths.length === 0 ? '此处没有受信任的证书。' : `此处信任：${paths.join('、')}`,
    issuer: '签发者',
    valid: '有效期',
    checks: '检查项',
    checkStates: { found: '发现问题', crashed: '崩溃', skipped: '未检查', passed: '通过' },
    masked: '已遮盖的内容',
    maskedHere: '以下位置原有密码、令牌或密钥，未包含在本文件中：',
    nothingMasked: '没有需要遮盖的内容。',
    notMasked: '主机名、地址、用户名和证书保持原样。',
  })),
};
