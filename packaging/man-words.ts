import type { Language } from '../src/domain/said.ts';

type Pairs = readonly (readonly [word: string, meaning: string])[];

/** What the manual page says beyond the help. */
export interface Manual {
  readonly title: string;
  readonly purpose: string;
  readonly sections: {
    readonly [S in
      | 'name'
      | 'synopsis'
      | 'description'
      | 'commands'
      | 'wishes'
      | 'options'
      | 'exit'
      | 'environment'
      | 'files']: string;
  };
  readonly takesWishes: string;
  readonly exits: Pairs;
  readonly environment: Pairs;
  readonly files: Pairs;
}

const en: Manual = {
  title: 'User Commands',
  purpose: 'configure the registries, mirrors, proxies and CA certificates of Docker',
  sections: {
    name: 'NAME',
    synopsis: 'SYNOPSIS',
    description: 'DESCRIPTION',
    commands: 'COMMANDS',
    wishes: 'WHAT THIS HOST SHOULD HAVE',
    options: 'OPTIONS OF EVERY COMMAND',
    exit: 'EXIT STATUS',
    environment: 'ENVIRONMENT',
    files: 'FILES',
  },
  takesWishes: 'It also takes the options of what this host should have, below.',
  exits: [
    ['0', 'done, nothing to do, or healthy'],
    ['1', 'problems were found: by doctor, at or above --fail-on; by mirrors, or by cache status'],
    ['2', 'with --detailed-exitcode: changes are pending'],
    ['3', 'apply failed, and everything was put back'],
    ['4', 'not everything could be put back; the message says what is where'],
    ['64', 'the command line was not understood'],
    ['65', 'the profile or an argument is invalid'],
    ['69', 'the engine is not available, and the command needs it'],
    ['70', 'a bug in dockcfg'],
    ['73', 'a file cannot be written'],
    ['75', 'try again: another dockcfg is running, or the deadline has passed'],
    ['77', 'this needs root'],
    ['78', 'the existing configuration cannot be resolved without a decision'],
    ['129, 130, 143', 'interrupted, and everything was put back'],
  ],
  environment: [
    ['DOCKCFG_OPTION', 'the same as --option, with underscores instead of dashes'],
    ['NO_COLOR, FORCE_COLOR', 'switch colours off and on'],
    ['LC_ALL, LC_MESSAGES, LANG', 'choose the language of the texts'],
  ],
  files: [
    ['/var/lib/dockcfg/', 'the journal of past transactions, with every file as it was before'],
    ['/etc/docker/daemon.json', 'the configuration of the engine'],
    [
      '/etc/systemd/system/docker.service.d/50-dockcfg.conf',
      'what only the service can tell the engine',
    ],
    ['/etc/docker/certs.d/', 'the certificates that individual registries are trusted by'],
    ['/etc/dockcfg/profile.json5', "the profile that the package's timers apply, if there is one"],
  ],
};

const chinese: Manual = {
  title: '用户命令',
  purpose: '配置 Docker 的镜像仓库、镜像加速、代理和 CA 证书',
  sections: {
    name: '名称',
    synopsis: '概要',
    description: '描述',
    commands: '命令',
    wishes: '本机应有的配置',
    options: '所有命令通用的选项',
    exit: '退出状态',
    environment: '环境变量',
    files: '文件',
  },
  takesWishes: '也接受下文“本机应有的配置”中的选项。',
  exits: [
    ['0', '已完成、无需改动，或状态健康'],
    ['1', '发现了问题：doctor（达到 --fail-on 级别）、mirrors 或 cache status'],
    ['2', '使用 --detailed-exitcode 时：有待应用的改动'],
    ['3', 'apply 失败，一切已恢复原状'],
    ['4', '未能完全恢复原状；提示信息会说明哪些内容在哪里'],
    ['64', '无法理解命令行'],
    ['65', '配置文件或参数无效'],
    ['69', '引擎不可用，而该命令离不开它'],
    ['70', 'dockcfg 自身的缺陷'],
    ['73', '无法写入文件'],
    ['75', '请重试：另一个 dockcfg 正在运行，或已超过时限'],
    ['77', '需要 root 权限'],
    ['78', '现有配置存在冲突，需要人来决定'],
    ['129, 130, 143', '被中断，一切已恢复原状'],
  ],
  environment: [
    ['DOCKCFG_OPTION', '代替 --option，选项名中的连字符写作下划线'],
    ['NO_COLOR, FORCE_COLOR', '关闭或打开颜色'],
    ['LC_ALL, LC_MESSAGES, LANG', '决定文字的语言'],
  ],
  files: [
    ['/var/lib/dockcfg/', '历次事务的日志，以及每个文件改动前的内容'],
    ['/etc/docker/daemon.json', '引擎的配置'],
    ['/etc/systemd/system/docker.service.d/50-dockcfg.conf', '只能通过服务告知引擎的内容'],
    ['/etc/docker/certs.d/', '各个镜像仓库的信任配置'],
    ['/etc/dockcfg/profile.json5', '软件包的定时器所依据的配置文件（如果有）'],
  ],
};

export const manuals: { readonly [L in Language]: Manual } = { en, 'zh-CN': chinese };
