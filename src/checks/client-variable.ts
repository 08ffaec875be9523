import { clientVariables } from '../domain/docker-command.ts';
import { check, type Found } from './contract.ts';
import { again, run, say } from './write.ts';

/** The shell tells the docker command to pull in another way. */
export const clientVariable = check({
  code: 'DC6018',
  severity: 'error',
  title: say(
    'A variable of the shell changes what docker pull does',
    'shell 变量改变了 docker pull 的行为',
  ),
  about: say(
    'The docker command takes settings from its environment that the engine never sees: DOCKER_API_VERSION fixes the API version it speaks, DOCKER_DEFAULT_PLATFORM the platform it asks for, and with DOCKER_CONTENT_TRUST it asks a trust server first and refuses images without a signature.',
    'docker 命令会从环境中读取引擎看不到的设置：DOCKER_API_VERSION 固定其使用的 API 版本，DOCKER_DEFAULT_PLATFORM 决定请求的平台，而设置了 DOCKER_CONTENT_TRUST 时会先询问信任服务器，并拒绝没有签名的镜像。',
  ),
  ways: [say('unset the variable in the shell, or correct it', '从 shell 中去掉该变量，或改正它')],
  reads: ['facts', 'routes'],
  judge: ({ facts, routes }) => {
    const [image] = routes.flatMap(({ walks }) => walks.map((walk) => walk.image));
    const unseen = routes.find(({ walks }) => walks.some(({ platformUnseen }) => platformUnseen));
    const asked = facts.shell.DOCKER_DEFAULT_PLATFORM ?? '';
    const found = clientVariables(facts).map(({ name, value, error }) => ({
      subject: name,
      severity: error === null ? ('warning' as const) : ('error' as const),
      text:
        error === null
          ? say(
              `${name} is set in this shell: docker pull asks a trust server first, which dockcfg did not check, and refuses images without a signature.`,
              `此 shell 设置了 ${name}：docker pull 会先询问信任服务器（这里没有检查），并拒绝没有签名的镜像。`,
            )
          : say(
              `${name} in this shell makes the engine refuse every docker pull.`,
              `此 shell 中的 ${name} 会使引擎拒绝所有 docker pull。`,
            ),
      seen: [`${name}=${value}`, ...(error === null ? [] : [error])],
      places: [],
      explains: [],
      remedies: [
        run(say('unset it in the shell', '从 shell 中去掉它'), ['unset', name]),
        again(image ?? 'docker.io'),
      ] as const,
    }));
    return unseen ? [...found, unseenPlatform(asked, image ?? 'docker.io')] : found;
  },
});

/** Manifests of Docker Hub are not looked into: that would count as a pull. */
function unseenPlatform(asked: string, image: string): Found {
  const name = 'DOCKER_DEFAULT_PLATFORM';
  return {
    subject: name,
    severity: 'warning',
    text: say(
      `${name} in this shell asks for images for ${asked}. dockcfg did not check whether ${image} has one, because Docker Hub would count that as a pull.`,
      `此 shell 中的 ${name} 要求 ${asked} 平台的镜像。没有检查 ${image} 是否提供，因为 Docker Hub 会将其计为一次拉取。`,
    ),
    seen: [`${name}=${asked}`],
    places: [],
    explains: [],
    remedies: [
      run(say('see which platforms it has', '查看它支持哪些平台'), [
        ...['docker', 'manifest', 'inspect', image],
      ]),
      run(say('unset it in the shell', '从 shell 中去掉它'), ['unset', name]),
    ],
  };
}
