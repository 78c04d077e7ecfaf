/** Chance that can be repeated: the same seed gives the same numbers in the same order. */
export type Seeded = {
  /** A number from 0 up to, and never, 1. */
  next: () => number;
  /** A whole number from `low` to `high`, both included. */
  between: (low: number, high: number) => number;
  /** One of a list that is not empty. */
  pick: <Item>(items: readonly [Item, ...Item[]]) => Item;
  /** The same items in another order. */
  shuffle: <Item>(items: readonly Item[]) => Item[];
};

export function createSeeded(seed: number): Seeded {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    next,
    between: (low, high) => low + Math.floor(next() * (high - low + 1)),
    pick: (items) => items[Math.floor(next() * items.length)] ?? items[0],
    shuffle: (items) => items.map((item) => ({ item, at: next() })).toSorted((left, right) => left.at - right.at).map(({ item }) => item),
  };
}
