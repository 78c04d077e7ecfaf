import type { Acknowledged } from './ask.ts';
import type { Log } from './driver.ts';
import type { Verdict } from './checker.ts';

/** What a campaign is run with. */
export type Settings = {
  seed: number;
  /** Requests of R1 and R3, tries of R5 to allow one’s own. */
  requests: number;
  clients: number;
  /** Blows of R1, rounds of R2, R4 and R9, rushes of votes of R5. */
  rounds: number;
  /** Where its folder is made. */
  parent?: string;
  record?: (acknowledged: Acknowledged) => void;
};

/** What came of it. It passed when nothing was found. */
export type Report = { acknowledged: number; lost: number; doubled: number; findings: string[]; figures: Record<string, number> };

/** Joins what the clients saw with what the database says. */
export function reportOf({ acknowledged, statuses, complaints }: Log, { lost, doubled, findings }: Verdict, figures: Record<string, number> = {}): Report {
  const answers = Object.fromEntries([...statuses].toSorted(([left], [right]) => left - right).map(([status, count]) => [status === 0 ? 'no answer' : `answers ${status}`, count]));
  return { acknowledged: acknowledged.length, lost, doubled, findings: [...complaints, ...findings], figures: { ...answers, ...figures } };
}
