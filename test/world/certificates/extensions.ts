import { isIP } from 'node:net';
import { bits, contextBytes, octets, oid, sequence, yes } from './der.ts';

export type ExtendedUsage = 'serverAuth' | 'clientAuth' | 'codeSigning';

/** The part of a certificate that lives in its extensions. */
export interface ExtensionWishes {
  names?: string[];
  ips?: string[];
  /** Left out: a leaf. `false`: says outright that it is no authority. */
  ca?: boolean;
  usages?: ExtendedUsage[];
}

/** The Extensions field; `ids` are the key identifiers of subject and issuer. */
export function extensions(wishes: ExtensionWishes, ids: { own: Buffer; issuer: Buffer }): Buffer {
  const list = [basicConstraints(wishes.ca ?? false), keyUsage(wishes.ca ?? false)];
  if (wishes.usages?.length) list.push(extendedUsage(wishes.usages));
  const alternatives = alternativeNames(wishes);
  if (alternatives.length > 0) list.push(extension('2.5.29.17', sequence(...alternatives)));
  list.push(extension('2.5.29.14', octets(ids.own)));
  list.push(extension('2.5.29.35', sequence(contextBytes(0, ids.issuer))));
  return sequence(...list);
}

const extension = (id: string, value: Buffer) => sequence(oid(id), octets(value));
const critical = (id: string, value: Buffer) => sequence(oid(id), yes(), octets(value));

const basicConstraints = (ca: boolean) => critical('2.5.29.19', ca ? sequence(yes()) : sequence());

/** An authority signs certificates and lists (bits 5, 6); a leaf signs and enciphers (0, 2). */
const keyUsage = (ca: boolean) =>
  critical('2.5.29.15', ca ? bits(Buffer.from([0x06]), 1) : bits(Buffer.from([0xa0]), 5));

const USAGES: Record<ExtendedUsage, string> = {
  serverAuth: '1.3.6.1.5.5.7.3.1',
  clientAuth: '1.3.6.1.5.5.7.3.2',
  codeSigning: '1.3.6.1.5.5.7.3.3',
};

const extendedUsage = (usages: ExtendedUsage[]) =>
  extension('2.5.29.37', sequence(...usages.map((usage) => oid(USAGES[usage]))));

function alternativeNames({ names = [], ips = [] }: ExtensionWishes): Buffer[] {
  return [
    ...names.map((name) => contextBytes(2, Buffer.from(name, 'ascii'))),
    ...ips.map((ip) => contextBytes(7, addressBytes(ip))),
  ];
}

/** An IP address as the four or sixteen bytes that a SAN or a DNS record holds. */
export function addressBytes(ip: string): Buffer {
  if (isIP(ip) === 4) return Buffer.from(ip.split('.').map(Number));
  const [head = '', tail] = ip.split('::');
  const left = groups(head);
  const right = groups(tail ?? '');
  const gap = Array<number>(8 - left.length - right.length).fill(0);
  return Buffer.from([...left, ...gap, ...right].flatMap((group) => [group >> 8, group & 0xff]));
}

const groups = (text: string) =>
  text === '' ? [] : text.split(':').map((group) => Number.parseInt(group, 16));
