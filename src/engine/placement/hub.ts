import { isInsecure } from '../../domain/insecure.ts';
import type { Json } from '../../domain/json.ts';
import { bareMirror } from '../../domain/mirror-url.ts';
import type { Said } from '../../domain/said.ts';
import { caFilesOf, hostTables, readsHostsToml } from '../../targets/hosts-files.ts';
import { said } from '../plan/words.ts';
import type { Current } from './current.ts';
import { nothingPlaced, type Placed } from './placed.ts';
import { textsOf, type Want } from './wants.ts';
import { because } from './words.ts';

const hub = 'docker.io';

/** A mirror of Docker Hub with what its TLS needs. */
interface Mirror {
  readonly url: string;
  /** `host[:port]` as it stands in the URL */
  readonly host: string;
  /** files of CAs for this mirror alone */
  readonly ca: readonly string[];
  readonly insecure: boolean;
  /** on this host itself: insecure without being listed, with the same effect on Docker Hub */
  readonly loopback: boolean;
  /** the wish is what makes it verified again */
  readonly noLongerInsecure: boolean;
  /** the wish is to forget its CA */
  readonly noLongerOwnCa: boolean;
}

/**
 * Docker Hub's mirrors under the containerd store of 28.0 and later. There all of them share one
 * HTTP client with Docker Hub itself: `certs.d/MIRROR` is not read, and one insecure mirror turns
 * off verification for Docker Hub too (moby daemon/hosts.go mergeLegacyConfig; measured on 28.5.2
 * and 29.7.2). A hosts.toml with two endpoints or more takes the place of that merge, and gives
 * each mirror its own TLS settings; so where a mirror needs any, the list is written there as well.
 */
export function placeHubMirrors(wants: readonly Want[], current: Current): Placed {
  const { facts } = current;
  if (!readsHostsToml(facts)) return nothingPlaced;
  const mirrors = mirrorsAfter(wants, current);
  const written = hostTables(facts, hub).length > 0;
  const special = mirrors.some(
    ({ ca, insecure, loopback }) => ca.length > 0 || insecure || loopback,
  );
  if (!isTouched(wants, mirrors) || !(written || special)) return nothingPlaced;
  const value: Json = mirrors.length === 0 ? null : mirrors.map(tableOf);
  return {
    edits: [
      {
        target: 'hosts-toml',
        edit: { key: 'mirrors', subject: hub, value, because: because.hubMirrorTrust() },
      },
    ],
    conflicts: [],
    warnings: mirrors.filter((mirror) => mirror.insecure).map(warningOf),
  };
}

function warningOf(mirror: Mirror): Said {
  return said.insecureMirror(mirror.host);
}

/** Plain HTTP has nothing to verify, and a TLS setting would make the engine try HTTPS first. */
function tableOf({ url, ca, insecure, noLongerInsecure, noLongerOwnCa }: Mirror): Json {
  const tls = url.startsWith('https:');
  return {
    url,
    ...(tls && (ca.length > 0 || noLongerOwnCa) ? { ca } : {}),
    ...(tls && (insecure || noLongerInsecure) ? { 'skip-verify': insecure } : {}),
  };
}

function mirrorsAfter(wants: readonly Want[], current: Current): readonly Mirror[] {
  const list = (key: string) => {
    const want = wants.find((each) => each.key === key && each.subject === null);
    return textsOf(want ? want.value : current.held(key).value);
  };
  const { version } = current.facts.engine;
  const entries = list('insecure-registries');
  const before = textsOf(current.held('insecure-registries').value);
  return list('registry-mirrors').map((text): Mirror => {
    const url = bareMirror(text);
    const host = url.replace(/^[a-z]+:\/\//i, '').replace(/\/.*$/, '');
    const insecure = isListed(host, entries, current);
    return {
      url,
      host,
      ca: caFilesAfter(host, wants, current),
      insecure,
      loopback: isInsecure(host, { entries: [], version }, null).insecure,
      noLongerInsecure: !insecure && isListed(host, before, current),
      noLongerOwnCa: wants.some(
        (want) => want.key === 'ca' && want.subject === host && want.value === null,
      ),
    };
  });
}

/** Whether an entry of the list, and not the engine's own rule, makes it insecure. */
function isListed(host: string, entries: readonly string[], { facts }: Current): boolean {
  const { by } = isInsecure(host, { entries, version: facts.engine.version }, null);
  return by !== null && entries.includes(by);
}

function caFilesAfter(host: string, wants: readonly Want[], current: Current): readonly string[] {
  const want = wants.find((each) => each.key === 'ca' && each.subject === host);
  if (want?.value === null) return [];
  const present = caFilesOf(current.facts, host);
  if (!want || present.length > 0) return present;
  return [`${current.facts.layout.certsDir}/${host}/ca.crt`];
}

/** Whether any wish is about these mirrors; otherwise they are left alone. */
function isTouched(wants: readonly Want[], mirrors: readonly Mirror[]): boolean {
  return wants.some(
    (want) =>
      want.key === 'registry-mirrors' ||
      want.key === 'insecure-registries' ||
      (want.key === 'ca' && mirrors.some((mirror) => mirror.host === want.subject)),
  );
}
