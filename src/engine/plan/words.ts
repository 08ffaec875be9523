import type { EngineIdentity } from '../../domain/engine.ts';
import type { Origin } from '../../domain/facts.ts';
import { late } from '../../domain/late.ts';
import { ended, type Said } from '../../domain/said.ts';

/** Why the service has to do what, what is refused, and what else the user should know. */
export const said = late(() => ({
  nothingToDo: (): Said => ({
    en: 'Everything is already as desired.',
    'zh-CN': '一切都已符合要求。',
  }),
  noAction: (): Said => ({
    en: 'Nothing changes that the engine keeps in memory: what it reads at every pull needs neither a reload nor a restart.',
    'zh-CN': '引擎内存中的内容没有变化：它在每次拉取时读取的文件，既不需要重新加载也不需要重启。',
  }),
  notLive: (root: string): Said => ({
    en: `${root} is not running; the files take effect when its engine starts.`,
    'zh-CN': `${root} 不是正在运行的系统；这些文件在其引擎启动时生效。`,
  }),
  leftStopped: (): Said => ({
    en: 'The engine is stopped, and is left stopped; the files take effect when it starts.',
    'zh-CN': '引擎已停止，保持停止状态；这些文件会在它启动时生效。',
  }),
  notStarted: (): Said => ({
    en: 'The engine is stopped and its unit is not enabled, so it is left stopped; the files take effect when it starts.',
    'zh-CN': '引擎已停止，且其单元未启用，因此保持停止；这些文件在它启动时生效。',
  }),
  notInstalled: (): Said => ({
    en: 'There is no engine on this host; the files take effect when one is installed.',
    'zh-CN': '本机没有引擎；这些文件在安装引擎之后生效。',
  }),
  start: (): Said => ({
    en: 'The engine was down although its unit is enabled: it is started with the new files.',
    'zh-CN': '引擎的单元已启用，但此前没有运行：将以新文件启动。',
  }),
  reload: (keys: readonly string[]): Said => ({
    en: `${keys.join(', ')}: a reload is enough, containers keep running.`,
    'zh-CN': `${keys.join('、')}：重新加载即可，容器继续运行。`,
  }),
  restartForKeys: (keys: readonly string[]): Said => ({
    en: `${keys.join(', ')}: the engine reads this only when it starts.`,
    'zh-CN': `${keys.join('、')}：引擎只在启动时读取。`,
  }),
  restartForUnit: (path: string): Said => ({
    en: `${path} sets the engine's command line or environment, which only a restart renews.`,
    'zh-CN': `${path} 决定引擎的命令行或环境变量，只有重启才会更新。`,
  }),
  restartForTrust: (): Said => ({
    en: 'The engine loads the system trust store once, when it starts.',
    'zh-CN': '引擎只在启动时加载一次系统信任库。',
  }),
  restartForFlag: (key: string): Said => ({
    en: `The running engine still has ${key} as a flag, so it would refuse to reload a file that sets the same key.`,
    'zh-CN': `正在运行的引擎仍以参数方式带着 ${key}，因此会拒绝重新加载设置了它的文件。`,
  }),
  restartForWindow: (version: string): Said => ({
    en: `Engine ${version} loses insecure-registries when it reloads; only a restart is safe.`,
    'zh-CN': `引擎 ${version} 在重新加载时会丢失 insecure-registries；只有重启是安全的。`,
  }),
  restartForRootless: (): Said => ({
    en: "A rootless engine's unit signals RootlessKit instead of dockerd, so it is restarted.",
    'zh-CN': 'rootless 引擎的单元会把信号发给 RootlessKit 而不是 dockerd，因此改为重启。',
  }),
  restartForPlugins: (): Said => ({
    en: 'Authorization plugins are set by a flag, and a reload would switch them off; the engine is restarted instead.',
    'zh-CN': '授权插件是以参数方式给出的，重新加载会把它们关掉；因此改为重启引擎。',
  }),
  diverged: (keys: readonly string[]): Said => ({
    en: `The files are right, but the running engine has other values for ${keys.join(', ')}.`,
    'zh-CN': `文件是对的，但正在运行的引擎的 ${keys.join('、')} 与之不同。`,
  }),
  asked: (): Said => ({
    en: 'A restart was asked for.',
    'zh-CN': '按要求重启。',
  }),
  never: (needed: 'reload' | 'restart', why: Said): Said => ({
    en: `The running engine is left alone, as asked; it still needs a ${needed}. ${why.en}`,
    'zh-CN': `按要求不动正在运行的引擎；仍然需要${needed === 'reload' ? '重新加载' : '重启'}。${why['zh-CN']}`,
  }),
  maskedRunning: (unit: string): Said => ({
    en: `${unit} is masked while its engine runs. This change needs a restart, which systemd refuses for a masked unit: run systemctl unmask ${unit} first, or write only the files with --restart never.`,
    'zh-CN': `${unit} 已被屏蔽（mask），而引擎仍在运行；此改动需要重启，systemd 不会重启被屏蔽的单元：请先运行 systemctl unmask ${unit}，或用 --restart never 只写文件。`,
  }),
  reloadNotEnough: (why: Said): Said => ({
    en: `--restart reload is not enough here: ${why.en} Use --restart auto or restart.`,
    'zh-CN': `这里用 --restart reload 不够：${why['zh-CN']}请改用 --restart auto 或 restart。`,
  }),

  rebuildTrust: (): Said => ({
    en: 'The system trust store is rebuilt from its certificates.',
    'zh-CN': '用其中的证书重新生成系统信任库。',
  }),
  rereadUnits: (): Said => ({
    en: 'systemd reads the changed unit files.',
    'zh-CN': '让 systemd 读取更改过的单元文件。',
  }),

  unmasks: (): Said => ({
    en: 'The unit can be started again.',
    'zh-CN': '该单元可以再次启动。',
  }),
  demanded: (): Said => ({
    en: 'The engine reads it only when it starts.',
    'zh-CN': '引擎只在启动时读取它。',
  }),
  started: (): Said => ({
    en: 'The engine is down, and is started.',
    'zh-CN': '引擎没有运行，现在启动它。',
  }),
  moved: (to: string): Said => ({
    en: `The engine does not read it under this name; it becomes ${to}.`,
    'zh-CN': `引擎不会读取这个名字的文件；改为 ${to}。`,
  }),
  movedHere: (from: string): Said => ({
    en: `The content of ${from}, under a name that the engine reads.`,
    'zh-CN': `${from} 的内容，使用引擎会读取的名字。`,
  }),

  elsewhere: (flavour: Said, way: Said): Said => ({
    en: `${flavour.en}: dockcfg cannot configure this engine. ${way.en}`,
    'zh-CN': `${flavour['zh-CN']}：dockcfg 无法配置这个引擎。${way['zh-CN']}`,
  }),
  broken: (path: string, place: { line: number; column: number }, reason: Said): Said => ({
    en: `${path}:${place.line}:${place.column}: ${reason.en}`,
    'zh-CN': `${path}:${place.line}:${place.column}：${reason['zh-CN']}`,
  }),
  brokenRepairable: (): Said => ({
    en: 'This file can sensibly be read in only one way; accept that with --repair.',
    'zh-CN': '这个文件只有一种合理的读法；可用 --repair 接受它。',
  }),
  brokenByHand: (): Said => ({
    en: 'Correct it by hand, then run this again.',
    'zh-CN': '请手工改正后再运行。',
  }),
  oneOfEach: (): Said => ({
    en: 'Keys that were set several times are kept once, with the value that the engine used.',
    'zh-CN': '重复的键只保留一份，即引擎采用的值。',
  }),
  repaired: (): Said => ({
    en: 'The file was broken; it is written in the only way it can sensibly be read.',
    'zh-CN': '该文件已损坏；写入其唯一合理的读法。',
  }),
  existingFatal: (place: Said, problem: Said, way: Said): Said => ({
    en: `${place.en}: ${ended(problem.en, '.')} ${way.en}`,
    'zh-CN': `${place['zh-CN']}：${ended(problem['zh-CN'], '。')}${way['zh-CN']}`,
  }),
  convertible: (): Said => ({
    en: '--repair converts it.',
    'zh-CN': '--repair 可以转换它。',
  }),
  converted: (problem: Said): Said => ({
    en: `Converted: ${ended(problem.en, '.')}`,
    'zh-CN': `已转换：${ended(problem['zh-CN'], '。')}`,
  }),
  existingIgnored: (place: Said, problem: Said): Said => ({
    en: `${place.en}: ${ended(problem.en, '.')}`,
    'zh-CN': `${place['zh-CN']}：${ended(problem['zh-CN'], '。')}`,
  }),
  undecided: (text: Said, key: string): Said => ({
    en: `${text.en} The values differ, so decide which one is right: set ${key} in the profile, or remove one of them.`,
    'zh-CN': `${text['zh-CN']}两处的值不同，请说明以哪个为准：在配置文件中给出 ${key}，或删除其中一处。`,
  }),
  overruled: (key: string, { path, line }: Origin): Said => {
    const place = [path, line].filter((each) => each !== null).join(':');
    return {
      en: `${place} overrides everything else for ${key}, and dockcfg does not edit it: a package owns it, or it is regenerated at each boot. Change it at its source, or give it a name that sorts before 50-dockcfg.conf.`,
      'zh-CN': `${key} 最终由 ${place} 决定，而 dockcfg 不会修改它：它属于软件包，或每次启动时重新生成。请在其来源处修改，或让它的文件名排在 50-dockcfg.conf 之前。`,
    };
  },
  hardLinked: (path: string): Said => ({
    en: `${path} has other names (hard links); they keep the old content.`,
    'zh-CN': `${path} 还有其他名字（硬链接）；它们保留旧内容。`,
  }),
  hidesDefault: (path: string, folder: string): Said => ({
    en: `The engine no longer reads ${path} for ${folder}, which now has a folder of its own: whatever it sets for all registries must be repeated there.`,
    'zh-CN': `${folder} 有了自己的目录后，引擎不再为它读取 ${path}：后者对所有仓库的设置需要在那里重复写一遍。`,
  }),
  hiddenFlag: (key: string, place: string): Said => ({
    en: `${place}, which the service starts, passes ${key} to the engine as a flag, and dockcfg does not edit programs: remove the flag there, restart the engine, then run this again.`,
    'zh-CN': `服务启动的 ${place} 以启动参数的形式把 ${key} 交给引擎，而 dockcfg 不会修改程序：请在其中去掉该参数并重启引擎，然后重新运行。`,
  }),
  setByCommand: (name: string, { path, line }: Origin): Said => {
    const place = [path, line].filter((each) => each !== null).join(':');
    return {
      en: `${place} sets ${name} directly for the engine, which overrides every file that dockcfg could write: remove it there, then run this again.`,
      'zh-CN': `${place} 在启动引擎的命令前设置了 ${name}，它会覆盖 dockcfg 能写入的任何文件：请在那里去掉它，然后重新运行。`,
    };
  },
  setForAll: (key: string, { path, line }: Origin): Said => {
    const place = [path, line].filter((each) => each !== null).join(':');
    return {
      en: `${place} sets ${key} for every program on this host, so dockcfg does not edit it, and nothing dockcfg writes for the engine alone comes after it: change it there.`,
      'zh-CN': `${place} 为本机所有程序设置了 ${key}，因此 dockcfg 不会修改它，而 dockcfg 只为引擎写入的内容都排在它之前：请在那里修改。`,
    };
  },
  withoutEffect: (key: string): Said => ({
    en: `Whatever dockcfg writes for ${key}, something in the service's unit overrides it, such as UnsetEnvironment=: find it with "systemctl cat docker", and remove it.`,
    'zh-CN': `无论 dockcfg 为 ${key} 写入什么，都会被服务单元中的其他内容（例如 UnsetEnvironment=）覆盖：请用 “systemctl cat docker” 找到并删除它。`,
  }),
  duplicateKey: (path: string, key: string, lines: readonly number[]): Said => ({
    en: `${path} sets ${key} ${lines.length} times (lines ${lines.join(', ')}); the engine uses the last one.`,
    'zh-CN': `${path} 中 ${key} 出现了 ${lines.length} 次（第 ${lines.join('、')} 行）；引擎使用最后一个。`,
  }),

  unsupported: (engine: EngineIdentity, problem: Said): Said => {
    const name = engineName(engine);
    return {
      en: `${name.en}: ${ended(problem.en, '.')}`,
      'zh-CN': `${name['zh-CN']}：${ended(problem['zh-CN'], '。')}`,
    };
  },
  mirrorsNeedContainerd: (host: string): Said => ({
    en: `mirrors for ${host} need hosts.toml, and only the containerd store of 28.0 and later reads it`,
    'zh-CN': `${host} 的镜像站需要 hosts.toml，只有 28.0 及以后的 containerd 存储才读取它`,
  }),
  hubMirrorsElsewhere: (): Said => ({
    en: 'mirrors of Docker Hub are set with registry-mirrors, not under registries',
    'zh-CN': 'Docker Hub 的镜像站用 registry-mirrors 设置，而不是写在 registries 下',
  }),
  hubTrustClassic: (): Said => ({
    en: "the classic store reads no trust directory for Docker Hub; put the certificate into the system's trust store with system-ca",
    'zh-CN': '经典存储不会为 Docker Hub 读取信任目录；请用 system-ca 把证书放进系统信任库',
  }),
  onlyFork: (key: string): Said => ({
    en: `${key} exists only in the docker 1.13 of RHEL and CentOS 7`,
    'zh-CN': `${key} 只存在于 RHEL/CentOS 7 的 docker 1.13`,
  }),
  noTrustStore: (): Said => ({
    en: "no tool that manages the system's trust store was found; install the ca-certificates package",
    'zh-CN': '没有找到维护系统信任库的工具；请安装 ca-certificates 软件包',
  }),
  liveRestoreSwarm: (): Said => ({
    en: 'live-restore does not work with swarm mode, and the engine refuses it',
    'zh-CN': 'live-restore 不能与 swarm 模式同用，引擎会拒绝',
  }),

  insecureMirror: (host: string): Said => ({
    en: `${host} is a mirror and is listed as insecure: with the containerd store that would switch off certificate checks for Docker Hub as well. hosts.toml limits it to this mirror; with its CA set instead (under registries), its certificate would still be verified.`,
    'zh-CN': `${host} 是镜像站，又被列为不安全：使用 containerd 存储时，这会连 Docker Hub 的证书校验也一起关掉。hosts.toml 把影响限制在这个镜像站；改为提供它的 CA（写在 registries 下）则可以继续校验。`,
  }),
  wideNetwork: (entry: string): Said => ({
    en: `insecure-registries ${entry} covers public addresses: with the containerd store, Docker Hub itself is not verified if its address is in that network. List the registries by name instead.`,
    'zh-CN': `insecure-registries 中的 ${entry} 包含公网地址：使用 containerd 存储时，如果 Docker Hub 的地址落在其中，它也不再被校验。请改为按名称列出仓库。`,
  }),
  insecureHidesTrust: (host: string): Said => ({
    en: `${host} is listed in insecure-registries, so the engine ignores the certificates installed for it; remove it from there for the CA to take effect.`,
    'zh-CN': `${host} 在 insecure-registries 中，引擎会忽略为它安装的证书；要让 CA 起作用，请从中移除它。`,
  }),
  clientOfRoot: (path: string, user: string): Said => ({
    en: `client-proxies are written to ${path}, for containers and builds that root starts; for those that ${user} starts, run dockcfg as ${user}, without sudo.`,
    'zh-CN': `client-proxies 写入 ${path}，用于 root 启动的容器和构建；要用于 ${user}，请以 ${user} 身份（不加 sudo）运行 dockcfg。`,
  }),
  containersUnknown: (): Said => ({
    en: 'The engine could not be asked which containers run; without live-restore a restart stops all of them.',
    'zh-CN': '无法向引擎查询有哪些容器在运行；没有 live-restore 时，重启会停止所有容器。',
  }),
  swarmTasks: (): Said => ({
    en: 'This node is part of a swarm: its tasks are rescheduled while the engine restarts; if that matters, drain it first.',
    'zh-CN': '本节点属于 swarm：引擎重启期间其任务会被重新调度；如有影响请先 drain 本节点。',
  }),
  freezesExecStart: (path: string, unit: string): Said => ({
    en: `${path} repeats the ExecStart of ${unit} without the flag: later changes of that line by the package no longer take effect here.`,
    'zh-CN': `${path} 重写了 ${unit} 的 ExecStart（去掉该参数）：软件包以后对这一行的修改在这里不再生效。`,
  }),
  modeTightened: (path: string): Said => ({
    en: `${path} now contains a password: its mode becomes 0600.`,
    'zh-CN': `${path} 现在含有密码：权限改为 0600。`,
  }),
  trustInTree: (command: string): Said => ({
    en: `The trust store of this tree must be rebuilt by running ${command} inside it; that has not been done.`,
    'zh-CN': `需要在该目录树中运行 ${command} 来重建信任库；尚未执行。`,
  }),
  vanishes: (path: string): Said => ({
    en: `boot2docker loses ${path} at its next boot: have /var/lib/boot2docker/bootlocal.sh put it back, or keep a CA in /var/lib/boot2docker/certs.`,
    'zh-CN': `boot2docker 下次启动时会丢失 ${path}：请在 /var/lib/boot2docker/bootlocal.sh 中重新放置它，或把 CA 放到 /var/lib/boot2docker/certs。`,
  }),
  foreignProxy: (variable: string): Said => ({
    en: `The engine's process has ${variable}, but no file of its unit sets it; it comes from the service manager's own environment.`,
    'zh-CN': `引擎进程带有 ${variable}，但它的单元文件都没有设置它；它来自服务管理器自身的环境变量。`,
  }),
  outsideWish: (keys: readonly string[]): Said => ({
    en: `Not part of this run, but the running engine differs from the files in ${keys.join(', ')}.`,
    'zh-CN': `不在本次要求之内，但正在运行的引擎与文件在 ${keys.join('、')} 上不同。`,
  }),
}));

function engineName({ version, store, fork }: EngineIdentity): Said {
  const number = version?.text ?? '';
  const kind = fork ? ' (projectatomic)' : store ? ` (${store})` : '';
  return {
    en: `Docker Engine${number ? ` ${number}` : ''}${kind}`,
    'zh-CN': `Docker Engine${number ? ` ${number}` : ''}${kind}`,
  };
}

/** A place in a file as people type it. */
export function at(
  path: string,
  place: { readonly line: number; readonly column?: number } | null,
): Said {
  const column = place?.column === undefined ? '' : `:${place.column}`;
  const text = place ? `${path}:${place.line}${column}` : path;
  return { en: text, 'zh-CN': text };
}
