import type { BaseIssue } from 'valibot';
import { engineKeys } from '../../domain/engine-keys.ts';
import { fieldTable } from '../../domain/field-table.ts';
import type { Said } from '../../domain/said.ts';
import { nearest } from '../../domain/spelling.ts';
import { words } from '../words.ts';

/** A place in the data where its shape is wrong. */
export interface ShapeProblem {
  readonly path: readonly string[];
  readonly said: Said;
}

/** What the schema complains of, in a person's terms: one problem to a place. */
export function shapeProblems(issues: readonly BaseIssue<unknown>[]): ShapeProblem[] {
  const problems = issues.map((issue) => deepest(issue, [])).map(toProblem);
  return problems.filter((one, at) => {
    return problems.findIndex((other) => other.path.join('.') === one.path.join('.')) === at;
  });
}

/** Lists where an object belongs, which the schema takes for objects without keys. */
export function misplacedLists(data: unknown): ShapeProblem[] {
  const objects: (readonly string[])[] = [
    [],
    ['proxies'],
    ['client-proxies'],
    ['registries'],
    ['daemon'],
    ...Object.keys(at(data, ['registries']) ?? {}).map((host) => ['registries', host]),
  ];
  return objects
    .filter((path) => Array.isArray(at(data, path)))
    .map((path) => ({ path, said: words.wrongShape(path.join('.'), shapeOf(path)) }));
}

function at(data: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((inner, key) => {
    const isObject = typeof inner === 'object' && inner !== null;
    return isObject ? Reflect.get(inner, key) : undefined;
  }, data);
}

interface Found {
  readonly path: readonly string[];
  readonly issue: BaseIssue<unknown>;
}

/**
 * Of the alternatives of a union the one that was meant is the one that fits furthest; at the same
 * depth an unknown key says more than "wrong type".
 */
function deepest(issue: BaseIssue<unknown>, base: readonly string[]): Found {
  const path = [...base, ...(issue.path ?? []).map((item) => String(item.key))];
  const below = (issue.issues ?? []).map((one) => deepest(one, path));
  const inside = below.filter((one) => one.path.length > path.length);
  const [best] = inside.toSorted((a, b) => b.path.length - a.path.length);
  return best ?? { path, issue };
}

function toProblem({ path, issue }: Found): ShapeProblem {
  const key = path.at(-1) ?? '';
  const isUnknown = issue.type === 'strict_object' && issue.expected === 'never';
  if (!isUnknown) return { path, said: words.wrongShape(path.join('.'), shapeOf(path)) };
  if (path.length === 1 && engineKeys.some((one) => one.key === key)) {
    return { path, said: words.belongsInDaemon(key) };
  }
  const known = membersOf(path);
  return { path, said: words.unknownKey(key, nearest(key, known), known) };
}

const listMembers = ['add', 'remove'];
const proxyMembers = ['http-proxy', 'https-proxy', 'no-proxy', 'password-file'];
const registryMembers = ['ca', 'client-cert', 'client-key', 'mirrors'];

function membersOf(path: readonly string[]): readonly string[] {
  const [top] = path;
  if (path.length <= 1) return Object.keys(fieldTable);
  if (top === 'proxies' || top === 'client-proxies') return proxyMembers;
  if (top === 'registries') return path.at(-2) === 'mirrors' ? listMembers : registryMembers;
  return listMembers;
}

function shapeOf(path: readonly string[]): Said {
  const [top, , member] = path;
  if (path.length === 0) return words.shape.profile();
  if (/^\d+$/.test(path.at(-1) ?? '') || ['add', 'remove'].includes(path.at(-2) ?? '')) {
    return words.shape.text();
  }
  if (top === 'proxies' || top === 'client-proxies') {
    return path.length === 1 ? words.shape.proxies() : words.shape.textOrNull();
  }
  if (top === 'registries') return registryShape(path.length, member);
  if (top === 'daemon') return words.shape.keys();
  return top === 'system-ca' ? words.shape.files() : words.shape.list();
}

function registryShape(depth: number, member: string | undefined): Said {
  if (depth === 1) return words.shape.registries();
  if (depth === 2) return words.shape.registry();
  return member === 'mirrors' ? words.shape.list() : words.shape.textOrNull();
}
