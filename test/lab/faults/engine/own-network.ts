import { fault } from '../contract.ts';
import { confined, image, released, served } from './confined.ts';

export const ownNetwork = fault({
  title: 'the unit puts the engine into a network without a way out',
  image,
  inject: confined('PrivateNetwork=yes'),
  pull: { fails: /network is unreachable/ },
  cause: { code: 'DC6013', subject: 'docker.service', severity: 'error' },
  repair: { by: 'person', told: /PrivateNetwork/, does: released },
  served,
});
