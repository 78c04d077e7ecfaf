import { roundUnits } from '../../domain/budget/units.ts';
import type { Settled } from '../../domain/execution/decide-attempts.ts';
import { canonicalText } from '../../domain/state/canonical.ts';
import type { CommitRows } from './write-commits.ts';

/** Lays out what a list of attempts came to as the rows of one commit. */
export function commitRows(settled: Settled, sha256: (text: string) => string): CommitRows {
  const { head, writeUps, changed, state, checkpoints } = settled;
  return {
    head,
    executions: writeUps.map(({ execution }) => execution),
    deltas: writeUps.flatMap(({ delta, execution }) => (delta ? [{ ...delta, executionId: execution.executionId, at: execution.createdAt }] : [])),
    components: Object.entries(changed).map(([componentId, version]) => ({ componentId, version, state: state[componentId] ?? {} })),
    checkpoints: checkpoints.map((checkpoint) => ({
      version: checkpoint.version,
      components: checkpoint.state,
      checksum: sha256(canonicalText(checkpoint.state)),
      at: new Date(checkpoint.at).toISOString(),
    })),
    ledger: ledgerRows(writeUps),
    effects: writeUps.flatMap(({ effects, execution }) =>
      effects.map((effect, ordinal) => ({ ...effect, ordinal, executionId: execution.executionId, at: execution.createdAt })),
    ),
    events: writeUps.flatMap(({ events }) => events),
  };
}

/** Beside its own cost, each entry says what the entries so far have cost for its action. */
function ledgerRows(writeUps: Settled['writeUps']): CommitRows['ledger'] {
  const actionCosts = new Map<string, number>();
  return writeUps.flatMap(({ ledger, execution }) => {
    if (!ledger) return [];
    const actionCost = roundUnits((actionCosts.get(ledger.actionId) ?? 0) + ledger.cost);
    actionCosts.set(ledger.actionId, actionCost);
    return [{ ...ledger, actionCost, executionId: execution.executionId, at: execution.createdAt }];
  });
}
