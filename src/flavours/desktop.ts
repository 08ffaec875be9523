import type { Clues, Flavour } from './contract.ts';
import { withoutUnit } from './layouts.ts';

/** Docker Desktop: the engine sits in its virtual machine and takes its settings from the app. */
export const desktop: Flavour = {
  id: 'desktop',
  title: { en: 'Docker Desktop', 'zh-CN': 'Docker Desktop' },
  cluePaths: ['/opt/docker-desktop'],
  recognise: isDesktop,
  layout: () => withoutUnit('docker-desktop'),
  serviceManager: 'none',
  elsewhere: {
    en: 'Docker Desktop runs its engine in a virtual machine: set mirrors and insecure registries in Settings > Docker Engine, proxies in Settings > Resources > Proxies.',
    'zh-CN':
      'Docker Desktop 的引擎运行在虚拟机里：请在“设置 > Docker Engine”里设置镜像加速器和不安全仓库，在“设置 > Resources > Proxies”里设置代理。',
  },
};

/** What the engine answers decides; the app's folder only counts where no unit runs an engine. */
function isDesktop(clues: Clues): boolean {
  if (clues.info) return clues.info.operatingSystem === 'Docker Desktop';
  return clues.unit === null && clues.exists('/opt/docker-desktop');
}
