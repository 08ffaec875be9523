import { check } from './contract.ts';
import { run, say } from './write.ts';

/** A buildx builder that knows nothing of the engine's registries. */
export const builderApart = check({
  code: 'DC6009',
  severity: 'notice',
  title: say("A builder does not use the engine's registry settings", '构建器不使用引擎的仓库设置'),
  about: say(
    "A buildx builder with the docker-container driver runs its own BuildKit, which does not use the engine's mirrors, insecure registries, certificates and proxies. Builds then fail or go direct where docker pull works. Such a builder is configured when it is created, by a buildkitd.toml and --driver-opt env.HTTPS_PROXY=….",
    '使用 docker-container 驱动的 buildx 构建器运行自己的 BuildKit：引擎的镜像站、不安全仓库、证书和代理对它都不起作用。因此 docker pull 正常时，构建仍可能失败或直连。它需要在创建时用 buildkitd.toml 和 --driver-opt env.HTTPS_PROXY=… 配置。',
  ),
  ways: [
    say(
      'recreate the builder with a buildkitd.toml that names the same mirrors',
      '用写明相同镜像站的 buildkitd.toml 重新创建构建器',
    ),
    say(
      "or build with the engine's own builder: docker buildx use default",
      '或使用引擎自带的构建器：docker buildx use default',
    ),
  ],
  reads: ['builders', 'views'],
  judge: ({ builders, views }) => {
    const { mirrors, insecure, proxies } = views.used;
    const set = [...mirrors, ...insecure, proxies.https].filter((each) => each !== '');
    if (set.length === 0) return [];
    return builders
      .filter(({ driver, hasConfig }) => driver === 'docker-container' && !hasConfig)
      .map(({ name, path }) => ({
        subject: name,
        text: say(
          `The builder "${name}" has no buildkitd.toml, so it does not use the mirrors, insecure registries or proxies set for the engine.`,
          `构建器“${name}”没有 buildkitd.toml，因此不会使用为引擎设置的镜像站、不安全仓库或代理。`,
        ),
        seen: [path],
        places: [],
        remedies: [
          run(say("build with the engine's own builder", '使用引擎自带的构建器'), [
            'docker',
            'buildx',
            'use',
            'default',
          ]),
          run(say('or create one that knows the mirrors', '或创建一个知道这些镜像站的构建器'), [
            'docker',
            'buildx',
            'create',
            '--name',
            `${name}-configured`,
            '--config',
            'buildkitd.toml',
          ]),
        ] as const,
      }));
  },
});
