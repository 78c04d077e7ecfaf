import { describe, expect, it } from '@jest/globals';
import { MODEL_TOKENS } from '../../../domain/budget/model-tokens.ts';
import { openLedgerVerification, type StoredEntry } from '../../../domain/integrity/open-ledger-verification.ts';
import type { RecordedRow } from '../../../domain/integrity/recorded-row.ts';

const AT = '2026-01-01T00:00:00.000Z';
const success = { seq: 1, executionId: 'e1', createdAt: AT, actionId: 'demo.counter.increment@1.0.0', status: 'success', cost: 1, rateSeq: 1 } as unknown as RecordedRow;

/** What a model was asked, an increment, and what the model was asked after it. */
const LEDGER: readonly StoredEntry[] = [
  { seq: 1, executionId: 'c1', actionId: MODEL_TOKENS, cost: 0.25, projectTotal: 0.25, actionTotal: 0.25, successTotal: 0, at: AT },
  { seq: 2, executionId: 'e1', actionId: 'demo.counter.increment', cost: 1, projectTotal: 1.25, actionTotal: 1, successTotal: 1, at: AT },
  { seq: 3, executionId: 'c2', actionId: MODEL_TOKENS, cost: 0.5, projectTotal: 1.75, actionTotal: 0.75, successTotal: 1, at: AT },
];
const HEAD = { ledgerSeq: 3, spentTotal: 1.75, successTotal: 1, rateSeq: 1 };

function problemsOf(ledger: readonly StoredEntry[], head = HEAD): string[] {
  const entries = new Map(ledger.map((entry) => [entry.seq, entry]));
  const verification = openLedgerVerification();
  return [...verification.take(success, entries), ...verification.takeCharges(entries), ...verification.close(head)].map(({ detail }) => detail);
}

const edited = (seq: number, change: Partial<StoredEntry>) => LEDGER.map((entry) => (entry.seq === seq ? { ...entry, ...change } : entry));

describe('the ledger, with what models were asked', () => {
  it('when every entry is as it was written, then nothing is found', () => {
    expect(problemsOf(LEDGER)).toEqual([]);
  });

  it.each([
    ['a charge costs less', edited(1, { cost: 0.1 }), 'Entry 1 of the ledger, for the tokens of a model, does not run on from the one before.'],
    ['a charge gives something back', edited(1, { cost: -0.25, projectTotal: -0.25, actionTotal: -0.25 }), 'Entry 1 of the ledger, for the tokens of a model, does not run on from the one before.'],
    ['the last total is lowered', edited(3, { projectTotal: 1.5 }), 'Entry 3 of the ledger, for the tokens of a model, does not run on from the one before.'],
    ['a charge counts as a success', edited(3, { successTotal: 2 }), 'Entry 3 of the ledger, for the tokens of a model, does not run on from the one before.'],
    ['a success is made into a charge', edited(2, { actionId: MODEL_TOKENS }), 'Entry 2 of the ledger, for the tokens of a model, does not run on from the one before.'],
    ['the charge at the end is gone', LEDGER.slice(0, 2), 'The totals that limits go by are not those of the ledger.'],
    ['the entry of the success is gone', LEDGER.filter(({ seq }) => seq !== 2), 'Entry 2 of the ledger is missing.'],
  ])('when %s, then it is found', (_when, ledger, detail) => {
    expect(problemsOf(ledger)).toContain(detail);
  });
});
