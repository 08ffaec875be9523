import type { DesiredState, ListWish, ProxyUrl } from '../../../src/domain/desired.ts';
import type { HostFacts } from '../../../src/domain/facts.ts';
import type { FileChange, Plan } from '../../../src/domain/plan.ts';
import { parseProxyUrl } from '../../../src/domain/proxy-url.ts';
import { makePlan, type PlanOptions } from '../../../src/engine/plan/plan.ts';
import { type HostOptions, hostOf, type Tree, treeAfter } from '../host.ts';
import { dockerCeUnit } from '../units.ts';

export const vendor = '/lib/systemd/system/docker.service';
export const daemonJson = '/etc/docker/daemon.json';
/** A host with Docker's own package. */
export const ce = { [vendor]: dockerCeUnit };

/** The wish for exactly these entries; tests write texts that the parsers would accept. */
export function exactly<T extends string>(...values: readonly string[]): ListWish<T> {
  return { kind: 'exactly', values: values as readonly T[] };
}

export function mirrors(...urls: readonly string[]): DesiredState {
  return { 'registry-mirrors': exactly(...urls) };
}

export function merge<T extends string>(
  add: readonly string[],
  remove: readonly string[] = [],
): ListWish<T> {
  return { kind: 'merge', add: add as readonly T[], remove: remove as readonly T[] };
}

export function proxy(text: string): ProxyUrl {
  const parsed = parseProxyUrl(text);
  if (parsed.kind !== 'proxy') throw new Error(`not a proxy: ${text}`);
  return parsed.proxy;
}

/** A certificate as far as this room looks at one: a PEM block. */
export function pem(name: string): string {
  const body = btoa(`certificate of ${name}`.repeat(4));
  return `-----BEGIN CERTIFICATE-----\n${body}\n-----END CERTIFICATE-----\n`;
}

export function registries(wishes: { readonly [host: string]: unknown }): DesiredState {
  return { registries: new Map(Object.entries(wishes)) as never };
}

export interface Planned {
  readonly plan: Plan;
  readonly facts: HostFacts;
  /** the tree with the plan's file changes made */
  readonly after: Tree;
  readonly files: readonly FileChange[];
}

export async function planOn(
  tree: Tree,
  desired: DesiredState,
  options: HostOptions & Partial<PlanOptions> = {},
): Promise<Planned> {
  const { restart = 'auto', allowUnsupported = false, repair = false, ...host } = options;
  const facts = await hostOf(tree, host);
  const plan = makePlan(desired, facts, { restart, allowUnsupported, repair });
  const files = plan.changes.filter((change) => change.kind === 'file');
  return { plan, facts, files, after: treeAfter(tree, files) };
}
