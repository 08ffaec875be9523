import { certificateSights, chainLines } from './certificate-sights.ts';
import { check } from './contract.ts';
import { trustFor } from './desired.ts';
import { goMinorIn } from './go-minor.ts';
import { trustFixes } from './trust-fixes.ts';
import { dockcfg, run, say } from './write.ts';

/** The containerd store does not read a mirror's own trust directory. */
export const mirrorCaUnread = check({
  code: 'DC2020',
  severity: 'warning',
  title: say(
    "The containerd store does not read the mirror's trust directory",
    'containerd 存储不读取镜像站的信任目录',
  ),
  about: say(
    'In the classic store a mirror\'s CA is read from certs.d/MIRROR. In the containerd store (Docker 28 and later, default on fresh 29) mirrors share Docker Hub\'s client, and only certs.d/docker.io counts: the mirror fails with "bad certificate" in its log and is skipped silently.',
    '在经典存储中，镜像站的 CA 从 certs.d/MIRROR 读取。而在 containerd 存储中（Docker 28 起，29 全新安装的默认存储），镜像站与 Docker Hub 共用客户端，只有 certs.d/docker.io 有效：镜像站的日志会出现 “bad certificate”，并被静默跳过。',
  ),
  ways: [
    say(
      'put the CA into certs.d/docker.io/ca.crt, or set the mirror in certs.d/docker.io/hosts.toml',
      '把 CA 放入 certs.d/docker.io/ca.crt，或在 certs.d/docker.io/hosts.toml 中描述该镜像站',
    ),
  ],
  reads: ['routes', 'views', 'facts'],
  judge: ({ routes, views, facts }) =>
    certificateSights(routes, ['unknown-authority']).flatMap((sight) => {
      const { walk, place, severity, subject } = sight;
      if (views.used.engine.store !== 'containerd' || walk.endpoint.role !== 'mirror') return [];
      const own = new URL(walk.endpoint.url).host;
      const options = { now: walk.begunAt, goMinor: goMinorIn(facts), files: facts.files };
      const fix = trustFixes(sight, views.used, options).find(({ directory }) => directory === own);
      if (!fix) return [];
      return [
        {
          subject,
          severity,
          text: say(
            `The CA of the mirror ${own} is in ${fix.path}, which this engine's containerd store does not read for mirrors.`,
            `镜像站 ${own} 的 CA 在 ${fix.path} 中，而该引擎的 containerd 存储不会为镜像站读取它。`,
          ),
          seen: [`${fix.path} would make the engine accept it`, ...chainLines(sight)],
          places: [place('tls')],
          remedies: [
            dockcfg(
              say(
                `install it for docker.io, where the CAs of mirrors are read; no reload is needed`,
                '为 docker.io 安装，镜像站的 CA 从那里读取；无需重新加载',
              ),
              {
                command: ['dockcfg', 'apply', '--ca', `docker.io=${fix.path}`],
                risk: 'safe',
                desired: trustFor('docker.io', fix.certificates),
              },
            ),
            run(say('see the route and what is trusted on it', '查看路径及其信任来源'), [
              'dockcfg',
              'explain',
              walk.image,
            ]),
          ],
        },
      ];
    }),
});
