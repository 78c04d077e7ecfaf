/** Tells whether a text holds any of a fixed set of texts. */
export type TextFinder = {
  /** How many characters it looks for in all. */
  readonly size: number;
  isIn: (text: string) => boolean;
};

/** The shortest text that is looked for; what is shorter stands in many texts by chance. */
export const SHORTEST_FOUND = 8;

const START = 4;
const BITS = 4;
const SLOTS = 65_536;

/**
 * Looks for all the texts in one pass: at each place the four characters before it say whether any of them can begin there, so
 * that the time does not grow with their number. Texts that are too short are left out.
 */
export function createTextFinder(texts: readonly string[]): TextFinder {
  const wanted = [...new Set(texts)].filter(({ length }) => length >= SHORTEST_FOUND);
  const starts = new Map<number, string[]>();
  const begins = new Uint8Array(SLOTS);
  for (const text of wanted) {
    const slot = text.slice(0, START).split('').reduce((mixed, character) => mixIn(mixed, character.charCodeAt(0)), 0);
    begins[slot] = 1;
    starts.set(slot, [...(starts.get(slot) ?? []), text]);
  }
  return {
    size: wanted.reduce((sum, { length }) => sum + length, 0),
    isIn: (text) => {
      let slot = 0;
      for (let at = 0; at < text.length; at += 1) {
        slot = mixIn(slot, text.charCodeAt(at));
        if (begins[slot] === 1 && starts.get(slot)?.some((start) => text.startsWith(start, at + 1 - START))) return true;
      }
      return false;
    },
  };
}

/** A number below SLOTS of the last four characters; those before have been moved out of it. */
const mixIn = (mixed: number, code: number): number => ((mixed << BITS) ^ code) & (SLOTS - 1);
