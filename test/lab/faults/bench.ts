/** One engine host on which faults are made, shown and repaired, one after the other. */
import { X509Certificate } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { LabHost, Result } from '../host.ts';
import { makeImage } from '../images.ts';
import type { Lab } from '../lab.ts';
import { startLab } from '../lab.ts';
import type { Request } from '../logs.ts';
import { addresses } from '../network.ts';
import type { SeededRegistry } from '../services/seeded-registry.ts';
import { seededRegistry } from '../services/seeded-registry.ts';
import { storeImage } from '../storage.ts';
import { until } from '../until.ts';
import type { EngineId } from './engines.ts';
import { engines } from './engines.ts';
import type { WorldService } from './world-service.ts';
import { worldService } from './world-service.ts';

/** Where a fault's own services live; the lab's are below. */
export const ownAddress = '10.77.0.40';
/** Where the service is that takes the place of a faulty one. */
export const repairedAddress = '10.77.0.41';

const labDropIn = '/usr/local/lib/systemd/system/docker.service.d/lab.conf';
/** The stock limit of three starts a minute, met sooner than by the stock pause of two seconds. */
const stockLimit = `[Unit]
StartLimitIntervalSec=60
[Service]
RestartSec=100ms
`;

/** Starts a lab with this engine. */
export async function startBench(engine: EngineId): Promise<Bench> {
  const { suite, store } = engines[engine];
  const lab = await startLab({ hosts: [suite], store });
  return new Bench(lab, lab.host(suite), engine);
}

export class Bench {
  readonly lab: Lab;
  readonly host: LabHost;
  readonly engine: EngineId;
  #dirty = false;
  /** Undoes what a fault did to the lab around the host. */
  #afterwards: (() => Promise<unknown>)[] = [];

  constructor(lab: Lab, host: LabHost, engine: EngineId) {
    this.lab = lab;
    this.host = host;
    this.engine = engine;
  }

  /** A stock host in a lab without further services: what every fault begins with. */
  async clear(): Promise<void> {
    if (this.#dirty) await this.host.reset();
    this.#dirty = true;
    for (const undo of this.#afterwards.splice(0).reverse()) await undo();
    await this.lab.forgetRequests();
  }

  /** Settings of daemon.json together with those that choose the store, as its text. */
  json(settings: Record<string, unknown>): string {
    return `${JSON.stringify({ ...this.#store(), ...settings }, null, 2)}\n`;
  }

  /** The same as the inside of a JSON object that somebody writes by hand. */
  get jsonBefore(): string {
    const [entry] = Object.entries(this.#store());
    return entry ? `"${entry[0]}": ${JSON.stringify(entry[1])},` : '';
  }

  #store(): Record<string, unknown> {
    return this.host.store === 'containerd' ? { features: { 'containerd-snapshotter': true } } : {};
  }

  /** Writes daemon.json, from settings or as a text, and starts the engine with it. */
  async daemonJson(content: string | Record<string, unknown>): Promise<void> {
    const text = typeof content === 'string' ? content : this.json(content);
    await this.host.writeFile('/etc/docker/daemon.json', text);
    await this.restart();
  }

  /** Writes variables of the engine's environment, as a drop-in has them, and starts it anew. */
  async environment(...assignments: string[]): Promise<void> {
    const lines = assignments.map((one) => `Environment="${one}"\n`);
    await this.host.dropIn('environment', `[Service]\n${lines.join('')}`);
    await this.restart();
  }

  /** Restarts the engine, and has to see it come up. */
  restart(): Promise<void> {
    return this.host.restartDocker();
  }

  /** Restarts an engine that cannot come up, and waits until systemd has given up on it. */
  async restartInVain(): Promise<void> {
    await this.host.writeFile(labDropIn, stockLimit);
    await this.host.must(['systemctl', 'daemon-reload']);
    await this.host.run(['systemctl', 'restart', 'docker']);
    await until('systemd to give up', async () => {
      const state = await this.host.must([
        ...['systemctl', 'show', '--property=Result,ActiveState', 'docker.service'],
      ]);
      return (
        /ActiveState=failed/.test(state) && /Result=start-limit-hit|Result=exit-code/.test(state)
      );
    });
  }

  /** Writes a daemon.json that the engine does not start with. */
  async brokenJson(content: string | Record<string, unknown>): Promise<void> {
    const text = typeof content === 'string' ? content : this.json(content);
    await this.host.writeFile('/etc/docker/daemon.json', text);
    await this.restartInVain();
  }

  /** What the person at the host does about settings that the engine does not start with. */
  async rewritten(settings: Record<string, unknown>): Promise<void> {
    await this.host.writeFile('/etc/docker/daemon.json', this.json(settings));
    await this.host.must(['systemctl', 'reset-failed', 'docker.service', 'docker.socket']);
    await this.host.must(['systemctl', 'start', 'docker.service']);
  }

  /** Runs dockcfg where it has to work. */
  async dockcfg(argv: readonly string[]): Promise<void> {
    const { exitCode, stdout, stderr } = await this.host.dockcfg(argv);
    if (exitCode !== 0) throw new Error(`dockcfg ended with ${exitCode}\n${stdout}\n${stderr}`);
  }

  /** The agreement to trust the certificate that a server shows now, by its fingerprint. */
  async shownBy(host: string, code: string): Promise<string[]> {
    const ask = `openssl s_client -connect ${host}:443 -servername ${host} </dev/null 2>/dev/null`;
    const { stdout } = await this.lab.sandbox.run(['sh', '-c', ask]);
    return [`${code}=${new X509Certificate(stdout).fingerprint256}`];
  }

  /** Docker Hub gets one more tag, until the next fault. */
  async addToHub(reference: string): Promise<void> {
    const folder = this.lab.sandbox.path('services', 'hub', 'images');
    await storeImage(folder, reference, await makeImage('hub/hello'));
    const [repository = '', tag = ''] = reference.split(':');
    const tags = path.join(
      folder,
      'docker/registry/v2/repositories',
      repository,
      '_manifests/tags',
    );
    this.#afterwards.push(() => rm(path.join(tags, tag), { recursive: true }));
  }

  /** Starts servers of the embedded world until the next fault. */
  async world(service: Omit<WorldService, 'address'> & { address?: string }): Promise<void> {
    const known = await this.#names(service.sites.map(({ hostname }) => hostname));
    await this.lab.serve(worldService({ address: ownAddress, ...service }));
    this.#afterwards.push(known, () => this.endService(service.name));
  }

  /** Starts a registry with the lab's images until the next fault. */
  async registry(service: Omit<SeededRegistry, 'address'> & { address?: string }): Promise<void> {
    const known = await this.#names(service.hostnames);
    await this.lab.serve(seededRegistry({ address: ownAddress, ...service }));
    this.#afterwards.push(known, () => this.endService(service.name));
  }

  /** Ends a service, and waits until its ports are free for another. */
  async endService(name: string): Promise<void> {
    const { sandbox } = this.lab;
    const pid = (await readFile(sandbox.path('pid', name), 'utf8').catch(() => '')).trim();
    if (pid === '') return;
    await this.lab.endService(name);
    const look = ['sh', '-c', 'test ! -e /proc/"$0"', pid];
    await until(`the end of ${name}`, () =>
      sandbox.run(look).then(
        () => true,
        () => false,
      ),
    );
  }

  /** Something of a fault's own that has to be undone before the next one. */
  undoing(undo: () => Promise<unknown>): void {
    this.#afterwards.push(undo);
  }

  /** Gives every name back to whom it belongs, before the next fault does. */
  async restoreNames(): Promise<void> {
    for (const undo of this.#afterwards.splice(0).reverse()) await undo();
  }

  /** Gives a name another address until the next fault. */
  async rename(name: string, address: string): Promise<void> {
    this.#afterwards.push(await this.#names([name]));
    await this.lab.addName(name, address);
  }

  /** How to give these names back to whoever has them now. */
  async #names(names: readonly (string | undefined)[]): Promise<() => Promise<void>> {
    const before = new Map<string, string | null>();
    const file = (name: string) => this.lab.sandbox.path('names', name);
    for (const name of names) {
      if (name) before.set(name, await readFile(file(name), 'utf8').catch(() => null));
    }
    return async () => {
      for (const [name, line] of before) {
        await (line === null ? rm(file(name)) : writeFile(file(name), line));
      }
    };
  }

  /** The certificate of a world service's own authority; `inspection` is an inspecting proxy's. */
  authorityOf(service: string, kind: 'authority' | 'inspection' = 'authority'): Promise<string> {
    return readFile(this.lab.sandbox.path('services', service, `${kind}.pem`), 'utf8');
  }

  /** A client certificate that a world service accepts, and its key. */
  async clientOf(service: string): Promise<{ certificate: string; key: string }> {
    const read = (file: string) =>
      readFile(this.lab.sandbox.path('services', service, file), 'utf8');
    return { certificate: await read('client.pem'), key: await read('client.key') };
  }

  /** Waits until a reload shows in what the engine says of itself. */
  async reloaded(insecure: string): Promise<void> {
    const look = async () => JSON.stringify((await this.host.info()).RegistryConfig);
    await until(`a reload with ${insecure}`, async () => (await look()).includes(insecure));
  }

  /** Docker Hub can only be reached through a proxy. */
  blockHub(): Promise<void> {
    return this.host.block([addresses.hub, addresses.auth]);
  }

  /** Packet filter rules of the host, as an nft script. */
  async filter(script: string): Promise<void> {
    const netns = ['ip', 'netns', 'exec', this.host.name, 'nft', '-f', '-'];
    await this.lab.sandbox.run(netns, { input: script });
  }

  pull(image: string): Promise<Result> {
    return this.host.pull(image);
  }

  /** Who has asked a service for blobs. */
  async blobClients(service: string): Promise<string[]> {
    const asked: Request[] = await this.lab.requests(service);
    const blobs = asked.filter(({ path, status }) => path.includes('/blobs/') && status < 400);
    return [...new Set(blobs.map(({ client }) => client))];
  }

  stop(): Promise<void> {
    return this.lab.stop();
  }
}
