import { check } from './contract.ts';
import { run, say } from './write.ts';

/** A hosts.toml that containerd cannot read, which it only logs. */
export const brokenHostsToml = check({
  code: 'DC2026',
  severity: 'warning',
  title: say('hosts.toml cannot be read', '无法读取 hosts.toml'),
  about: say(
    'In the containerd store a hosts.toml that does not parse is logged and passed over: its mirrors, CA and skip_verify do not count, and the certificate files beside it do.',
    '在 containerd 存储中，无法解析的 hosts.toml 只会被记录并跳过：其中的加速镜像、CA 和 skip_verify 都不生效，而改用旁边的证书文件。',
  ),
  ways: [say('repair the file', '修复该文件')],
  reads: ['views'],
  judge: ({ views }) => {
    const { used } = views;
    if (used.engine.store !== 'containerd') return [];
    return [...(used.hostsToml ?? [])].flatMap(([directory, found]) => {
      if (found.kind !== 'broken') return [];
      const path = `${used.certsDir}/${directory}/hosts.toml`;
      return [
        {
          subject: path,
          text: say(
            `The engine cannot read ${path} and goes on without it: ${found.engineText}.`,
            `引擎无法读取 ${path}，会忽略它继续：${found.engineText}。`,
          ),
          seen: [found.engineText],
          places: [],
          remedies: [run(say('edit the file', '编辑该文件'), ['sudoedit', path])] as const,
        },
      ];
    });
  },
});
