import { words } from '../words.ts';
import type { ShapeProblem } from './issues.ts';

/** No configuration nests so deep, and whoever walks a value has to stay within the stack. */
export const deepest = 64;

/** Names that objects of JavaScript have already: the schema would drop them without a word. */
const reserved = ['__proto__', 'constructor', 'prototype'];

/** What of a profile's data nobody here could carry to the engine, outermost first. */
export function beyondLimits(data: unknown): ShapeProblem[] {
  let level = [{ value: data, path: [] as readonly string[] }];
  const problems: ShapeProblem[] = [];
  for (let depth = 0; level.length > 0; depth += 1) {
    const [first] = level;
    if (depth > deepest && first) {
      return [{ path: first.path.slice(0, 2), said: words.tooDeep(deepest) }];
    }
    level = level.flatMap(({ value, path }) => membersOf(value, path));
    problems.push(...level.filter(isReserved).map(({ path }) => nameProblem(path)));
    problems.push(...level.filter(isInexact).map(({ path }) => inexactProblem(path)));
  }
  return problems;
}

interface Member {
  readonly value: unknown;
  readonly path: readonly string[];
}

function membersOf(value: unknown, path: readonly string[]): Member[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value)
    .filter(
      ([key, inner]) =>
        reserved.includes(key) || typeof inner === 'number' || typeof inner === 'object',
    )
    .map(([key, inner]) => ({ value: inner, path: [...path, key] }));
}

function isReserved({ path }: Member): boolean {
  return reserved.includes(path.at(-1) ?? '');
}

function nameProblem(path: readonly string[]): ShapeProblem {
  return { path, said: words.reservedName(path.at(-1) ?? '') };
}

/** An integer that has lost its last digits already: Go's have 64 bits, and some limits use them all. */
function isInexact({ value }: Member): boolean {
  return Number.isInteger(value) && !Number.isSafeInteger(value);
}

function inexactProblem(path: readonly string[]): ShapeProblem {
  return { path, said: words.inexact() };
}
