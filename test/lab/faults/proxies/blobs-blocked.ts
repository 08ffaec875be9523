import { fault } from '../contract.ts';
import { corpRegistry } from '../registries/behaving.ts';
import { ownProxy, startProxy } from './forwarding.ts';

/** The catalogue's "manifest fine, layers fail": the CDN is not on the proxy's list. */
export const blobsBlocked = fault({
  title: 'the proxy blocks the host that blobs come from',
  image: 'corp.lab/hello',
  inject: async (bench) => {
    await corpRegistry({ blobs: { redirect: 'https://cdn.lab:8443' } })(bench);
    await startProxy(bench, { blocked: ['cdn.lab'] });
    await bench.environment(`HTTPS_PROXY=${ownProxy}`);
  },
  pull: { fails: /Forbidden/ },
  cause: { code: 'DC4030', subject: 'cdn.lab:8443' },
  repair: {
    by: 'administrator',
    asked: /cdn\.lab/,
    does: async (bench) => {
      await bench.endService('forward');
      await startProxy(bench, {});
    },
  },
  served: { by: 'corp', to: 'proxy' },
});
