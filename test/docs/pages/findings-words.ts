import type { Evidence } from '../../../src/checks/evidence.ts';
import type { Severity } from '../../../src/domain/finding.ts';
import type { Said } from '../../../src/domain/said.ts';
import { say } from './markdown.ts';

/** What stands around the catalogue of checks on the pages about findings. */
export const findingWords = {
  title: say('Findings', '问题一览'),
  intro: say(
    'Everything `dockcfg doctor` can name, by its code. A code is never reused, so you can search for it, ignore it (`--ignore DC5017`) or look for it alone (`--only DC2001`). `dockcfg explain DC2001` prints the same offline.',
    '`dockcfg doctor` 能够指出的全部问题，按代码排列。代码不会被重复使用，因此可以搜索、忽略（`--ignore DC5017`）或单独查看（`--only DC2001`）。`dockcfg explain DC2001` 可离线显示同样的内容。',
  ),
  severities: say(
    'An **error** stops a pull. A **warning** costs time or security, or stops a pull under conditions that do not hold now. A **notice** is worth knowing. `doctor` exits with 1 for errors; with `--fail-on warning`, for warnings too.',
    '**错误**会使拉取失败。**警告**会浪费时间、降低安全性，或在目前尚未出现的条件下导致失败。**提示**只是值得知道的情况。出现错误时 `doctor` 以 1 退出；加上 `--fail-on warning`，出现警告时也以 1 退出。',
  ),
  columns: {
    code: say('Code', '代码'),
    severity: say('Severity', '级别'),
    title: say('Title', '标题'),
  },
  back: say('All findings', '全部问题'),
  example: say(
    'Example (names, addresses and dates are made up):',
    '示例，其中的名称、地址和日期是虚构的：',
  ),
  named: (title: string, severity: string): Said =>
    say(`**${title}** (${severity})`, `**${title}**（${severity}）`),
  evidence: say('Evidence', '判断依据'),
  remedies: say('What to do', '解决办法'),
  verify: say('How to see that it is fixed', '如何确认已解决'),
  causedBy: say('Often caused by', '常见的起因'),
  causes: say('Can be the cause of', '可能引发'),
} as const;

export const severityWords: { readonly [S in Severity]: Said } = {
  error: say('error', '错误'),
  warning: say('warning', '警告'),
  notice: say('notice', '提示'),
};

/** What a check looks at, in words; the compiler keeps it complete. */
export const evidenceWords: { readonly [K in keyof Evidence]-?: Said } = {
  facts: say(
    "the host's files, the engine's version and what the engine reports about itself",
    '本机的文件、引擎的版本及引擎对自身的描述',
  ),
  views: say(
    'the settings of the running engine, and those in the files',
    '运行中的引擎所用的设置，以及文件中的设置',
  ),
  routes: say('the walk along each endpoint, stage by stage', '沿每个端点逐阶段走过的结果'),
  nameservers: say('what each name server answers', '各个 DNS 服务器各自的应答'),
  nameservice: say('what the C library finds for a name', 'C 库对域名的解析结果'),
  clocks: say(
    "the servers' Date headers against this host's clock",
    '服务器的 Date 头与本机时钟的对比',
  ),
  needs: say('what else the engine needs on this host', '引擎在本机上还需要的东西'),
  absent: say(
    "Docker's programs and users' sockets, where there is no engine",
    '没有引擎时，本机上的 Docker 程序以及用户的套接字',
  ),
  client: say("the calling user's docker client configuration", '当前用户的 docker 客户端配置'),
  world: say(
    "the network and files that the engine's process sees, where they differ from the host's",
    '引擎进程自己的网络与文件（与本机不同时）',
  ),
  config: say('the configuration files, line by line', '逐行检查的配置文件'),
  service: say("the state of the engine's service", '引擎服务的状态'),
  builders: say("the calling user's BuildKit builders", '当前用户的 BuildKit 构建器'),
  disks: say("the free space on the engine's disks", '引擎所用磁盘的剩余空间'),
  journal: say("the engine's own log since it started", '引擎启动以来的日志'),
};

/** What a thousand of codes is about. */
export const chapters: readonly { readonly digit: string; readonly title: Said }[] = [
  { digit: '1', title: say('Names and network', '域名与网络') },
  { digit: '2', title: say('TLS and trust', 'TLS 与信任') },
  { digit: '3', title: say('Proxies', '代理') },
  { digit: '4', title: say('Registries, tokens and limits', '仓库、令牌与限额') },
  { digit: '5', title: say("The engine's configuration", '引擎的配置') },
  { digit: '6', title: say('Service and host', '服务与主机') },
  { digit: '7', title: say('Mirrors', '镜像站') },
];

/** How to see that it is gone, by what was looked at. */
export const verifyWords = {
  walk: (code: string): Said =>
    say(
      `\`dockcfg doctor --only ${code} IMAGE\`, with the image or registry it was found for, no longer lists it. \`dockcfg doctor --pull IMAGE\` proves it with a pull by the engine itself.`,
      `对发现该问题的镜像或仓库运行 \`dockcfg doctor --only ${code} IMAGE\`，不再列出该问题。\`dockcfg doctor --pull IMAGE\` 让引擎自己来验证。`,
    ),
  host: (code: string): Said =>
    say(
      `\`dockcfg doctor --only ${code}\` no longer lists it.`,
      `\`dockcfg doctor --only ${code}\` 不再列出该问题。`,
    ),
} as const;
