/**
 * All servers of the oracle in one process, run as a service of the lab: server.ts CONFIG. They are
 * those of the embedded world, on addresses of the lab; the control socket changes what they do
 * between two cases.
 */
import { subscribe } from 'node:diagnostics_channel';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { Socket } from 'node:net';
import { json } from 'node:stream/consumers';
import { rootAuthority } from '../../world/certificates/authority.ts';
import type { TlsOptions } from '../../world/certificates/presented.ts';
import type { Image } from '../../world/images/image.ts';
import type { Registry } from '../../world/registry/registry.ts';
import { startWorld } from '../../world/world.ts';
import type { ProxyState, RegistryState, TlsState } from './case.ts';
import type { Seen, Setting, Staged } from './control.ts';
import { hubBlob } from './hub-blob.ts';
import { drawnImage } from './images.ts';
import type { Place } from './places.ts';
import { blobHost, proxies, proxyUser, registries, tokenServers } from './places.ts';
import { takeSeen } from './taking.ts';

const { folder } = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as { folder: string };
const open = new Set<Socket>();
subscribe('net.server.socket', (message) => remember((message as { socket: Socket }).socket));
const world = await startWorld();
const publicAuthority = rootAuthority('Oracle Public CA');

const sites = {
  registry: await openEach(registries, (place) => world.registry(at(place))),
  token: await openEach(tokenServers, (place) => world.tokenServer(at(place))),
  blobs: { cdn: await world.blobHost(at(blobHost)) },
  proxy: {
    open: await world.proxy(at(proxies.open)),
    closed: await world.proxy({
      ...at(proxies.closed),
      auth: { kind: 'basic', users: { [proxyUser.name]: proxyUser.password } },
    }),
    secure: await world.proxy({
      ...at(proxies.secure),
      tls: tlsOf({ kind: 'private-ca', by: 'public' }),
    }),
  },
};
const socks = await world.socks(at(proxies.socks));
sites.registry.hub.store.addBlob(hubBlob);
sites.registry.hub.store.addManifest('library/hello-world', hubBlob.digest, hubBlob);

writeCertificates();
createServer(async (request, response) => {
  const body = (await json(request)) as Setting | null;
  const answer: Staged | Seen[] = body === null ? takeSeen(sites, socks) : stage(body);
  response.end(JSON.stringify(answer));
}).listen(`${folder}/control.sock`, () => writeFileSync(`${folder}/ready`, ''));

/** Makes every server do what this case wants, and forgets the case before. */
function stage({ servers, image: wish, salt }: Setting): Staged {
  const made = drawnImage(wish, salt);
  const held = {
    image: made,
    repository: drawnImage({ ...wish, tag: 'other' }, `${salt} other`),
    foreign: drawnImage({ ...wish, shape: 'foreign-index' }, `${salt} foreign`),
  };
  for (const [place, registry] of entries(sites.registry)) {
    const state = servers.registries[place];
    const { tls, accept = 'serve', options } = state;
    replace(registry.options, { ...options, accept, linkedBlobs: true, tls: tlsOf(tls) });
    fill(registry, state, held);
  }
  for (const [place, site] of entries(sites.token)) {
    const { tls, options } = servers.tokens[place];
    replace(site.options, { ...options, tls: tlsOf(tls) });
  }
  Object.assign(sites.blobs.cdn.options, { tls: tlsOf(servers.blobs.tls) });
  for (const [place, site] of entries(sites.proxy)) setProxy(site.options, servers.proxies[place]);
  const { answer, blocked } = servers.proxies.socks;
  Object.assign(socks.options, { answer: answer === 'ok' ? 'ok' : 'failure', blocked });
  hangUp();
  takeSeen(sites, socks);
  return { digest: made.top.digest };
}

/**
 * Ends every connection: the containerd store before 29.5 keeps those to token servers for ninety
 * seconds, and would not see that a certificate is another one by now.
 */
function hangUp(): void {
  for (const socket of open) socket.destroy();
}

/** Connections of the servers, and not those of the control socket, which have no address. */
function remember(socket: Socket): void {
  if (socket.remoteAddress === undefined) return;
  open.add(socket);
  socket.once('close', () => open.delete(socket));
}

function setProxy(options: object, { answer, blocked }: ProxyState): void {
  Object.assign(options, { answer, blocked });
}

/** Leaves nothing of what the server did before, but where it is and what it is called. */
function replace(options: object, wanted: object): void {
  const kept = new Set(['name', 'address', 'port']);
  for (const key of Object.keys(options)) {
    if (!kept.has(key)) Reflect.deleteProperty(options, key);
  }
  Object.assign(options, wanted);
}

/** Tags of earlier cases go; their bytes may stay, nobody asks for them again. */
function fill(
  { store, add }: Registry,
  { has }: RegistryState,
  held: Readonly<Record<Exclude<RegistryState['has'], 'nothing'>, Image>>,
): void {
  for (const repo of store.repositories()) {
    for (const tag of store.tags(repo)) store.removeManifest(repo, tag);
  }
  if (has !== 'nothing') add(held[has]);
}

function tlsOf({ kind, by }: TlsState): TlsOptions {
  const names = ['docker.io', 'index.docker.io'];
  return by === 'public' ? { kind, names, authority: publicAuthority } : { kind, names };
}

async function openEach<P extends string, S>(
  places: Readonly<Record<P, Place>>,
  open: (place: Place) => Promise<S>,
): Promise<Record<P, S>> {
  const opened = entries(places).map(async ([name, place]) => [name, await open(place)] as const);
  return Object.fromEntries(await Promise.all(opened)) as Record<P, S>;
}

function at({ hostname, address, port }: Place) {
  return { name: hostname, address, port };
}

function entries<K extends string, V>(record: Readonly<Record<K, V>>): [K, V][] {
  return Object.entries(record) as [K, V][];
}

function writeCertificates(): void {
  const { pem, keyPem } = world.clientCertificate();
  writeFileSync(`${folder}/public.pem`, publicAuthority.pem);
  writeFileSync(`${folder}/private.pem`, world.authority.pem);
  writeFileSync(`${folder}/client.pem`, pem);
  writeFileSync(`${folder}/client.key`, keyPem);
}
