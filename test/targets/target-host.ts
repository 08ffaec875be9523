import type { Setting } from '../../src/domain/facts.ts';
import type { Json } from '../../src/domain/json.ts';
import { verbatim } from '../../src/domain/said.ts';
import type { Edit, Target } from '../../src/targets/contract.ts';
import { type HostOptions, hostOf, type Tree, treeAfter } from '../engine/host.ts';

export function edit(key: string, value: Json, subject: string | null = null): Edit {
  return { key, subject, value, because: verbatim('a test') };
}

/** The tree after a target has written its edits. */
export async function edited(
  target: Target,
  tree: Tree,
  edits: readonly Edit[],
  options: HostOptions = {},
): Promise<Tree> {
  return treeAfter(tree, target.render(edits, await hostOf(tree, options)));
}

/** What a target reads of a tree. */
export async function readBy(
  target: Target,
  tree: Tree,
  options: HostOptions = {},
): Promise<readonly Setting[]> {
  return target.read(await hostOf(tree, options));
}
