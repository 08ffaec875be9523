import { check } from './contract.ts';
import type { RouteSeen } from './evidence.ts';
import { placeOf } from './sights.ts';
import { run, say } from './write.ts';

/** A hosts.toml that containerd cannot read, which it only logs. */
export const brokenHostsToml = check({
  code: 'DC2026',
  severity: 'warning',
  title: say('hosts.toml cannot be read', '无法读取 hosts.toml'),
  about: say(
    'In the containerd store, a hosts.toml that cannot be parsed is logged and skipped: its mirrors, CA and skip_verify have no effect, and the certificate files beside it are used instead.',
    '在 containerd 存储中，无法解析的 hosts.toml 只会被记录并跳过：其中的镜像站、CA 和 skip_verify 都不生效，而改用旁边的证书文件。',
  ),
  ways: [say('repair the file', '修复该文件')],
  reads: ['views', 'routes'],
  judge: ({ views, routes }) => {
    const { used } = views;
    if (used.engine.store !== 'containerd') return [];
    return [...(used.hostsToml ?? [])].flatMap(([directory, found]) => {
      if (found.kind !== 'broken') return [];
      const path = `${used.certsDir}/${directory}/hosts.toml`;
      return [
        {
          subject: path,
          text: say(
            `The engine cannot read ${path} and continues without it: ${found.engineText}.`,
            `引擎无法读取 ${path}，会忽略它继续：${found.engineText}。`,
          ),
          seen: [found.engineText],
          ...affected(routes, directory),
          remedies: [run(say('edit the file', '编辑该文件'), ['sudoedit', path])] as const,
        },
      ];
    });
  },
});

/** The pulls that would go by this file. Where one of them fails, the file is not a detail. */
function affected(routes: readonly RouteSeen[], directory: string) {
  const concerned = routes.filter(
    ({ route }) => directory === '_default' || route.reference.domain === directory,
  );
  const failing = concerned.some(({ prediction }) => prediction.outcome === 'failed');
  return {
    ...(concerned.length === 0 ? { explains: [] } : {}),
    severity: failing ? ('error' as const) : ('warning' as const),
    places: concerned.flatMap(({ walks }) => walks.map((walk) => placeOf(walk, 'tls'))),
  };
}
