import { isLoopbackAddress, parseCidr } from '../../domain/cidr.ts';
import { Failure } from '../../domain/failure.ts';
import { joinHostPort, splitHostPort } from '../../domain/host-port.ts';
import type { ProxySettings } from '../../domain/proxy.ts';
import { parseReference } from '../../domain/reference.ts';
import { describeCertificate } from '../../formats/certificate.ts';
import { readCertificates } from '../../formats/pem.ts';
import { cacheWords } from './words.ts';

/** The cache as it should be. */
export interface CacheWishes {
  /** a literal address; empty for all of them */
  readonly host: string;
  readonly port: number;
  /** where the layers are kept */
  readonly storage: string;
  readonly runs: CacheProgram;
  /** how the cache reaches Docker Hub */
  readonly proxies: ProxySettings;
  readonly tls: CacheTls | null;
  /** how other hosts call this one; null where nobody knows */
  readonly serverName: string | null;
}

/** What runs: the registry program itself, or in a container of an image that is here already. */
export type CacheProgram =
  | { readonly kind: 'binary'; readonly path: string }
  | {
      readonly kind: 'container';
      readonly image: string;
      /** Docker's command line program */
      readonly docker: string;
      /** the engine's unit, which the container needs */
      readonly unit: string;
    };

export interface CacheTls {
  readonly certificate: string;
  readonly key: string;
}

export const defaultListen = '127.0.0.1:5000';
export const defaultStorage = '/var/lib/dockcfg-cache';

/** What privileged ports end below; the cache runs without the right to use them. */
const firstFreePort = 1024;

/**
 * An image's name as it may stand in a unit file without any quoting.
 * @throws Failure usage
 */
export function parseImageName(text: string): string {
  const isPlain = /^[\w][\w.:/@-]*$/.test(text);
  if (!isPlain || 'problem' in parseReference(text)) {
    throw new Failure('usage', cacheWords.notImage(text));
  }
  return text;
}

/** @throws Failure usage for what is no address and port */
export function parseListen(text: string): Pick<CacheWishes, 'host' | 'port'> {
  const split = splitHostPort(text);
  const port = Number(split?.port);
  const isPort = /^\d{1,5}$/.test(split?.port ?? '') && port > 0 && port < 65_536;
  const isHost = split && (split.host === '' || isLiteral(split.host));
  if (!isHost || !isPort) throw new Failure('usage', cacheWords.notListen(text));
  if (port < firstFreePort) throw new Failure('usage', cacheWords.lowPort(port));
  return { host: split.host, port };
}

/** A network of one member is an address of either family. */
function isLiteral(host: string): boolean {
  return parseCidr(`${host}/32`) !== null;
}

/**
 * A path as it may stand in a unit file without any quoting.
 * @throws Failure usage
 */
export function parsePlainPath(option: string, text: string): string {
  const path = text.replace(/(?<=.)\/+$/, '');
  const fits = /^\/[\w.+/-]+$/.test(path) && !path.split('/').includes('..');
  if (!fits) throw new Failure('usage', cacheWords.notPath(option, text));
  return path;
}

/**
 * The first name that a certificate is for: what clients have to call the cache.
 * @throws Failure invalidInput where there is no certificate, or no name in it
 */
export function nameInCertificate(path: string, bytes: Uint8Array): string {
  const found = readCertificates(bytes);
  if (found.kind !== 'certificates') {
    throw new Failure('invalidInput', cacheWords.unreadableCertificate(path, found.reason));
  }
  const [leaf] = found.ders;
  const names = leaf ? describeCertificate(leaf)?.names : null;
  const name = names?.dns.find((each) => !each.startsWith('*')) ?? names?.ips[0];
  if (name === undefined) throw new Failure('invalidInput', cacheWords.noName(path));
  return name;
}

/** How this host's engine calls its own cache. */
export function ownUrl({ host, port, tls, serverName }: CacheWishes): string {
  if (tls) return `https://${joinHostPort(serverName ?? 'localhost', port)}`;
  return `http://${joinHostPort(isEverywhere(host) ? '127.0.0.1' : host, port)}`;
}

/** How other hosts call it; null where it listens for this one only. */
export function sharedUrl(wishes: CacheWishes): string | null {
  const { host, port, tls, serverName } = wishes;
  if (isLoopbackAddress(host)) return null;
  if (tls) return ownUrl(wishes);
  const name = serverName ?? (isEverywhere(host) ? null : host);
  return name === null ? null : `http://${joinHostPort(name, port)}`;
}

function isEverywhere(host: string): boolean {
  return host === '' || host === '0.0.0.0' || host === '::';
}
