import { late } from '../domain/late.ts';
import type { Said } from '../domain/said.ts';
import { verbatim } from '../domain/said.ts';

/** The names of the places configuration lives in. */
export const title = {
  daemonJson: verbatim('daemon.json'),
  dropIn: { en: "dockcfg's systemd drop-in", 'zh-CN': 'dockcfg 的 systemd drop-in' },
  unitFlags: { en: 'flags in the systemd unit', 'zh-CN': 'systemd 单元里的参数' },
  sysconfig: verbatim('/etc/sysconfig/docker'),
  defaultDocker: verbatim('/etc/default/docker'),
  environmentFile: {
    en: 'an environment file of the unit',
    'zh-CN': '单元引用的环境变量文件',
  },
  confd: verbatim('/etc/conf.d/docker'),
  boot2docker: { en: "boot2docker's profile", 'zh-CN': 'boot2docker 的 profile' },
  certsD: { en: 'trust directories (certs.d)', 'zh-CN': '信任目录（certs.d）' },
  hostsToml: verbatim('hosts.toml'),
  systemTrust: { en: "the system's trust store", 'zh-CN': '系统信任库' },
  clientConfig: { en: "the docker client's config.json", 'zh-CN': 'docker 客户端的 config.json' },
  registriesConf: verbatim('/etc/containers/registries.conf'),
} as const satisfies { readonly [name: string]: Said };

/** What this room says. */
export const said = late(() => ({
  notAFile: (path: string): Said => ({
    en: `${path} is not a file, but the engine expects a file there: remove it. If it is a folder, "docker run --volume" probably created it.`,
    'zh-CN': `${path} 不是普通文件，而引擎要在那里读取文件：请移除它。如果它是一个目录，多半是 “docker run --volume” 创建的。`,
  }),
  specifierInPath: (path: string): Said => ({
    en: `The unit passes --config-file ${path}, and dockcfg cannot tell what systemd turns that % into on this host: write the full path in the unit.`,
    'zh-CN': `服务单元传入了 --config-file ${path}，在这里无法得知 systemd 会把其中的 % 换成什么：请在单元中写出完整路径。`,
  }),
  dangling: (path: string, target: string): Said => ({
    en: `${path} is a symbolic link to ${target}, which does not exist: remove the link or create its target.`,
    'zh-CN': `${path} 是指向 ${target} 的符号链接，而后者不存在：请删除该链接或创建其目标。`,
  }),
  sharedLink: (path: string, target: string): Said => ({
    en: `${path} is a symbolic link to ${target}, which other programs may trust as well, so dockcfg does not write through it: remove the link, then run this again.`,
    'zh-CN': `${path} 是指向 ${target} 的符号链接，其他程序可能也信任该文件，因此不会通过链接写入：请先删除该链接，再重新运行。`,
  }),
  linkToRemove: (path: string, target: string): Said => ({
    en: `${path} should go, but it is a symbolic link to ${target}: remove the link yourself.`,
    'zh-CN': `${path} 应当删除，但它是指向 ${target} 的符号链接：请自行删除该链接。`,
  }),
  linkLoop: (path: string): Said => ({
    en: `${path} is a symbolic link that leads back to itself, so nothing can read it: remove the link.`,
    'zh-CN': `${path} 是一个最终指回自身的符号链接，谁也无法读取：请删除该链接。`,
  }),
  tooBig: (path: string): Said => ({
    en: `${path} is larger than any configuration file should be (16 MiB), so dockcfg does not read it: check what is in it.`,
    'zh-CN': `${path} 比任何配置文件都大（超过 16 MiB），因此不去读取：请查看其中的内容。`,
  }),
  notBelowFolder: (path: string): Said => ({
    en: `A parent of ${path} is not a folder: move that away first.`,
    'zh-CN': `${path} 的上级不是目录：请先将其移走。`,
  }),
  unreadable: (path: string, code: string): Said => ({
    en: `${path} cannot be read (${code}), so it cannot be changed safely; run dockcfg as root, or make the file readable.`,
    'zh-CN': `无法读取 ${path}（${code}），因此不能安全地修改它；请以 root 身份运行 dockcfg，或使该文件可读。`,
  }),
  clientConfigBroken: (
    path: string,
    {
      line,
      column,
      reason,
    }: { readonly line: number; readonly column: number; readonly reason: Said },
  ): Said => ({
    en: `${path}:${line}:${column}: ${reason.en}\nThe docker client cannot read this file, so it is not touched; correct it first.`,
    'zh-CN': `${path}:${line}:${column}：${reason['zh-CN']}\ndocker 客户端无法读取这个文件，因此不去改动；请先改正它。`,
  }),
  damagedFlag: (text: string): Said => ({
    en: `"${text}" was damaged by copy and paste (a typographic dash, quote or space), and the engine does not start with it`,
    'zh-CN': `“${text}”在复制粘贴时被破坏（破折号、弯引号或特殊空格），引擎会因此无法启动`,
  }),
  strayWord: (text: string): Said => ({
    en: `"${text}" is not a flag, and the engine does not start with it; a comment needs its own line here, because systemd treats everything after a value as part of it`,
    'zh-CN': `“${text}”不是参数，引擎会因此无法启动；注释必须单独成行，因为 systemd 会把值后面的内容当作值的一部分`,
  }),
  unexpanded: (text: string): Said => ({
    en: `systemd does not expand "${text}" in an environment file, so the engine receives it literally and does not start`,
    'zh-CN': `systemd 不会展开环境变量文件中的“${text}”，引擎会收到原样的文字而无法启动`,
  }),
  inOneWord: (name: string): Said => ({
    en: `\${${name}} hands everything in the variable to the engine as one word, even an empty one, and the engine does not start with that; $${name} without braces is split into words`,
    'zh-CN': `\${${name}} 会把变量的全部内容作为一个词（哪怕是空的）传给引擎，引擎会因此无法启动；不带花括号的 $${name} 才会拆分成多个词`,
  }),
  secondCommand: (): Said => ({
    en: 'this is a second ExecStart=, and systemd does not load a service with two; a drop-in needs an empty line "ExecStart=" before its own',
    'zh-CN':
      '这是第二个 ExecStart=，systemd 不会加载有两个 ExecStart= 的服务；drop-in 需要先写一行空的“ExecStart=”',
  }),
  actedOnByShell: (path: string, value: string, character: string): Said => ({
    en: `${value} cannot be written to ${path}: the service's script passes its flags to a shell, which would interpret ${character} at the next start. In a URL write it as ${percent(character)}, or keep the key in daemon.json.`,
    'zh-CN': `${value} 不能写入 ${path}：该服务的脚本会把参数交给 shell，下次启动时 shell 会对 ${character} 作出动作。请在 URL 中把它写成 ${percent(character)}，或把该键放在 daemon.json 中。`,
  }),
}));

/** How a URL spells a character of ASCII (RFC 3986, 2.1). */
function percent(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
}
