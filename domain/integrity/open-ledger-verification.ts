import type { IntegrityProblem } from '../../contract/integrity.ts';
import { MODEL_TOKENS } from '../budget/model-tokens.ts';
import { problemBeside, problemOf, type RecordedRow } from './recorded-row.ts';

/** What two ways to add up the same cost units may differ in: totals are rounded to a millionth. */
const ROUNDING = 2e-6;

/** An entry of the ledger as it is read back: what one success, or one call of a model, cost, and what all of them came to by then. */
export type StoredEntry = {
  readonly seq: number;
  /** The execution; of a call of a model, its id. */
  readonly executionId: string;
  readonly actionId: string;
  readonly cost: number;
  readonly projectTotal: number;
  readonly actionTotal: number;
  readonly successTotal: number;
  readonly at: string;
};

/** Entries by their numbers. */
export type Entries = ReadonlyMap<number, StoredEntry>;

/** Where the head says that the ledger and the counting for the rates stand. */
export type LedgerHead = { readonly ledgerSeq: number; readonly spentTotal: number; readonly successTotal: number; readonly rateSeq: number };

/** A verification on its way through the ledger, execution after execution. */
export type LedgerVerification = {
  /** The number of the newest entry, as far as the ledger was followed. */
  readonly seq: () => number;
  /** Follows the ledger up to the entry of one execution, past what models were asked before it. */
  readonly take: (row: RecordedRow, entries: Entries) => IntegrityProblem[];
  /** Follows what models were asked next. */
  readonly takeCharges: (entries: Entries) => IntegrityProblem[];
  /** Compares the totals of the head with the ledger's. */
  readonly close: (head: LedgerHead) => IntegrityProblem[];
};

/** Verifies that each success has its entry, that totals run on from entry to entry, and that the head goes by the newest. */
export function openLedgerVerification(): LedgerVerification {
  const totals = openTotals();
  let [seq, successes, rateSeq] = [0, 0, 0];

  const takeCharges = (entries: Entries): IntegrityProblem[] => {
    const problems: IntegrityProblem[] = [];
    for (let entry = entries.get(seq + 1); entry?.actionId === MODEL_TOKENS; entry = entries.get(seq + 1)) {
      seq += 1;
      const isTrue = totals.runOn(MODEL_TOKENS, entry.cost, entry) && entry.successTotal === successes && entry.cost >= 0;
      if (!isTrue) problems.push(problemBeside('ledger', `Entry ${seq} of the ledger, for the tokens of a model, does not run on from the one before.`));
    }
    return problems;
  };

  const takeSuccess = (row: RecordedRow, entry: StoredEntry | undefined): IntegrityProblem[] => {
    const actionId = row.actionId.split('@')[0] ?? row.actionId;
    const runsOn = totals.runOn(actionId, row.cost, entry);
    if (!entry) return [problemOf(row, 'ledger', `Entry ${seq} of the ledger is missing.`)];
    const isOfRow = entry.executionId === row.executionId && entry.actionId === actionId && entry.cost === row.cost && entry.at === row.createdAt && entry.successTotal === successes;
    return runsOn && isOfRow ? [] : [problemOf(row, 'ledger', `Entry ${seq} of the ledger is not what execution ${row.executionId} cost.`)];
  };

  return {
    seq: () => seq,
    takeCharges,
    take: (row, entries) => {
      rateSeq = row.rateSeq ?? rateSeq;
      if (row.status !== 'success') return [];
      const charges = takeCharges(entries);
      [seq, successes] = [seq + 1, successes + 1];
      return [...charges, ...takeSuccess(row, entries.get(seq))];
    },
    close: (head) => {
      const isTrue = head.ledgerSeq === seq && head.successTotal === successes && head.rateSeq === rateSeq && isAbout(head.spentTotal, totals.spent());
      return isTrue ? [] : [problemBeside('ledger', 'The totals that limits go by are not those of the ledger.')];
    },
  };
}

/** The totals as the entries say them, one after another. */
function openTotals() {
  const byAction = new Map<string, number>();
  let spent = 0;
  return {
    spent: () => spent,
    /** Whether an entry's totals run on from the ones before it. What is wrong in one entry is not reported again at each that follows. */
    runOn: (actionId: string, cost: number, entry: StoredEntry | undefined): boolean => {
      const expected = { projectTotal: spent + cost, actionTotal: (byAction.get(actionId) ?? 0) + cost };
      spent = entry?.projectTotal ?? expected.projectTotal;
      byAction.set(actionId, entry?.actionTotal ?? expected.actionTotal);
      return entry !== undefined && isAbout(entry.projectTotal, expected.projectTotal) && isAbout(entry.actionTotal, expected.actionTotal);
    },
  };
}

const isAbout = (stored: number, expected: number): boolean => Math.abs(stored - expected) <= ROUNDING + Math.abs(expected) * Number.EPSILON * 4;
