import { normalisedMirror } from '../domain/mirror-url.ts';
import { check } from './contract.ts';
import { run, say } from './write.ts';

/** Two endpoints in hosts.toml: daemon.json's lists no longer count for that registry. */
export const hostsTomlTakesOver = check({
  code: 'DC5019',
  severity: 'warning',
  title: say(
    'hosts.toml overrides the mirrors of daemon.json',
    'hosts.toml 覆盖了 daemon.json 中的镜像站',
  ),
  about: say(
    'In the containerd store, a hosts.toml for docker.io that names any endpoint besides its server takes over completely: registry-mirrors and insecure-registries of daemon.json are ignored for Docker Hub, and docker info still lists them.',
    '在 containerd 存储中，docker.io 的 hosts.toml 只要在 server 之外还列有端点，就由它单独决定：daemon.json 的 registry-mirrors 和 insecure-registries 对 Docker Hub 不再有效，而 docker info 仍会列出它们。',
  ),
  ways: [say('keep the mirrors in one of the two places', '只在其中一处保留镜像站')],
  reads: ['views'],
  judge: ({ views }) => {
    const { used } = views;
    const found = used.hostsToml?.get('docker.io');
    if (used.engine.store !== 'containerd' || found?.kind !== 'parsed') return [];
    if (found.toml.hosts.length === 0) return [];
    // Named in both places, a mirror is used all the same; only what is left out is a surprise.
    const asked = new Set(found.toml.hosts.map(({ url }) => normalisedMirror(url ?? '')));
    const unused = used.mirrors.filter((mirror) => !asked.has(normalisedMirror(mirror)));
    if (unused.length === 0) return [];
    const path = `${used.certsDir}/docker.io/hosts.toml`;
    const named = found.toml.hosts.map(({ url }) => url).join(', ');
    return [
      {
        subject: path,
        text: say(
          `${path} names ${named}, so registry-mirrors ${unused.join(', ')} are not used.`,
          `${path} 列出了 ${named}，因此 registry-mirrors 中的 ${unused.join('、')} 不会被使用。`,
        ),
        seen: [`hosts.toml: ${named}`, `registry-mirrors: ${unused.join(', ')}`],
        places: [],
        remedies: [
          run(say('see the route that Docker Hub images take', '查看 Docker Hub 镜像所走的路径'), [
            'dockcfg',
            'explain',
            'hello-world',
          ]),
        ] as const,
      },
    ];
  },
});
