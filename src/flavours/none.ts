import type { Flavour } from './contract.ts';
import { rootfulLayout } from './layouts.ts';

/**
 * No engine to be seen: a tree before Docker is installed, or dockerd started by hand. Files are
 * prepared where any Docker Engine reads them.
 */
export const none: Flavour = {
  id: 'none',
  title: { en: 'no Docker service found', 'zh-CN': '没有找到 Docker 服务' },
  cluePaths: [],
  recognise: () => true,
  layout: () => rootfulLayout,
  serviceManager: 'none',
  elsewhere: null,
};
