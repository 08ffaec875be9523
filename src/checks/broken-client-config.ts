import { check } from './contract.ts';
import { run, say } from './write.ts';

/** The client's own configuration does not parse. */
export const brokenClientConfig = check({
  code: 'DC4051',
  severity: 'warning',
  title: say("The docker client's configuration is broken", 'docker 客户端配置损坏'),
  about: say(
    'The docker command reads config.json before every pull. If the file is not valid JSON, the command finds no logins, and warns or fails.',
    'docker 命令在每次拉取前读取 config.json；如果它不是有效的 JSON，就找不到登录信息，命令会警告或失败。',
  ),
  ways: [
    say(
      'repair the JSON, or move the file away and log in again',
      '修复 JSON，或移走该文件并重新登录',
    ),
  ],
  reads: ['client'],
  judge: ({ client }) =>
    client.broken
      ? [
          {
            subject: client.path,
            text: say(`${client.path} is not valid JSON.`, `${client.path} 不是有效的 JSON。`),
            seen: [client.path],
            places: [],
            remedies: [
              run(say('see what the docker command says', '查看 docker 命令的提示'), [
                'docker',
                'version',
              ]),
            ] as const,
          },
        ]
      : [],
});
