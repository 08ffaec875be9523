import type { Flavour } from './contract.ts';
import { isSystemUnit, systemdLayout } from './layouts.ts';

/** A unit that reads environment files nobody ships: configuration management made it. */
export const systemdCustom: Flavour = {
  id: 'systemd-custom',
  title: {
    en: 'Docker under a customised systemd unit',
    'zh-CN': '自定义 systemd 单元下的 Docker',
  },
  cluePaths: [],
  recognise: isSystemUnit,
  layout: systemdLayout,
  serviceManager: 'systemd',
  elsewhere: null,
};
