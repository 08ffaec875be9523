import { fault } from '../contract.ts';

const file = '/etc/containerd/certs.d/harbor.lab/ca.crt';

/** Where Kubernetes' containerd reads it. */
export const caForContainerd = fault({
  title: "the CA lies in containerd's folder, which Docker's engine does not read",
  image: 'harbor.lab/hello',
  inject: (bench) => bench.host.writeFile(file, bench.lab.ca.private),
  pull: { fails: /x509: certificate signed by unknown authority/ },
  cause: { code: 'DC2003', subject: file },
  repair: { by: 'fix' },
  served: { by: 'harbor', to: 'host' },
});
