import { fault } from '../contract.ts';
import { confined, image, released, resolvConf, served } from './confined.ts';

export const ownResolver = fault({
  title: 'the unit gives the engine a resolv.conf of its own, with a dead name server',
  image,
  inject: confined(`BindReadOnlyPaths=${resolvConf}:/etc/resolv.conf`),
  pull: { fails: /i\/o timeout|Client\.Timeout exceeded|context deadline exceeded/ },
  cause: { code: 'DC6014', subject: '/etc/resolv.conf' },
  repair: { by: 'person', told: /BindReadOnlyPaths/, does: released },
  served,
});
