/** One engine with the oracle's servers around it: a case goes in, what happened comes out. */
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { LabHost, Result } from '../host.ts';
import type { Lab } from '../lab.ts';
import { startLab } from '../lab.ts';
import { addAddress } from '../network.ts';
import type { Service } from '../services/service.ts';
import type { Store, SuiteName } from '../suites.ts';
import { until } from '../until.ts';
import type { Case } from './case.ts';
import type { Control, Seen } from './control.ts';
import { controlOf } from './control.ts';
import type { Hand } from './hand.ts';
import { startAgent } from './hand.ts';
import type { Material } from './laying.ts';
import { imageName, layingOf } from './laying.ts';
import { allPlaces } from './places.ts';
import type { Traits } from './traits.ts';
import { traitsOf } from './traits.ts';

/** What one case came to. */
export interface Happening {
  readonly drawn: Case;
  readonly store: Store;
  readonly image: string;
  readonly pull: Result;
  /** What the servers were asked during the pull. */
  readonly seen: readonly Seen[];
  readonly doctor: Result;
}

const name = 'oracle';

/** Starts a lab with this engine, its servers and its agent. */
export async function startRig(suite: SuiteName, store: Store): Promise<Rig> {
  const lab = await startLab({ hosts: [suite], store });
  try {
    const host = lab.host(suite);
    for (const { hostname, address } of allPlaces) {
      await addAddress(lab.sandbox, address);
      await lab.addName(hostname, address);
    }
    await lab.serve(servers);
    const material = await materialOf(lab, host);
    const control = controlOf(lab.sandbox.path('services', name, 'control.sock'));
    const traits = traitsOf(await host.version(), store);
    return new Rig(lab, { host, control, agent: startAgent(host), material, traits });
  } catch (error) {
    await lab.stop();
    throw error;
  }
}

/** All of them are one process, which says that it is ready by listening everywhere. */
const servers: Service = {
  name,
  address: allPlaces[0]?.address ?? '',
  hostnames: [],
  ports: [],
  async prepare({ write, folder }) {
    const config = await write('config.json', JSON.stringify({ folder }));
    return { argv: [process.execPath, path.join(import.meta.dirname, 'server.ts'), config] };
  },
};

async function materialOf(lab: Lab, host: LabHost): Promise<Material> {
  const file = (which: string) => lab.sandbox.path('services', name, which);
  await until('the servers of the oracle', () =>
    readFile(file('ready')).then(
      () => true,
      () => false,
    ),
  );
  const read = (which: string) => readFile(file(which), 'utf8');
  return {
    publicCa: await read('public.pem'),
    privateCa: await read('private.pem'),
    clientCertificate: await read('client.pem'),
    clientKey: await read('client.key'),
    bundle: await host.readFile('/etc/ssl/certs/ca-certificates.crt'),
  };
}

interface Parts {
  readonly host: LabHost;
  readonly control: Control;
  readonly agent: Hand;
  readonly material: Material;
  readonly traits: Traits;
}

export class Rig {
  readonly lab: Lab;
  readonly host: LabHost;
  readonly traits: Traits;
  readonly #parts: Parts;
  /** What the engine was last started with. */
  #start = '';

  constructor(lab: Lab, parts: Parts) {
    this.lab = lab;
    this.host = parts.host;
    this.traits = parts.traits;
    this.#parts = parts;
  }

  /** Lays a case, has it pulled, and has the doctor look at it. */
  async run(drawn: Case): Promise<Happening> {
    const { control, agent, material } = this.#parts;
    const { store } = this.traits;
    const salt = randomBytes(8).toString('hex');
    const { servers: states, image: wish } = drawn;
    const { digest } = await control.set({ servers: states, image: wish, salt });
    const image = imageName(wish, digest);
    const start = JSON.stringify(drawn.start);
    const starts = start !== this.#start;
    await agent.obey({ do: 'lay', ...layingOf(drawn, { store, material, starts }) });
    this.#start = start;
    const pull = await agent.obey({ do: 'pull', image });
    const seen = await control.take();
    const withCredentials = drawn.login !== null;
    const doctor = await agent.obey({ do: 'doctor', image, withCredentials });
    return { drawn, store, image, pull, seen, doctor };
  }

  /** The doctor once more, as a process of its own. */
  doctorByHand({ image, drawn }: Happening): Promise<Result> {
    const credentials = drawn.login === null ? [] : ['--with-credentials'];
    return this.host.dockcfg(['doctor', '--image', image, '--json', ...credentials]);
  }

  async stop(): Promise<void> {
    this.#parts.agent.end();
    await this.lab.stop();
  }
}
