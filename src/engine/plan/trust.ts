import type { HostFacts } from '../../domain/facts.ts';
import { certificateBodies } from '../../targets/certificates.ts';
import { systemBundle, systemBundlePaths } from '../../targets/system-bundle.ts';
import { trustTools } from '../../targets/system-trust.ts';
import { stands } from '../../targets/text.ts';
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

/** A tree's bundle is built by the tree's own tool, which takes root and a tool to be there. */
export function canBuildInTree(facts: HostFacts): boolean {
  return facts.user.uid === 0 && trustTools.some((path) => stands(facts, path));
}
