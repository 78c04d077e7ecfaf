import type { IntegrityProblem } from '../../contract/integrity.ts';
import { problemBeside, problemOf, type RecordedRow } from './recorded-row.ts';

/** What two ways to add up the same cost units may differ in: totals are rounded to a millionth. */
const ROUNDING = 2e-6;

/** An entry of the ledger as it is read back: what one success cost, and what all of them came to by then. */
export type StoredEntry = {
  readonly seq: number;
  readonly executionId: string;
  readonly actionId: string;
  readonly cost: number;
  readonly projectTotal: number;
  readonly actionTotal: number;
  readonly successTotal: number;
  readonly at: string;
};

/** Where the head says that the ledger and the counting for the rates stand. */
export type LedgerHead = { readonly ledgerSeq: number; readonly spentTotal: number; readonly successTotal: number; readonly rateSeq: number };

/** A verification on its way through the ledger, execution after execution. */
export type LedgerVerification = {
  /** The number of the newest entry that the executions so far ask for. */
  readonly seq: () => number;
  readonly take: (row: RecordedRow, entries: ReadonlyMap<number, StoredEntry>) => IntegrityProblem[];
  /** Compares the totals of the head with the ledger's. */
  readonly close: (head: LedgerHead) => IntegrityProblem[];
};

/** Verifies that each success has its entry, that totals run on from entry to entry, and that the head goes by the newest. */
export function openLedgerVerification(): LedgerVerification {
  const actionTotals = new Map<string, number>();
  let seq = 0;
  let total = 0;
  let rateSeq = 0;

  const takeSuccess = (row: RecordedRow, entry: StoredEntry | undefined): IntegrityProblem[] => {
    const actionId = row.actionId.split('@')[0] ?? row.actionId;
    const expected = { seq, projectTotal: total + row.cost, actionTotal: (actionTotals.get(actionId) ?? 0) + row.cost };
    total = entry?.projectTotal ?? expected.projectTotal; // What is wrong in one entry is not reported again at each that follows.
    actionTotals.set(actionId, entry?.actionTotal ?? expected.actionTotal);
    if (!entry) return [problemOf(row, 'ledger', `Entry ${seq} of the ledger is missing.`)];
    const isTrue =
      entry.executionId === row.executionId &&
      entry.actionId === actionId &&
      entry.cost === row.cost &&
      entry.at === row.createdAt &&
      entry.successTotal === seq &&
      isAbout(entry.projectTotal, expected.projectTotal) &&
      isAbout(entry.actionTotal, expected.actionTotal);
    return isTrue ? [] : [problemOf(row, 'ledger', `Entry ${seq} of the ledger is not what execution ${row.executionId} cost.`)];
  };

  return {
    seq: () => seq,
    take: (row, entries) => {
      rateSeq = row.rateSeq ?? rateSeq;
      if (row.status !== 'success') return [];
      seq += 1;
      return takeSuccess(row, entries.get(seq));
    },
    close: (head) => {
      const isTrue = head.ledgerSeq === seq && head.successTotal === seq && head.rateSeq === rateSeq && isAbout(head.spentTotal, total);
      return isTrue ? [] : [problemBeside('ledger', 'The totals that limits go by are not those of the ledger.')];
    },
  };
}

const isAbout = (stored: number, expected: number): boolean => Math.abs(stored - expected) <= ROUNDING + Math.abs(expected) * Number.EPSILON * 4;
