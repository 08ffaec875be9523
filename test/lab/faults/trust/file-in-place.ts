import { fault } from '../contract.ts';

const folder = '/etc/docker/certs.d/harbor.lab';

export const fileInPlace = fault({
  title: 'the CA was copied to where the directory of the registry should be',
  image: 'harbor.lab/hello',
  inject: (bench) => bench.host.writeFile(folder, bench.lab.ca.private),
  pull: { fails: /harbor\.lab(\/hosts\.toml)?: not a directory/ },
  cause: { code: 'DC2019', subject: folder },
  repair: {
    by: 'person',
    told: /move the file away.*mv \/etc\/docker\/certs\.d\/harbor\.lab \/etc\/docker\/harbor\.lab\.pem/,
    async does(bench) {
      await bench.host.must(['mv', folder, '/etc/docker/harbor.lab.pem']);
      await bench.dockcfg(['apply', '--ca', 'harbor.lab=/etc/docker/harbor.lab.pem', '--yes']);
    },
  },
  served: { by: 'harbor', to: 'host' },
});
