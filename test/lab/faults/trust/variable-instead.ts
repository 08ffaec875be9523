import { fault } from '../contract.ts';

export const variableInstead = fault({
  title: 'SSL_CERT_FILE and SSL_CERT_DIR have nothing but the CA of the company',
  image: 'library/hello',
  inject: async (bench) => {
    await bench.host.writeFile('/etc/corp/ca.pem', bench.lab.ca.private);
    await bench.environment('SSL_CERT_FILE=/etc/corp/ca.pem', 'SSL_CERT_DIR=/etc/corp');
  },
  pull: { fails: /x509: certificate signed by unknown authority/ },
  cause: { code: 'DC2028', subject: 'SSL_CERT_FILE, SSL_CERT_DIR', severity: 'error' },
  repair: {
    by: 'person',
    told: /remove SSL_CERT_FILE and SSL_CERT_DIR/,
    does: (bench) => bench.environment(),
  },
  served: { by: 'hub', to: 'host' },
});
