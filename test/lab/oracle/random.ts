/** Chance that can be repeated: the same seed draws the same case, today and next year. */
export interface Random {
  /** 0 ≤ x < 1 */
  next(): number;
  chance(probability: number): boolean;
  pick<T>(choices: readonly T[]): T;
  /** One of the values, in proportion to its weight. */
  weigh<T>(choices: readonly (readonly [weight: number, value: T])[]): T;
  /** Between `least` and `most` different ones, in any order. */
  some<T>(choices: readonly T[], least: number, most: number): T[];
}

/** Mulberry32 by Tommy Ettinger, public domain: 32 bits of state are plenty for a test. */
export function seededRandom(seed: number): Random {
  let state = Math.imul(seed + 1, 0x9e3779b1) >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const pick = <T>(choices: readonly T[]) => choices[Math.floor(next() * choices.length)] as T;
  return {
    next,
    pick,
    chance: (probability) => next() < probability,
    weigh(choices) {
      const total = choices.reduce((sum, [weight]) => sum + weight, 0);
      let point = next() * total;
      const found = choices.find(([weight]) => {
        point -= weight;
        return point < 0;
      });
      return (found ?? choices[0])?.[1] as (typeof choices)[number][1];
    },
    some(choices, least, most) {
      const left = [...choices];
      const count = Math.min(left.length, least + Math.floor(next() * (most - least + 1)));
      return Array.from({ length: count }, () => {
        const [taken] = left.splice(Math.floor(next() * left.length), 1);
        return taken as (typeof choices)[number];
      });
    },
  };
}
