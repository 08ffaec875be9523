import { late } from '../../domain/late.ts';
import type { setupEn, TrialNumbers } from './setup-en.ts';

const list = (words: readonly string[]) => words.join('、');

function inParentheses({ ms, proxy }: TrialNumbers): string {
  const parts = [...(ms === null ? [] : [`${ms} 毫秒`]), ...(proxy ? [`经由 ${proxy}`] : [])];
  return parts.length === 0 ? '' : `（${list(parts)}）`;
}

/** 向导的中文文本。 */
export const setupZhCN = late((): typeof setupEn => ({
  answered: '已答：',
  keys: { move: '方向键', pick: '回车' },
  byNumber: (count) => `编号（1 至 ${count}）`,
  notANumber: (count) => `请输入 1 到 ${count} 之间的数字。`,
  intro: (host) =>
    `${host}。每个问题都显示当前的值；回车保留，Tab 键可编辑，- 表示没有，< 返回上一步。在您看到改动并同意之前，不会改动任何东西。`,
  looking: '先看看目前拉取的情况。',
  standing: {
    healthy: '拉取一切正常，没有必须修改的地方。',
    found: '目前的障碍：',
    unknown: '无法判断拉取是否正常。',
  },
  nothing: '-',
  trying: (what) => `正在尝试 ${what} …`,
  tried: (url, verdict, numbers) => `${url} ${verdict}${inParentheses(numbers)}。`,
  caIsNext: '稍后会询问它的 CA 证书。',
  servesDirectly: '不经过代理时，它可以提供服务。',
  rankHint:
    '不用镜像站时，一切都从 Docker Hub 拉取；dockcfg mirrors rank 可以找出本机可用的镜像站。',
  ruling: {
    title: '这个答案怎么处理？',
    change: '重新回答',
    keep: '仍然保留',
    goBack: '返回上一个问题',
    onlyGood: (urls) => `只保留 ${list(urls)}`,
    aroundProxy: (urls) => `保留，并且访问 ${list(urls)} 时不经过代理（no-proxy）`,
    leaveOut: (hosts) => `去掉 ${list(hosts)}，使其证书仍受校验`,
  },
  mirrors: {
    about: 'Docker Hub 的镜像站地址，按此顺序先于 Docker Hub 尝试，以空格分隔。',
    label: '镜像站',
  },
  insecure: {
    about: '不校验证书、允许明文 HTTP 的仓库：主机[:端口] 或网段，以空格分隔。',
    label: '不安全仓库',
  },
  insecureTried: {
    plain: (host) => `${host} 使用明文 HTTP：只能作为不安全仓库使用，其内容不受任何保护。`,
    lost: (host, why) => `${host} ${why}。`,
    trusted: (host) => `${host} 使用 TLS，其证书已受引擎信任：不必列为不安全仓库也能使用。`,
    untrusted: (host, issuer, verdict) =>
      `${host} 使用 TLS，但引擎不接受其证书（由 ${issuer} 签发）：${verdict}。安装其 CA 证书（稍后可以安装）之后，证书仍受校验。`,
  },
  proxies: {
    'https-proxy': {
      about: '引擎拉取时使用的代理；多数代理自身的地址是 http://。',
      label: 'https-proxy',
    },
    'http-proxy': { about: '访问没有 TLS 的仓库时使用的代理。', label: 'http-proxy' },
    'no-proxy': { about: '不经过代理的主机、域名和网段，以逗号分隔。', label: 'no-proxy' },
  },
  proxyWorks: '可以通过它连接 Docker Hub。',
  proxyFails: (why) => `Docker Hub ${why}。`,
  inspected:
    '检查流量内容的代理会出示自己的证书：请为整个系统安装它的 CA 证书（--system-ca FILE）。',
  ways: {
    title: '这样设置后，引擎的访问方式：',
    direct: (host, why) => `${host}：直连，${why}`,
    through: (host, proxy) => `${host}：经由 ${proxy}`,
  },
  idleItems: (items) =>
    `按引擎遵循的规则，${list(items.map((item) => `“${item}”`))}不匹配任何主机。条目应为主机、域名（.corp.example）或网段（10.0.0.0/8），以逗号分隔。`,
  password: (user) => `${user} 在代理上的密码（没有则直接回车）`,
  shellProxy: (proxy) => `当前 shell 使用代理 ${proxy}，已作为默认答案。`,
  caHost: {
    about: '需要安装 CA 证书的仓库，与镜像名中的写法相同。',
    label: '仓库',
  },
  caSource: {
    title: (host) => `用哪个 CA 证书为 ${host} 担保？`,
    leave: '都不用，保持现状',
    file: '文件中的证书',
    server: (subject) => `它出示的 ${subject}；我已将 SHA-256 与其运维方提供的值核对`,
  },
  caFile: (host) => ({ about: `${host} 的 CA 证书文件，PEM 格式。`, label: '文件' }),
  caFits: (host) => `有了它，引擎会接受 ${host} 的证书。`,
  caOnlyLeaf: (host, issuer) =>
    `${host} 只出示了自己的证书：请向其运维方索取 CA（${issuer}）的证书。`,
  caPlain: (host) => `${host} 使用明文 HTTP，证书在那里不起作用。`,
  caLost: (host, why) => `${host} ${why}，因此无法比对。`,
  notCertificate: (path) => `${path} 中没有 PEM 格式的证书。`,
  notReadable: (path) => `无法读取 ${path}。`,
  wantsOneOrMore: '这里需要填写内容；< 返回上一步。',
  unusableProxy: (reason) => `引擎无法使用这个代理：${reason}`,
  needsRoot: 'setup 会修改本机引擎，需要 root 权限：请运行 sudo dockcfg setup。',
  previewTitle: '将会改动以下内容：',
  decide: '接下来？',
  choices: {
    apply: '执行',
    again: '重新回答问题',
    quit: '保持原样',
  },
  left: '一切保持原样。',
  sameAs: '再次执行，或用于其他主机：',
  asFlags: '命令行',
  asProfile: '配置文件，用于 dockcfg apply profile.json5',
  asAnsible: 'Ansible 任务',
  passwordFile: '请先把密码写入 ./proxy-password（权限 0600）。',
  checking: '现在从头到尾检查一遍：',
}));
