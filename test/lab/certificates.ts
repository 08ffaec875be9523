/** The lab's certificate authorities and the certificates they issue, by the openssl command. */
import { readFile, writeFile } from 'node:fs/promises';
import type { Sandbox } from './sandbox.ts';
import { home } from './sandbox.ts';

export type Authority = 'public' | 'private';
export type KeyPair = { readonly certificate: string; readonly key: string };

export type Wish = {
  readonly names: readonly string[];
  readonly by: Authority;
  /** Days from now; negative ones lie in the past (default: from yesterday to a year ahead). */
  readonly from?: number;
  readonly to?: number;
};

const folder = `${home}/certs`;
const dayMs = 86_400_000;
const ecKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];

/** `openssl ca` is the only one of its commands here that can set both ends of the validity. */
const caConfig = `
[ca]
default_ca = lab
[lab]
database = $ENV::INDEX
new_certs_dir = ${folder}
default_md = sha256
policy = any
rand_serial = yes
unique_subject = no
copy_extensions = copy
[any]
commonName = supplied
`;

/** Makes both authorities: the one every host trusts, and the one none does. */
export async function makeAuthorities(sandbox: Sandbox): Promise<void> {
  await sandbox.run(['mkdir', '-p', folder]);
  await writeFile(sandbox.path('certs', 'ca.cnf'), caConfig);
  await Promise.all([
    makeAuthority(sandbox, 'public', 'Lab Public Root CA'),
    makeAuthority(sandbox, 'private', 'Lab Private CA'),
  ]);
}

async function makeAuthority(sandbox: Sandbox, name: Authority, subject: string): Promise<void> {
  const pair = pairOf(name);
  const usage = ['-addext', 'keyUsage=critical,keyCertSign,cRLSign'];
  const out = ['-keyout', pair.key, '-out', pair.certificate, '-days', '3650'];
  await sandbox.run([
    'openssl',
    'req',
    '-x509',
    ...ecKey,
    ...out,
    '-subj',
    `/CN=${subject}`,
    ...usage,
  ]);
}

/** Issues a server certificate; the paths are the ones inside the sandbox. */
export async function issue(sandbox: Sandbox, file: string, wish: Wish): Promise<KeyPair> {
  const pair = pairOf(file);
  const authority = pairOf(wish.by);
  const request = `${folder}/${file}.csr`;
  const alternatives = wish.names.map(alternativeName).join(',');
  await sandbox.run([
    ...['openssl', 'req', '-new', ...ecKey, '-keyout', pair.key, '-out', request],
    ...['-subj', `/CN=${wish.names[0]}`, '-addext', `subjectAltName=${alternatives}`],
    ...['-addext', 'extendedKeyUsage=serverAuth,clientAuth'],
  ]);
  const sign = [
    ...['openssl', 'ca', '-batch', '-notext', '-config', `${folder}/ca.cnf`],
    ...['-cert', authority.certificate, '-keyfile', authority.key],
    ...['-startdate', stamp(wish.from ?? -1), '-enddate', stamp(wish.to ?? 365)],
    ...['-in', request, '-out', pair.certificate],
  ];
  // A database of its own for each certificate: openssl does not lock a shared one.
  await writeFile(sandbox.path('certs', `${file}.index`), '');
  await sandbox.run(sign, { env: { INDEX: `${folder}/${file}.index` } });
  return pair;
}

/** A certificate of the lab as text. */
export async function readCertificate(sandbox: Sandbox, file: string): Promise<string> {
  return readFile(sandbox.path('certs', `${file}.crt`), 'utf8');
}

/** Where a certificate and its key are, or will be. */
export function pairOf(file: string): KeyPair {
  return { certificate: `${folder}/${file}.crt`, key: `${folder}/${file}.key` };
}

function alternativeName(name: string): string {
  return /^[\d.]+$|:/.test(name) ? `IP:${name}` : `DNS:${name}`;
}

/** openssl's own form of a time: 20261120101500Z. */
function stamp(days: number): string {
  const moment = new Date(Date.now() + days * dayMs).toISOString();
  return `${moment.slice(0, 19).replace(/\D/g, '')}Z`;
}
