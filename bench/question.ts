import type { Place } from './place.ts';

/** What one run of a question found. `detail` holds absolute figures, which say more about the machine than about Gatehouse. */
export type Finding = { ratio: number; rounds: number; ok: boolean; detail: { [name: string]: number | number[] } };

/** One thing to know about what Gatehouse costs, measured beside a peer in the same run. */
export type Question = {
  id: string;
  asks: string;
  goal: number;
  /** The goal in words, as the table shows it. */
  goalInWords: string;
  /** What the figure counts, where it is no ratio. */
  unit?: string;
  measure: (place: Place) => Promise<Finding>;
};
