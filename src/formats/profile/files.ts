import type { CertificatePem } from '../../domain/desired.ts';
import type { Said } from '../../domain/said.ts';
import { Secret } from '../../domain/secret.ts';
import { readCertificates, readPrivateKey } from '../pem.ts';
import { bytesOf, type Place, textOf } from '../text.ts';
import { words } from '../words.ts';

/** A file a profile names: relative to the profile's own directory, or absolute. */
export interface FileRef {
  /** as written */
  readonly path: string;
  readonly role: 'certificates' | 'key' | 'password';
  readonly place: Place;
}

export type FileValue<T> = { readonly value: T } | { readonly said: Said };

/** Whether a value is the content itself rather than the name of a file. */
export function isInline(text: string): boolean {
  return text.includes('-----BEGIN ');
}

/** Certificates out of a file's bytes or a profile's own text. */
export function certificatesIn(
  label: string,
  content: Uint8Array | string,
): FileValue<CertificatePem> {
  const bytes = typeof content === 'string' ? bytesOf(content) : content;
  const read = readCertificates(bytes);
  return read.kind === 'certificates'
    ? { value: read.pem }
    : { said: words.inFile(label, read.reason) };
}

export function keyIn(label: string, content: Uint8Array | string): FileValue<Secret> {
  const read = readPrivateKey(typeof content === 'string' ? bytesOf(content) : content);
  return 'key' in read ? { value: read.key } : { said: words.inFile(label, read.reason) };
}

/** The first line of a password file, without its line end. */
export function passwordIn(label: string, bytes: Uint8Array): FileValue<Secret> {
  const [line = ''] = textOf(bytes)
    .replace(/^\ufeff/, '')
    .split(/\r?\n/);
  return line === ''
    ? { said: words.inFile(label, words.emptyPassword()) }
    : { value: new Secret(line) };
}
