import type { Said } from '../../domain/said.ts';

const readme: Said = {
  en: `What dockcfg doctor saw on a host whose image pulls do not work as they should.

doctor.json     the result, as JSON
report.md       the same result as text; report.html, as a web page
evidence.json   all evidence: dockcfg doctor --from-evidence evidence.json judges it again
files/          the host's configuration
journal.txt     the engine's own log
masked.json     where passwords, tokens and keys were, which are not in here

Passwords, tokens and private keys are masked as xxxxx. Host names, addresses, user names and
certificates are not masked: check the contents before you pass this on.
`,
  'zh-CN': `dockcfg doctor 在一台拉取镜像不正常的主机上看到的内容。

doctor.json     检查结果
report.md       便于阅读的同一结果，report.html 为网页形式
evidence.json   看到的全部内容：可用 dockcfg doctor --from-evidence evidence.json 重新判断
files/          主机上的配置文件
journal.txt     引擎自己的日志
masked.json     哪些位置原有密码、令牌或密钥，且未包含在此

密码、令牌和私钥均以 xxxxx 遮盖。主机名、地址、用户名和证书保持原样：转交之前请先检查一遍。
`,
};

export const bundleWords = { readme } as const;
