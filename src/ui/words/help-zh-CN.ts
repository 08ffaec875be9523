import { late } from '../../domain/late.ts';
import type { HelpWords } from './help.ts';
import { doctorHelpZhCN } from './help-doctor-zh-CN.ts';
import { moreHelpZhCN } from './help-more-zh-CN.ts';

/** 帮助的中文文本；键与 help-en.ts 相同。 */
export const helpZhCN: HelpWords = {
  help: late((): HelpWords['help'] => ({
    about:
      '安全地配置 Docker 的镜像仓库、镜像加速、代理和 CA 证书，验证拉取确实可用，并在不可用时说明原因。',
    usage: '用法：',
    arguments: '参数：',
    options: '选项：',
    globalOptions: '所有命令通用的选项：',
    commands: '命令：',
    commandPlace: '命令',
    optionsPlace: '[选项]',
    examples: '示例：',
    wishes: '希望本机具有的配置：',
    help: '显示帮助',
    period: '。',
    version: '显示版本',
    more: '每个选项也可以用环境变量给出：--add-mirror 对应 DOCKCFG_ADD_MIRROR。\n可以从这里开始：dockcfg doctor',
  })),
  commands: late((): HelpWords['commands'] => ({
    setup: {
      summary: '逐项询问本机需要的配置，预览改动，然后执行并验证',
      details:
        '先查看拉取的现状，再询问选项没有给出的内容，并当场验证每个答案。损坏、拼错或互相矛盾的配置按其明显的本意处理。在您同意预览的改动之前不写入任何内容；按 Ctrl-C 则主机保持原样。',
      examples: ['dockcfg setup', 'dockcfg setup --mirror https://mirror.example'],
    },
    apply: {
      summary: '让本机符合配置文件或选项所要求的状态',
      details:
        '选项优先于配置文件；两者都没有提到的内容保持不变。要么全部完成并在运行中的引擎上得到确认，要么全部恢复原状。',
      examples: [
        'dockcfg apply profile.json5',
        'dockcfg apply --add-mirror https://mirror.example --check --diff',
        'dockcfg apply --root /mnt/image profile.yaml',
      ],
    },
    plan: {
      summary: '显示 apply 会改动什么，但不做任何改动',
      details: '',
      examples: ['dockcfg plan profile.json5', 'dockcfg plan profile.json5 --detailed-exitcode'],
    },
    show: {
      summary: '显示生效的配置：每个值、它写在哪里、正在运行的引擎用的是什么',
      details: '',
      examples: ['dockcfg show', 'dockcfg show registry-mirrors --json'],
    },
    doctor: {
      summary: '检查拉取镜像所经过的路径，并指出哪里出了问题',
      details:
        '含有点号或端口、且不含斜杠的参数是仓库主机，其余的是镜像。不给参数时，检查 Docker Hub 和配置中提到的所有仓库。不会改动任何东西。',
      examples: [
        'dockcfg doctor',
        'dockcfg doctor nginx:1.27',
        'dockcfg doctor harbor.example:8443 --json',
      ],
    },
    explain: {
      summary: '说明拉取会走哪条路径及其原因，或某个问题代码的含义；无需联网',
      details: '',
      examples: ['dockcfg explain nginx', 'dockcfg explain DC2001'],
    },
    history: {
      summary: '列出 dockcfg 在本机上做过的改动',
      details: '',
      examples: ['dockcfg history'],
    },
    rollback: {
      summary: '撤销一次改动，默认撤销最近一次',
      details:
        '如果之后有别的程序改过同一个文件，则不做任何改动，只显示差异。引擎无法以之启动的文件，只有加上 --restart never 才会恢复。',
      examples: ['dockcfg rollback', 'dockcfg rollback 20261120T101500Z-7f3a'],
    },
    export: {
      summary: '输出本机当前的配置，供另一台主机使用',
      details: '密码等机密只以引用的形式输出，从不输出原文。',
      examples: ['dockcfg export > profile.json5', 'dockcfg export --as cloud-init'],
    },
    ...moreHelpZhCN.commands,
    schema: {
      summary: '打印某种文档的 JSON Schema',
      details: '',
      examples: ['dockcfg schema doctor'],
    },
    completion: {
      summary: '打印 shell 的自动补全脚本',
      details: '',
      examples: ['dockcfg completion bash > /etc/bash_completion.d/dockcfg'],
    },
  })),
  operands: late((): HelpWords['operands'] => ({
    profile: '配置文件（JSON5、JSON 或 YAML），- 表示标准输入',
    target: '镜像或仓库主机',
    key: 'Docker 自己的配置项名称：registry-mirrors、https-proxy 等',
    subject: '镜像，或问题代码，例如 DC2001',
    id: '事务编号，见 `dockcfg history`',
    name: '文档名称：apply、ca-fetch、ca-list、cache、doctor、error、explain、explain-code、history、mirrors、profile、show',
    shell: 'bash、zsh 或 fish',
    ...moreHelpZhCN.operands,
  })),
  options: late((): HelpWords['options'] => ({
    json: '以单个 JSON 文档输出结果',
    format: '以其他格式输出结果；可用的格式因命令而异',
    lang: '文本语言：en 或 zh-CN（默认取自 locale）',
    root: '处理这个目录中的主机（它没有在运行）',
    engine: '该目录中引擎的版本，用于其软件包数据库没有记录的情况',
    'no-input': '从不提问',
    yes: '对安全的改动、重新加载和重启都回答“是”',
    quiet: 'stderr 上只输出错误',
    verbose: '在 stderr 上输出更多信息',
    deadline: '整个运行的时限，例如 90s；到时结束并恢复原状',
    color: '文本是否使用颜色（默认 auto：在终端上使用）',
    check: '不做改动，只说明会做什么',
    diff: '显示每个文件的改动',
    'detailed-exitcode': '有待执行的改动时以 2 退出',
    restart: '是否可以重新加载或重启引擎（默认 auto：按改动的需要）',
    'no-verify': '之后不与运行中的引擎核对',
    'allow-unsupported': '对本机引擎不支持的内容只发出警告，而不是拒绝',
    repair: '接受损坏的 daemon.json 唯一合理的读法，并更正拼错的配置项',
    as: 'profile、flags、ansible 或 cloud-init（默认 profile）',
    image: '用来检查的镜像，即使写法像主机名',
    host: '要检查的仓库主机，即使写法像镜像名',
    'fail-on': '达到这个严重程度时以 1 退出：warning、error 或 never（默认 error）',
    ...moreHelpZhCN.options,
    ...doctorHelpZhCN,
  })),
};
