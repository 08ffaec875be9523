import { fault } from '../contract.ts';

const folder = '/etc/docker/certs.d/harbor.lab';
const rest = 'server = "https://harbor.lab"\n\n[host."https://harbor.lab"]\n  ca = "corp.pem"\n';

export const hostsTomlBroken = fault({
  title: 'hosts.toml lacks a quotation mark',
  image: 'harbor.lab/hello',
  engines: ['forky-containerd'],
  inject: async (bench) => {
    await bench.host.writeFile(`${folder}/corp.pem`, bench.lab.ca.private);
    await bench.host.writeFile(`${folder}/hosts.toml`, rest.replace('lab"', 'lab'));
  },
  pull: { fails: /x509: certificate signed by unknown authority/ },
  cause: { code: 'DC2026', subject: `${folder}/hosts.toml` },
  repair: {
    by: 'person',
    told: /sudoedit \/etc\/docker\/certs\.d\/harbor\.lab\/hosts\.toml/,
    does: (bench) => bench.host.writeFile(`${folder}/hosts.toml`, rest),
  },
  served: { by: 'harbor', to: 'host' },
});
