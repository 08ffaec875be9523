/**
 * Servers of the embedded world (test/world) on a lab's own addresses, run as one process:
 * world-server.ts CONFIG. They misbehave in every way that a real registry or proxy can, and write
 * the same access log as the lab's other services.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { type Authority, rootAuthority } from '../../world/certificates/authority.ts';
import type { TlsOptions } from '../../world/certificates/presented.ts';
import type { Image } from '../../world/images/image.ts';
import type { AccessEntry } from '../../world/sites/access-log.ts';
import type { Site, SiteOptions } from '../../world/sites/site.ts';
import { image, startWorld } from '../../world/world.ts';
import { hubBlob } from '../oracle/hub-blob.ts';
import type { WorldSite } from './world-service.ts';

export type WorldConfig = {
  readonly address: string;
  /** Where the certificates of the world's own authorities are put. */
  readonly folder: string;
  readonly sites: readonly WorldSite[];
  /** Files with the certificate that the lab has issued, and its key. */
  readonly pair?: { readonly certificate: string; readonly key: string };
};

const LOG_EVERY_MS = 20;

const config = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as WorldConfig;
const world = await startWorld();
writeFileSync(`${config.folder}/authority.pem`, world.authority.pem);
const client = world.clientCertificate();
writeFileSync(`${config.folder}/client.pem`, client.pem);
writeFileSync(`${config.folder}/client.key`, client.keyPem);
for (const site of config.sites) await open(site);

async function open(site: WorldSite): Promise<void> {
  const { port, hostname, images = [], platform, configType, format, index } = site;
  const made = platform ? { platforms: [{ os: 'linux', architecture: platform }] } : {};
  const kind = {
    ...(configType ? { configType } : {}),
    ...(format ? { format } : {}),
    ...(index ? { index } : {}),
  };
  const named = hostname ? { name: hostname } : {};
  const common = { address: config.address, port, ...named, tls: tlsOf(site) };
  switch (site.kind) {
    case 'registry': {
      const held = images.map((repo) => withHubBlob(image({ repo, ...made, ...kind })));
      return report(await world.registry({ ...common, ...site.options, images: held }));
    }
    case 'tokens':
      return report(await world.tokenServer({ ...common, ...site.options }));
    case 'blobs':
      return report(await world.blobHost({ ...common, ...site.options }));
    case 'portal':
      return report(await world.portal({ ...common, ...site.options }));
    case 'proxy': {
      const proxy = await world.proxy({ ...common, ...site.options });
      writeFileSync(`${config.folder}/inspection.pem`, proxy.authority.pem);
      return report(proxy);
    }
    case 'socks':
      return void (await world.socks({ ...common, ...site.options }));
    case 'dns':
      return void (await world.dns({ ...common, ...site.options }));
  }
}

/** Docker Hub has what the doctor looks for there, whichever image it is asked about. */
function withHubBlob(made: Image): Image {
  return made.repo === 'library/hello-world' ? { ...made, blobs: [...made.blobs, hubBlob] } : made;
}

function tlsOf({ tls = 'none' }: WorldSite): TlsOptions {
  if (tls !== 'issued') return { kind: tls };
  if (!config.pair) throw new Error('this service has no issued certificate');
  return { kind: 'private-ca', authority: issuerOf(config.pair) };
}

/** An authority that has issued one certificate, and gives it out whatever it is asked for. */
function issuerOf({ certificate, key }: { certificate: string; key: string }): Authority {
  const any = rootAuthority('unused');
  const pem = readFileSync(certificate, 'utf8');
  const keyPem = readFileSync(key, 'utf8');
  return { ...any, chain: '', issue: () => ({ ...any.certificate, pem, keyPem }) };
}

/** Writes each request as soon as it has been answered; the world itself only keeps them. */
function report<O extends SiteOptions>(site: Site<O>): void {
  const written = new Set<AccessEntry>();
  setInterval(() => {
    for (const entry of site.requests) {
      if (entry.status === null || written.has(entry)) continue;
      written.add(entry);
      process.stdout.write(lineOf(entry));
    }
  }, LOG_EVERY_MS);
}

function lineOf({ from, method, url, status, headers }: AccessEntry): string {
  const client = from.slice(0, from.lastIndexOf(':'));
  const [day, month, year, clock] = new Date().toUTCString().slice(5).split(' ');
  const request = `"${method} ${url} HTTP/1.1" ${status} 0`;
  const agent = headers['user-agent'] ?? '';
  return `${client} - - [${day}/${month}/${year}:${clock} +0000] ${request} "-" "${agent}"\n`;
}
