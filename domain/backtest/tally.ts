import type { BacktestReport, Flip, FlipGroup } from '../../contract/backtest.ts';
import { roundUnits } from '../budget/units.ts';
import type { Judgement } from './judge.ts';
import { outcomeOf, type RecordedDecision } from './recorded-decision.ts';

const MOST_FLIPS = 1_000;
const MOST_GROUPS = 1_000;

/** Counts what decisions were and would have been. */
export type Tally = {
  /** What was recorded; a request that people decided on later is one decision with what came of it. */
  noteRecorded: (decision: RecordedDecision) => void;
  noteJudged: (decision: RecordedDecision, judgement: Judgement) => void;
  noteRedacted: () => void;
  noteUnknown: () => void;
  report: () => BacktestReport;
};

export function openTally(): Tally {
  const flips: Flip[] = [];
  const groups = new Map<string, FlipGroup>();
  const counts = { replayed: 0, flipCount: 0, redacted: 0, unknown: 0 };
  const cost = { was: 0, is: 0 };
  const approvals = { was: 0, is: 0 };
  return {
    noteRecorded: (decision) => {
      cost.was = roundUnits(cost.was + decision.cost);
      if (decision.retryOf !== null) return;
      counts.replayed += 1;
      if (decision.status === 'pending_approval') approvals.was += 1;
    },
    noteJudged: (decision, { status, is, cost: paid }) => {
      cost.is = roundUnits(cost.is + paid);
      if (status === 'pending_approval' && decision.retryOf === null) approvals.is += 1;
      const was = outcomeOf(decision);
      if (was === is) return;
      const { executionId, userId, actionId } = decision;
      counts.flipCount += 1;
      if (flips.length < MOST_FLIPS) flips.push({ executionId, userId, was, is });
      countIn(groups, { actionId, userId, was, is, count: 1 });
    },
    noteRedacted: () => void (counts.redacted += 1),
    noteUnknown: () => void (counts.unknown += 1),
    report: () => ({ ...counts, flips, groups: [...groups.values()].toSorted((left, right) => right.count - left.count), cost, approvals }),
  };
}

function countIn(groups: Map<string, FlipGroup>, group: FlipGroup): void {
  const key = [group.actionId, group.userId, group.was, group.is].join(' ');
  const known = groups.get(key);
  if (known) known.count += 1;
  else if (groups.size < MOST_GROUPS) groups.set(key, group);
}
