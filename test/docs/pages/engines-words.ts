import type { Said } from '../../../src/domain/said.ts';
import { say } from './markdown.ts';

/** What stands around the tables of the page about engines. */
export const engineWords = {
  title: say('Engines, release by release', '各版本引擎的行为'),
  intro: say(
    'How a pull is configured depends on the release of the engine and on its image store. Everything on this page is generated from the rules that dockcfg itself follows; each rests on the source code of that release, and on real engines where the lab has them (20.10, 26.1 and 28.5 under systemd; `npm run proof` compares these tables with the keys that an engine accepts, ignores, refuses or reloads).',
    '拉取如何配置，取决于引擎的版本和它的镜像存储。本页的所有内容都取自 dockcfg 自身用来判断的规则；每条规则都以该版本的源代码为依据，并在实验环境中的真实引擎上核对（systemd 下的 20.10、26.1 和 28.5；`npm run proof` 会把引擎接受、忽略、拒绝或可重新加载的每个键与这些表对照）。',
  ),
  glance: say('At a glance', '概览'),
  glanceIntro: say(
    '"fork" is the docker 1.13 of RHEL and CentOS 7; "classic" and "containerd" are the two image stores.',
    '“分支版”指 RHEL 和 CentOS 7 的 docker 1.13。“经典”和“containerd”是两种镜像存储。',
  ),
  storeNote: say(
    'The containerd store is what a fresh installation of 29.0 and later uses, and what `"features": { "containerd-snapshotter": true }` switches on in earlier ones; a host that was upgraded stays on the classic store. `dockcfg show` and the first line of `dockcfg doctor` say which it is. Distributions build their packages with other releases of Go than Docker does; dockcfg asks a running engine for its own.',
    '全新安装的 29.0 及更高版本使用 containerd 存储；更早的版本可用 `"features": { "containerd-snapshotter": true }` 打开；升级而来的主机保持经典存储。`dockcfg show` 和 `dockcfg doctor` 的第一行会说明是哪一种。发行版构建软件包时使用的 Go 版本与 Docker 不同；dockcfg 会询问运行中的引擎它自己的版本。',
  ),
  reload: say('Reload or restart', '重新加载还是重启'),
  reloadFacts: [
    say(
      'A reload (SIGHUP) applies some keys without stopping a container; the tables below say which, and since when. Everything else needs a restart.',
      '重新加载（SIGHUP）无需停止容器就能应用一部分键；下面的表说明是哪些键、从哪个版本开始。其余的都需要重启。',
    ),
    say(
      'A list that is removed from the file stays in effect after a reload. Only `[]` clears it, and that is what dockcfg writes.',
      '从文件中删去的列表，在重新加载之后仍然有效。只有写成 `[]` 才会清空，dockcfg 写的就是它。',
    ),
    say(
      '`systemctl reload docker` succeeds even when the engine could not read the file; the engine then keeps its old configuration and says so in its log. dockcfg asks the engine afterwards what it has.',
      '即使引擎无法读取文件，`systemctl reload docker` 也会返回成功；引擎会保留旧配置，并只在日志中说明。dockcfg 在之后会询问引擎实际采用的值。',
    ),
    say(
      '23.0.0 to 23.0.6 and 24.0.0 lose the list of insecure registries when they reload; dockcfg restarts them.',
      '23.0.0 至 23.0.6 以及 24.0.0 在重新加载时会丢失不安全仓库列表；dockcfg 会改为重启。',
    ),
    say(
      "The files in `certs.d` are read at every pull and need neither. The system's own certificates are read once, when the engine starts.",
      '`certs.d` 中的文件在每次拉取时读取，两者都不需要。系统证书只在引擎启动时读取一次。',
    ),
  ],
  keys: say('Keys of daemon.json', 'daemon.json 的键'),
  keysIntro: say(
    'A key that the engine does not have yet, or no longer has, keeps it from starting. So does a key that is set both here and as a flag, whatever the values are.',
    '引擎还不认识的键，或者已经移除的键，都会使引擎无法启动。同一个键既写在这里又作为启动参数给出时也一样，无论值是否相同。',
  ),
  fork: say('Of the docker 1.13 of RHEL and CentOS 7 only', '仅限 RHEL 和 CentOS 7 的 docker 1.13'),
  forkIntro: say(
    'It has every key of 1.13 and those below. dockcfg keeps `add-registries` and `block-registries` where the distribution does, in `/etc/sysconfig/docker`.',
    '它拥有 1.13 的全部键以及下列各键。`add-registries` 和 `block-registries` 由 dockcfg 写在发行版所用的位置 `/etc/sysconfig/docker`。',
  ),
  ignored: say('Names that do nothing', '不起作用的名称'),
  ignoredIntro: say(
    'The engine knows these names from its flags, so it starts without a word, and ignores them in daemon.json.',
    '引擎从自己的启动参数中认得这些名称，因此不会报错，但会忽略 daemon.json 中的它们。',
  ),
  refused: say('Names that look like keys', '看起来像键的名称'),
  refusedIntro: say(
    "They appear in the engine's source; in daemon.json they keep it from starting.",
    '它们出现在引擎的源代码中；写进 daemon.json 会使引擎无法启动。',
  ),
  noProxy: say('NO_PROXY, item by item', 'NO_PROXY 逐项说明'),
  noProxyIntro: say(
    'This is where a pull goes if `no-proxy` is just this item. Loopback addresses and `localhost` never go through a proxy. Engines before 18.09 were built with older rules; the table notes where they differ.',
    '当 `no-proxy` 只有这一项时拉取的去向。回环地址和 `localhost` 从不经过代理。18.09 之前的引擎使用较旧的规则；不同之处会注明。',
  ),
  columns: {
    key: say('Key', '键'),
    flag: say('Flag', '启动参数'),
    since: say('Since', '起始版本'),
    reload: say('Reload', '重新加载'),
    end: say('End', '终止'),
    name: say('Name', '名称'),
    use: say('Use instead', '应改用'),
  },
  answers: { yes: say('yes', '是'), no: say('no', '否') },
  ways: { proxy: say('proxy', '代理'), direct: say('direct', '直连') },
  never: say('', ''),
  reloadSince: (release: string): Said => say(`since ${release}`, `自 ${release}`),
  endsAt: (release: string, use: string | null): Said =>
    say(
      `refused since ${release}${use ? `; use ${use}` : ''}`,
      `自 ${release} 起被拒绝${use ? `；改用 ${use}` : ''}`,
    ),
  ignoredAt: (release: string): Said => say(`ignored since ${release}`, `自 ${release} 起被忽略`),
  earlier: (now: string, before: string): Said =>
    say(`${now} (before 18.09: ${before})`, `${now}（18.09 之前：${before}）`),
} as const;
