/** A lab: real engines and real registries in a corner of this machine that ends with its owner. */
import { randomBytes } from 'node:crypto';
import { readdir, readFile, truncate } from 'node:fs/promises';
import type { Authority, KeyPair, Wish } from './certificates.ts';
import { issue, makeAuthorities, readCertificate } from './certificates.ts';
import { prefix } from './cgroups.ts';
import type { LabHost } from './host.ts';
import { findHost, startHost } from './host.ts';
import type { Query, Request } from './logs.ts';
import { parseQueries, parseRequests } from './logs.ts';
import { addName, raiseNetwork } from './network.ts';
import type { Sandbox } from './sandbox.ts';
import { findSandbox, openSandbox } from './sandbox.ts';
import { startServices } from './services/index.ts';
import type { Service } from './services/service.ts';
import { startService } from './services/service.ts';
import type { Store, SuiteName } from './suites.ts';
import { suites } from './suites.ts';

export { addresses } from './network.ts';
export { users } from './users.ts';

export type LabOptions = {
  readonly hosts?: readonly SuiteName[];
  readonly store?: Store;
  /** A name, for a lab that others have to find; a random one otherwise. */
  readonly name?: string;
  /** Outlive this process, until `lab down`. */
  readonly stay?: boolean;
};

/** Brings up network, services and hosts. Call `stop` on it; if you die first, it dies with you. */
export async function startLab(options: LabOptions = {}): Promise<Lab> {
  const { hosts = [], store = 'classic', stay = false } = options;
  const id = prefix + (options.name ?? randomBytes(3).toString('hex'));
  const sandbox = await openSandbox(id, { stay });
  const lab = new Lab(sandbox);
  try {
    await Promise.all([makeAuthorities(sandbox), raiseNetwork(sandbox)]);
    await lab.readAuthorities();
    await Promise.all([startServices(sandbox), ...hosts.map((name) => lab.addHost(name, store))]);
    return lab;
  } catch (error) {
    await lab.stop();
    throw error;
  }
}

/** A lab that another process started with a name. */
export async function findLab(name: string): Promise<Lab | null> {
  const sandbox = await findSandbox(prefix + name);
  if (sandbox === null) return null;
  const lab = new Lab(sandbox);
  await lab.readAuthorities();
  for (const suite of Object.values(suites)) {
    const host = await findHost(sandbox, suite);
    if (host !== null) lab.hosts.set(suite.name, host);
  }
  return lab;
}

export class Lab {
  readonly id: string;
  readonly sandbox: Sandbox;
  readonly hosts = new Map<SuiteName, LabHost>();
  /** The authorities' certificates, as PEM: hosts trust the public one only. */
  ca: Readonly<Record<Authority, string>> = { public: '', private: '' };

  constructor(sandbox: Sandbox) {
    this.id = sandbox.id;
    this.sandbox = sandbox;
  }

  host(name: SuiteName): LabHost {
    const host = this.hosts.get(name);
    if (host === undefined) throw new Error(`this lab has no host ${name}`);
    return host;
  }

  async addHost(name: SuiteName, store: Store = 'classic'): Promise<LabHost> {
    const host = await startHost(this.sandbox, suites[name], store);
    this.hosts.set(name, host);
    return host;
  }

  /** Everything a service was asked since it started or `forgetRequests`, oldest first. */
  async requests(service: string): Promise<Request[]> {
    return parseRequests(await this.log(service));
  }

  async queries(): Promise<Query[]> {
    return parseQueries(await this.log('dns'));
  }

  /** A service's whole output; a host's console is `console-NAME`. */
  log(service: string): Promise<string> {
    return readFile(this.sandbox.path('log', service), 'utf8');
  }

  /** Empties the logs of all services. */
  async forgetRequests(): Promise<void> {
    const names = await readdir(this.sandbox.path('log'));
    await Promise.all(names.map((name) => truncate(this.sandbox.path('log', name))));
  }

  /** Adds a server of a test's own: any command, on an address and under names of its own. */
  serve(service: Service): Promise<void> {
    return startService(this.sandbox, service);
  }

  /** Ends a service, as a crash would. */
  endService(name: string): Promise<void> {
    return this.sandbox.endDaemon(name);
  }

  addName(name: string, address: string): Promise<void> {
    return addName(this.sandbox, name, address);
  }

  /** Issues a certificate by one of the lab's authorities; the paths are the sandbox's. */
  issue(file: string, wish: Wish): Promise<KeyPair> {
    return issue(this.sandbox, file, wish);
  }

  async stop(): Promise<void> {
    await this.sandbox.close();
  }

  async readAuthorities(): Promise<void> {
    const [open, closed] = await Promise.all([
      readCertificate(this.sandbox, 'public'),
      readCertificate(this.sandbox, 'private'),
    ]);
    this.ca = { public: open, private: closed };
  }
}
