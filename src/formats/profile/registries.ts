import type { CertificatePem, RegistryHost, RegistryWish } from '../../domain/desired.ts';
import type { Secret } from '../../domain/secret.ts';
import { keyBelongsTo } from '../pem.ts';
import { words } from '../words.ts';
import type { Context, Path } from './context.ts';
import { defined } from './defined.ts';
import { buildList, hostIn, mirrorIn } from './lists.ts';
import { isKeep, type ProfileData, type RegistryData, type TextData } from './schema.ts';

/** What a profile wishes for single registries, by host. */
export function buildRegistries(data: ProfileData['registries'], context: Context) {
  if (data === undefined) return undefined;
  const registries = new Map<RegistryHost, RegistryWish | null>();
  for (const [name, wish] of Object.entries(data)) {
    const path = ['registries', name];
    const host = hostIn(name);
    if ('problem' in host) context.problem(path, host.problem);
    else if (registries.has(host.value)) context.problem(path, words.twice(name));
    else if (!isKeep(wish)) registries.set(host.value, buildRegistry(wish, path, context));
  }
  return registries;
}

function buildRegistry(data: RegistryData, path: Path, context: Context): RegistryWish | null {
  if (data === null || isKeep(data)) return null;
  return defined<RegistryWish>({
    ca: buildCertificates(data.ca, [...path, 'ca'], context),
    client: buildClient(data, path, context),
    mirrors: buildList(data.mirrors, { path: [...path, 'mirrors'], parse: mirrorIn, context }),
  });
}

function buildCertificates(data: TextData | undefined, path: Path, context: Context) {
  if (data === undefined || isKeep(data)) return undefined;
  return data === null ? null : context.certificates(data, path);
}

function buildClient(
  data: Exclude<RegistryData, null | { keep: true }>,
  path: Path,
  context: Context,
) {
  const { 'client-cert': certificate, 'client-key': key } = data;
  if (certificate === undefined && key === undefined) return undefined;
  if (isKeep(certificate) && isKeep(key)) return undefined;
  if (certificate === null && (key === null || key === undefined)) return null;
  if (typeof certificate !== 'string' || typeof key !== 'string') {
    context.problem(path, words.clientPair());
    return undefined;
  }
  const pem = context.certificates(certificate, [...path, 'client-cert']);
  const secret = context.key(key, [...path, 'client-key']);
  if (pem && secret) checkPair(pem, secret, { path, context });
  return pem && secret ? { certificate: pem, key: secret } : undefined;
}

function checkPair(
  certificate: CertificatePem,
  key: Secret,
  { path, context }: { path: Path; context: Context },
): void {
  if (!keyBelongsTo(key, certificate))
    context.problem([...path, 'client-key'], words.keyMismatch());
}
