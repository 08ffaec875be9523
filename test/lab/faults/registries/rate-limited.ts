import { fault } from '../contract.ts';
import { hubThat } from './behaving.ts';

export const rateLimited = fault({
  title: 'the pull limit of Docker Hub is used up',
  image: 'library/hello',
  inject: (bench) => hubThat(bench, { rateLimit: { limit: 100, remaining: 0 } }),
  pull: { fails: /toomanyrequests|429 Too Many Requests/ },
  cause: { code: 'DC4020', subject: 'registry-1.docker.io' },
  repair: { by: 'person', told: /docker login|mirror/, does: (bench) => bench.restoreNames() },
  served: { by: 'hub', to: 'host' },
});
