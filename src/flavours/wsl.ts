import type { Flavour } from './contract.ts';
import { withoutUnit } from './layouts.ts';

/** A WSL distribution that borrows the engine of Docker Desktop on Windows, which mounts its tools there. */
export const wsl: Flavour = {
  id: 'wsl',
  title: { en: 'Docker Desktop through WSL', 'zh-CN': '通过 WSL 使用的 Docker Desktop' },
  cluePaths: ['/mnt/wsl/docker-desktop'],
  recognise: (clues) => clues.unit === null && clues.exists('/mnt/wsl/docker-desktop'),
  layout: () => withoutUnit('docker-desktop'),
  serviceManager: 'none',
  elsewhere: {
    en: 'This WSL distribution uses the engine of Docker Desktop on Windows: change its settings there (Settings > Docker Engine, Settings > Resources > Proxies).',
    'zh-CN':
      '这个 WSL 发行版使用的是 Windows 上 Docker Desktop 的引擎：请到那里修改设置（“设置 > Docker Engine”、“设置 > Resources > Proxies”）。',
  },
};
