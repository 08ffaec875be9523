import { until } from '../../until.ts';
import { repairedAddress } from '../bench.ts';
import { fault } from '../contract.ts';
import { corp, soundRegistry } from '../places.ts';

const range = (ports: string) => `sysctl -qw net.ipv4.ip_local_port_range='${ports}'`;
const usual = range('32768 60999');

/** Holds a connection from each of eight ports, which are then all there are. */
const holders = [
  `for each in 1 2 3 4 5 6 7 8; do`,
  `setsid bash -c 'exec 3<>/dev/tcp/${repairedAddress}/443; sleep 90' >/dev/null 2>&1 </dev/null &`,
  'done',
].join(' ');

export const noLocalPort = fault({
  title: 'all ports that connections may come from are in use',
  image: `${corp}/hello`,
  inject: async (bench) => {
    await soundRegistry(bench);
    bench.undoing(() => bench.host.sh(usual));
    await bench.host.sh(`${range('40000 40007')}; ${holders}`);
    const held = `ss -tan dst ${repairedAddress} | grep -c ESTAB`;
    await until(
      'eight connections',
      async () => (await bench.host.run(['sh', '-c', held])).stdout.trim() === '8',
    );
  },
  pull: { fails: /connect: cannot assign requested address/ },
  cause: { code: 'DC1021', subject: corp },
  repair: {
    by: 'person',
    told: /ip_local_port_range/,
    does: async (bench) => void (await bench.host.sh(usual)),
  },
  served: { by: 'sound', to: 'host' },
});
