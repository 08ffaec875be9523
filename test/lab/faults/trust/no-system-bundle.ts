import { fault } from '../contract.ts';

export const noSystemBundle = fault({
  title: 'the host has no CA certificates',
  image: 'library/hello',
  inject: async (bench) => {
    await bench.host.sh('mv /etc/ssl/certs /root/certs && mkdir /etc/ssl/certs');
    await bench.restart();
  },
  pull: { fails: /x509: certificate signed by unknown authority/ },
  cause: { code: 'DC2024', subject: '/etc/ssl/certs/ca-certificates.crt' },
  repair: {
    by: 'person',
    told: /install ca-certificates/,
    does: async (bench) => {
      await bench.host.sh('rmdir /etc/ssl/certs && mv /root/certs /etc/ssl/certs');
      await bench.restart();
    },
  },
  served: { by: 'hub', to: 'host' },
});
