import type { Intent } from '../contract/intent.ts';
import type { PlanPreview } from '../contract/plan.ts';
import { strangerOf } from '../domain/execution/decide-attempts.ts';
import { withoutLimits } from '../domain/fork/without-limits.ts';
import { previewPlan } from '../domain/plan/preview.ts';
import { pastVersionsOf } from '../domain/state/past.ts';
import { wholeState } from '../domain/state/whole-state.ts';
import type { Seal } from '../platform/seal.ts';
import type { Sql } from './database.ts';
import type { RehearsalParts } from './rehearse.ts';
import { loadFacts } from './stores/facts.ts';
import { saveFork, type StoredFork } from './stores/forks.ts';
import { readHead } from './stores/heads.ts';
import { openSteps, sealSteps } from './stores/plan-steps.ts';

export type ForkRehearsal = { readonly fork: StoredFork; readonly userId: string; readonly steps: readonly Intent[] };

/** What a rehearsal on a fork is made of; its seal also keeps the steps. */
export type ForkParts = RehearsalParts & { readonly seal: Seal };

/**
 * Tries steps on the state of a fork, whose lock the caller holds, and keeps what they came to in the fork alone. All
 * gates are asked as the project stands now, but for rates, quotas and budgets. There is no outbox on this way, and no memory: what one person
 * would have remembered is not for whoever else promotes the fork.
 */
export async function rehearseOnFork(parts: ForkParts, sql: Sql, { fork, userId, steps }: ForkRehearsal): Promise<{ preview: PlanPreview; fork: StoredFork } | undefined> {
  const { catalog, footprint, dayStart, engine, clock, mintId, seal } = parts;
  const { projectId } = fork;
  const head = await readHead(sql, projectId);
  if (!head) return undefined;
  const { policy, rulebook } = await parts.readPolicy(sql, projectId, head.policyVersion);
  const actionIds = steps.map(({ actionId }) => actionId);
  const gathering = { catalog, footprint, dayStart, rulebook, policy: withoutLimits(policy), head, actionIds, now: Math.max(clock.now().getTime(), head.at) };
  const query = { userIds: [userId], requestIds: [], attemptIds: [], planIds: [], wholeState: false, pastVersions: pastVersionsOf(catalog, steps) };
  const { start, callers } = await loadFacts(sql, gathering, query);
  const preview = previewPlan({
    gathering,
    start: { ...start, state: wholeState(catalog, fork.state.components), version: fork.executions.at(-1)?.stateVersion ?? fork.baseVersion, remembered: undefined },
    caller: callers[userId] ?? strangerOf(userId),
    trigger: 'plan',
    steps,
    engine,
    elapsed: () => clock.monotonicMs(),
    mintId,
    mac: (text) => seal.mac('chain', text),
  });
  const executions = [...fork.executions, ...preview.steps];
  const sealedSteps = sealSteps(seal, [...openSteps(seal, fork.sealedSteps), ...steps]);
  const after = { ...fork, state: preview.nextState, executions, executionCount: executions.length, sealedSteps };
  await saveFork(sql, after);
  return { preview, fork: after };
}
