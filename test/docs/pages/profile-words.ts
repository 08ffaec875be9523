import { say } from './markdown.ts';

/** What stands around the keys on the page about profiles. */
export const profileWords = {
  title: say('The profile', '配置文件'),
  intro: say(
    'A profile says what a host should have, with the names that Docker itself uses: JSON5, JSON or YAML. `dockcfg apply profile.json5` makes it so, `dockcfg plan profile.json5` says what that would change, `dockcfg doctor --profile profile.json5` judges it before it is applied.',
    '配置文件说明一台主机应有的配置，使用 Docker 自己的名称，可以是 JSON5、JSON 或 YAML。`dockcfg apply profile.json5` 使主机符合它，`dockcfg plan profile.json5` 说明会有哪些改动，`dockcfg doctor --profile profile.json5` 在应用之前先行检查。',
  ),
  rules: [
    say(
      'A key that is left out is left alone. `null` removes it. `{ keep: true }` keeps what the host has, whatever it is.',
      '没有写出的键保持不变。`null` 表示删除。`{ keep: true }` 表示保留主机现有的值，无论是什么。',
    ),
    say(
      'A list means exactly this list, in this order; `{ add: […], remove: […] }` instead changes the existing list.',
      '列表表示就是这些、按此顺序；`{ add: […], remove: […] }` 则是在现有内容上增减。',
    ),
    say(
      'Paths of files are relative to the profile. Passwords belong in a file (`password-file`) or in the profile itself, which only root should then be able to read; on the command line they are refused.',
      '文件路径相对于配置文件所在的位置。密码应放在单独的文件中（`password-file`），或写在配置文件本身里，此时它应只有 root 可读；命令行上的密码会被拒绝。',
    ),
    say(
      'Flags and variables set the same for one run, and override the profile. A list in a variable is separated by white space.',
      '命令行选项和环境变量可以为一次运行指定同样的内容，并优先于配置文件。变量中的列表以空白分隔。',
    ),
    say(
      'dockcfg decides which file of this host a value belongs in, and says why. What this engine cannot do is refused before anything is written; with `--allow-unsupported` it is only a warning, for hosts with different engines.',
      '每个值该写进本机的哪个文件由 dockcfg 决定，并说明理由。本机引擎做不到的事情，在写入任何内容之前就会被拒绝；对新旧不一的主机，可用 `--allow-unsupported` 把它变成警告。',
    ),
  ],
  keys: say('Keys', '各个键'),
  noFlags: say(
    'Only in a profile: there is no flag for it.',
    '只能写在配置文件中，没有对应的选项。',
  ),
  columns: {
    flag: say('Flag', '选项'),
    variable: say('Variable', '环境变量'),
    meaning: say('Meaning', '含义'),
  },
  schema: say('Help from an editor', '在编辑器中获得提示'),
  schemaText: say(
    'The JSON Schema of a profile, for completion and checks while you type:',
    '配置文件的 JSON Schema，可用于输入时的补全和检查：',
  ),
} as const;
