import { repairedAddress } from '../bench.ts';
import { fault } from '../contract.ts';
import { confined, image, released, served } from './confined.ts';

export const addressDenied = fault({
  title: "the unit keeps the engine from the registry's address",
  image,
  inject: confined(`IPAddressDeny=${repairedAddress}`),
  pull: { fails: /Client\.Timeout exceeded|context deadline exceeded|i\/o timeout/ },
  cause: { code: 'DC6015', subject: 'docker.service' },
  repair: { by: 'person', told: /IPAddressAllow=/, does: released },
  served,
});
