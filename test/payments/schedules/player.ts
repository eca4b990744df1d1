/** Chance that a seed repeats. */
export interface Player {
  /** From 0 to 1, without 1. */
  readonly random: () => number;
  readonly chance: (share: number) => boolean;
  readonly pick: <T>(items: readonly T[]) => T;
  /** One of some, each as often as its weight says. */
  readonly pickWeighted: <T extends { readonly weight: number }>(items: readonly T[]) => T;
  /** From `least` to `most`, both included. */
  readonly whole: (least: number, most: number) => number;
}

export function playerOf(seed: number): Player {
  const random = seeded(seed);
  const pick = <T>(items: readonly T[]): T => {
    const item = items[Math.floor(random() * items.length)];
    if (item === undefined) throw new Error('Nothing to pick from');
    return item;
  };
  return {
    random,
    pick,
    chance: (share) => random() < share,
    whole: (least, most) => least + Math.floor(random() * (most - least + 1)),
    pickWeighted: (items) => {
      const sum = items.reduce((total, { weight }) => total + weight, 0);
      let left = random() * sum;
      for (const item of items) {
        left -= item.weight;
        if (left < 0) return item;
      }
      return pick(items);
    },
  };
}

/** A small seeded generator (mulberry32), so that a failing schedule can be run again by its seed. */
function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
