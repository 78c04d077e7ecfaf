import type { BacktestReport } from '../../contract/backtest.ts';
import type { Components } from '../action.ts';
import type { Catalog } from '../catalog.ts';
import { replay } from '../state/replay.ts';
import { openUsage } from './candidate-usage.ts';
import { asRecorded, type Bench, type Judgement } from './judge.ts';
import { type Around, createJudge } from './create-judge.ts';
import type { RecordedDecision } from './recorded-decision.ts';
import { openTally } from './tally.ts';

/** Where a backtest begins, and what it is made of. */
export type ReplayStart = Bench & {
  readonly catalog: Catalog;
  readonly dayStart: (now: number, timeZone: string) => number;
  /** The state that the first decision met. */
  readonly state: Components;
  /** Decisions before this instant, epoch ms, are counted for the limits as they are recorded, and not decided again. */
  readonly from: number;
};

/** The next decisions in their order, who asked for them, and the policies that were in force. */
export type ReplayBatch = Around & { readonly decisions: readonly RecordedDecision[] };

export type Replay = { take: (batch: ReplayBatch) => void; report: () => BacktestReport };

/**
 * Replays recorded decisions under a candidate policy. The state stays as it is recorded; rates, quota and budgets are
 * those that the candidate itself would have led to: what it refuses or holds is not spent. People have the memberships of today. A request that waited and that
 * the candidate holds as well comes to what people made of it; one that only the candidate holds comes to nothing.
 */
export function openReplay(start: ReplayStart): Replay {
  const usage = openUsage(start.policy, start.dayStart);
  const tally = openTally();
  const overtaken = new Set<string>(); // Requests that waited, and would not have.
  const judgeOne = createJudge(start, tally);
  let state = start.state;

  const count = ({ at, retryOf, actionId }: RecordedDecision, { status, cost }: Judgement) => {
    if (status !== 'rejected' && (retryOf === null || status === 'pending_approval')) usage.count(at);
    if (status === 'success') usage.spend(at, bareId(actionId), cost);
  };
  const takeOne = (decision: RecordedDecision, batch: ReplayBatch) => {
    if (decision.at < start.from) return count(decision, asRecorded(decision));
    tally.noteRecorded(decision);
    if (decision.retryOf !== null && overtaken.has(decision.retryOf)) return void overtaken.add(decision.executionId);
    const judgement = judgeOne(decision, batch, { state, usage: usage.at(decision.at) });
    if (decision.status === 'pending_approval' && judgement.status !== 'pending_approval') overtaken.add(decision.executionId);
    count(decision, judgement);
    tally.noteJudged(decision, judgement);
  };
  return {
    take: (batch) => {
      for (const decision of batch.decisions) {
        takeOne(decision, batch);
        if (decision.delta !== null) state = replay(state, decision.delta);
      }
    },
    report: tally.report,
  };
}

const bareId = (actionId: string): string => actionId.split('@')[0] ?? actionId;
