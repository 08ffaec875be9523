import { late } from '../../domain/late.ts';
import { caZhCN } from './ca-zh-CN.ts';
import { cacheZhCN } from './cache-zh-CN.ts';
import { doctorZhCN } from './doctor-zh-CN.ts';
import { helpZhCN } from './help-zh-CN.ts';
import type { Words } from './index.ts';
import { mirrorsZhCN } from './mirrors-zh-CN.ts';
import { nextZhCN } from './next-zh-CN.ts';
import { setupZhCN } from './setup-zh-CN.ts';

const list = (words: readonly string[]) => words.join('、');
const didYouMean = (meant: string | null) => (meant ? `您是不是想用 ${meant}？` : '');

/** 用户界面的中文文本；键与 en.ts 相同，由类型检查保证完整。 */
export const zhCN: Words = {
  common: late((): Words['common'] => ({
    error: '错误：',
    warning: '警告：',
    none: '无',
    yes: '是',
    no: '否',
    colon: '：',
    gap: '',
  })),
  ...helpZhCN,
  usage: late((): Words['usage'] => ({
    unknownOption: (option, meant) =>
      `没有 ${option} 这个选项。${didYouMean(meant) || '请参阅 dockcfg --help。'}`,
    unknownCommand: (command, meant) =>
      `没有 ${command} 这个命令。${didYouMean(meant) || '请参阅 dockcfg --help。'}`,
    missingOperand: (operand) =>
      `缺少参数 ${operand.toUpperCase()}；请在同一命令后加 --help 查看。`,
    missingValue: (option) => `${option} 后面需要一个值。`,
    unwantedValue: (option) => `${option} 不接受值。`,
    tooMany: (command) => `${command} 的参数太多；请参阅 dockcfg ${command} --help。`,
    noCommand: '缺少命令；可以先试试 dockcfg doctor。',
    noSubcommand: (group, names) =>
      `${group} 后面还缺少子命令：${list(names.map((name) => `dockcfg ${group} ${name}`))}。`,
    urlForImage: (url, image, host) =>
      `${url} 是 URL，而镜像名不带协议前缀：请用 dockcfg doctor ${image}；只检查仓库请用 dockcfg doctor --host ${host}。`,
    notTruth: (variable, text) => `${variable} 的值是 ${text}，但它只能是 1 或 0。`,
    notDuration: (label, text) => `${label} 的值是 ${text}，但时长应写成 30s、2m 或 500ms。`,
    notChoice: (label, text, choices, meant) =>
      `${label} 的值是 ${text}，但它只能是 ${list(choices)} 之一。${didYouMean(meant)}`,
    notFormat: (text, formats, meant) =>
      `这个命令不能输出 ${text}；可用的格式有 ${list(formats)}。${didYouMean(meant)}`,
    jsonAndFormat: (format) => `--json 与 --format ${format} 互相矛盾，请去掉其中一个。`,
    passwordInMirror: (option) =>
      `${option} 后面的 URL 含有密码，而引擎不接受镜像站 URL 中的用户名和密码：请去掉它们。`,
    passwordInArgument: (option, variable) =>
      `${option} 后面的 URL 含有密码，而本机所有用户都能看到命令行：请去掉密码，改用 --proxy-password-file FILE 给出，或者把整个 URL 写进 ${variable} 或配置文件。`,
    contradict: (one, other) => `${one} 给出的是完整列表，${other} 不能再修改它；请只用其中一个。`,
    notPair: (option, value, shape) => `${option} 的值是 ${value}，但应写成 ${shape}。`,
    noSuchRoot: (root) => `--root ${root} 不是可以读取的目录。`,
    profileTooLarge: (name) => `${name} 比任何配置文件都大：是不是选错了文件？`,
    profileUnreadable: (name, code) =>
      code === 'ENOENT' ? `没有 ${name} 这个文件。` : `无法读取 ${name}（${code}）。`,
    needsTerminal: 'setup 需要提问，但没有终端可以回答：请使用 dockcfg apply 加选项或配置文件。',
    nothingWished:
      '没有要求任何内容：请给出配置文件，或某个选项，例如 --add-mirror https://mirror.example。',
    tooManyProfiles: 'apply 只接受一个配置文件。',
  })),
  severities: { error: '错误', warning: '警告', notice: '提示' },
  risks: late((): Words['risks'] => ({
    reload: '会重新加载引擎',
    restart: '会重启引擎',
    'loosens-security': '会降低安全性',
  })),
  doctor: late((): Words['doctor'] => ({
    engine: (version, traits) => `Docker Engine ${version}（${traits.join('，')}）`,
    versionUnknown: '版本未知',
    storeUnknown: '镜像存储未知',
    stores: { classic: '经典镜像存储', containerd: 'containerd 镜像存储' },
    roles: { mirror: '镜像站', upstream: '上游' },
    outcomes: { ok: '正常', failed: '失败', skipped: '跳过', unknown: '未知' },
    stageStates: { running: '进行中', saw: '完成', failed: '失败', skipped: '未尝试' },
    columns: { endpoint: '端点', stage: '阶段', outcome: '结果', finding: '问题' },
    direct: '直连，不经过代理',
    through: (proxy) => `经过代理 ${proxy}`,
    skipped: (stages) => `未尝试：${list(stages)}`,
    wouldPull: (image, servedBy) =>
      servedBy
        ? `docker pull ${image} 会成功，由 ${servedBy} 提供。`
        : `docker pull ${image} 会成功。`,
    wouldFail: (image, error) =>
      error ? `docker pull ${image} 会失败：${error}` : `docker pull ${image} 会失败。`,
    host: {
      pulled: (host) => `${host} 以镜像仓库的方式应答。`,
      failed: (host, error) =>
        error ? `无法从 ${host} 拉取任何镜像：${error}` : `无法从 ${host} 拉取任何镜像。`,
      unknown: (host) => `dockcfg 无法判断能否从 ${host} 拉取。`,
    },
    cannotTell: (image) => `dockcfg 无法判断 docker pull ${image} 是否会成功。`,
    seen: '观察到：',
    remedy: '解决办法：',
    ask: '需要请人处理：',
    follows: '由此还会导致：',
    risk: (risk) => `（${risk}）`,
    causedBy: (cause) => `由 ${cause} 引起。`,
    verdicts: { healthy: '正常', degraded: '欠佳', broken: '故障', unknown: '未知' },
    verdictLine: (verdict, meaning) => `结论：${verdict}。${meaning}`,
    nothingAsked: '没有发现所问的问题；拉取因其他原因失败。',
    unexplained: '拉取失败，而各项检查都没有找到原因；请参看引擎自己的说明。',
    verdictMeans: {
      healthy: '检查过的路径都可以拉取。',
      degraded: '可以拉取，但情况不理想。',
      broken: '拉取会失败；请先解决第一个问题。',
      unknown: '观察到的信息不足以判断。',
    },
    summary: (checks, findings, seconds) =>
      `${checks} 项检查，${findings} 个问题，用时 ${seconds} 秒。`,
    crashed: (codes) => `这些检查自身崩溃了，这是 dockcfg 的缺陷：${list(codes)}。`,
    moreAbout: (code) => `关于第一个问题的更多说明：dockcfg explain ${code}`,
    probing: (image) => `正在检查 ${image}`,
  })),
  ...doctorZhCN,
  apply: late((): Words['apply'] => ({
    unchanged: '无需改动：配置已符合要求。',
    changed: (files) => `已改动 ${files} 个文件：`,
    wouldChange: (files) => `将改动 ${files} 个文件：`,
    noFiles: '无需修改文件。',
    putBack: '执行失败，一切已恢复原状。尝试过的改动：',
    partlyPutBack: '执行失败，且未能全部恢复原状。尝试过的改动：',
    loosens: (subjects) => `此后不再校验 ${list(subjects)} 的证书。`,
    actions: { create: '新建', edit: '修改', remove: '删除', effect: '执行' },
    effects: {
      'daemon-reload': 'systemctl daemon-reload',
      'update-trust': '更新系统的证书包',
      'cache-service': 'systemctl restart dockcfg-cache；移除时为 stop',
    },
    conflict: (key, text, origins) => `${key} 有冲突：${text}（${list(origins)}）`,
    would: { reload: '引擎将重新加载配置。', restart: '引擎将重启。' },
    did: { reload: '引擎已重新加载配置。', restart: '引擎已重启。' },
    stops: (count, names) => `为此会停止 ${count} 个容器：${list(names)}。`,
    comeBack: (names) => `引擎会再次启动：${list(names)}。`,
    mayComeBack: (names) => `只有以错误退出时才会再次启动：${list(names)}。`,
    stayStopped: (names) => `不会再次启动：${list(names)}。`,
    removedWhenStopped: (names) => `停止后即被删除（--rm）：${list(names)}。`,
    keptRunning: (count) => `live-restore 已开启，${count} 个运行中的容器不受影响。`,
    verified: (keys) => `运行中的引擎已采用：${list(keys)}。`,
    differs: (keys) => `运行中的引擎显示的值不同：${list(keys)}。`,
    goOn: '继续吗？',
    notDone: '没有做任何改动。',
    reloadRequired: '运行中的引擎还没有读取这些内容：请重新加载它。',
    restartRequired: '运行中的引擎还没有读取这些内容：请重启它。',
    undoWith: '如需撤销：',
    applying: '正在执行',
    phases: {
      lock: '等待其他正在运行的 dockcfg',
      recover: '处理之前未完成的运行',
      validate: '检查新文件',
      write: '写入',
      effect: '执行',
      service: '通知服务',
      verify: '与运行中的引擎核对',
      undo: '恢复原状',
    },
    states: { started: '开始', done: '完成', failed: '失败' },
    waiting: (holder) =>
      holder ? `正在等待另一个运行：${holder}` : '正在等待另一个正在运行的 dockcfg。',
  })),
  show: late((): Words['show'] => ({
    origins: { file: '文件', flag: '启动参数', environment: '环境变量', default: '默认值' },
    titles: { key: '配置项', value: '值、所在位置、是否生效' },
    states: {
      'in effect': '已生效',
      'not reloaded': '尚未重新加载',
      'needs restart': '需要重启',
      'at next start': '引擎启动后生效',
      ignored: '被忽略',
      conflict: '冲突',
    },
    nothing: '没有任何配置：引擎使用默认值运行。',
    unknownKey: (key, meant) => `本机没有设置 ${key}。${didYouMean(meant)}`,
    noSuchKey: (key) => `没有名为 ${key} 的设置；dockcfg show 会列出本机的设置。`,
    shadows: (key, places) => `${key} 还写在 ${list(places)}，但在那里不起作用。`,
    conflict: (key) => `${key} 在两处都有设置，引擎会因此拒绝启动。`,
    stops: '引擎会因此无法启动：',
    runs: (key, value) =>
      value === '' ? `${key}：运行中的引擎尚未设置` : `${key}：运行中的引擎用的仍是 ${value}`,
  })),
  explain: late((): Words['explain'] => ({
    reads: (input, canonical) => `${input} 即 ${canonical}。引擎会依次尝试：`,
    nowhere: '没有任何地址可以尝试。',
    noProxy: '不使用代理',
    because: (why) => `原因：${why}`,
    proxy: (proxy, reason) => `代理：${proxy}（${reason}）`,
    trust: (trust, reason) => `信任：${trust}（${reason}）`,
    ways: '解决办法：',
    causes: '常见的起因：',
    noSuchCode: (code, meant) =>
      `没有 ${code} 这个问题代码；代码的形式如 DC2001。${didYouMean(meant)}`,
    credentials: (credentials) => `登录：${credentials}`,
  })),
  history: late((): Words['history'] => ({
    nothing: 'dockcfg 还没有在本机上做过改动。',
    ownOnly: '以上只是您自己所做的改动；root 所做的改动要由 root 查看：sudo dockcfg history',
    by: (when, who) => `${when}，执行者 ${who}`,
    ends: {
      open: '这次运行中途结束；dockcfg rollback 会恢复原状。',
      committed: '仍然有效。',
      undone: '执行失败，已由当次运行恢复原状。',
      incomplete: '执行失败，且未能全部恢复。',
    },
    undoes: (id) => `它撤销了 ${id}。`,
    undoneBy: (id) => `它已被 ${id} 撤销。`,
  })),
  mirrors: mirrorsZhCN,
  ca: caZhCN,
  cache: cacheZhCN,
  setup: setupZhCN,
  next: nextZhCN,
  trouble: late((): Words['trouble'] => ({
    bug: (kind) =>
      `这是 dockcfg 的一个缺陷（${kind}），请报告它。是否做过改动，可用 dockcfg history 查看。`,
    verboseShows: '同样的命令加上 --verbose 会显示出错的位置。',
    notWritten: (code) =>
      `无法写入标准输出（${code}）：结果已丢失。是否做过改动，可用 dockcfg history 查看。`,
    interrupted: '已中断。',
    deadline: '整个运行的时限已到。',
  })),
};
