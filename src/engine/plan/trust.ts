import type { HostFacts } from '../../domain/facts.ts';
import { systemBundlePaths } from '../../domain/trust-stores.ts';
import { certificateBodies } from '../../targets/certificates.ts';
import { systemBundle } from '../../targets/system-bundle.ts';
import { systemTrust, trustTools } from '../../targets/system-trust.ts';
import { stands } from '../../targets/text.ts';
import { pidFile, pidOf } from '../gather/process.ts';
import type { Want } from '../placement/wants.ts';

/**
 * Whether certificates that are wished for are missing from the bundle the engine loads, although
 * they may lie among its sources: copied there by hand, or into a tree before its first boot.
 */
export function bundleLacks(wants: readonly Want[], facts: HostFacts): boolean {
  const wanted = wants.find((want) => want.key === 'system-ca')?.value;
  if (!Array.isArray(wanted) || wanted.length === 0) return false;
  const bundle = systemBundle(facts);
  // a bundle of the administrator's own is not built from the system's certificates
  if (bundle === null || !systemBundlePaths.includes(bundle.path)) return false;
  const held = new Set(certificateBodies(bundle.pem));
  return wanted.flatMap((pem) => certificateBodies(String(pem))).some((body) => !held.has(body));
}

/**
 * Whether the system trusts certificates that the running engine can hardly have loaded: dockcfg
 * built the bundle under it, or somebody laid a certificate among the sources and built it by hand
 * since the engine was started.
 */
export function isTrustUnread(facts: HostFacts): boolean {
  if (facts.unreadTrust) return true;
  const started = startOf(facts);
  const bundle = systemBundle(facts);
  if (started === null || bundle === null || !isNewer(facts, bundle.path, started)) return false;
  const held = new Set(certificateBodies(bundle.pem));
  return systemTrust
    .read(facts)
    .filter(({ origin }) => isNewer(facts, origin.path ?? '', started))
    .some(({ value }) => certificateBodies(String(value)).some((body) => held.has(body)));
}

/** The engine writes its process id when it starts (moby daemon/command/daemon.go). */
function startOf({ files, process }: HostFacts): number | null {
  const written = files.get(pidFile);
  const isItsOwn = process !== null && pidOf(written) === process.pid;
  return isItsOwn ? (written?.modifiedAt ?? null) : null;
}

function isNewer({ files }: HostFacts, path: string, moment: number): boolean {
  return (files.get(path)?.modifiedAt ?? 0) > moment;
}

/** A tree's bundle is built by the tree's own tool, which takes root and a tool to be there. */
export function canBuildInTree(facts: HostFacts): boolean {
  return facts.user.uid === 0 && trustTools.some((path) => stands(facts, path));
}
