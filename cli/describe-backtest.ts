import type { Backtest } from '../contract/backtest.ts';
import { table } from './table.ts';

/** A backtest for a person: what would have come out differently by action and person, and what it would have cost. `names` has the user names by id. */
export function describeBacktest({ replayed, flipCount, groups, cost, approvals, redacted, unknown }: Backtest, names: ReadonlyMap<string, string>): string {
  const rows = groups.map(({ actionId, userId, was, is, count }) => [actionId, names.get(userId) ?? userId, was, is, count]);
  return [
    `${flipCount} of ${replayed} decisions would have come out differently.`,
    ...(rows.length > 0 ? [table(['action', 'user', 'was', 'would be', 'times'], rows)] : []),
    `cost       ${cost.was} → ${cost.is}`,
    `approvals  ${approvals.was} → ${approvals.is}`,
    ...(redacted > 0 ? [`${redacted} decisions have sensitive inputs, which rules see as their hashes.`] : []),
    ...(unknown > 0 ? [`${unknown} decisions are of actions that are not loaded any more, and stay as they were.`] : []),
  ].join('\n');
}
