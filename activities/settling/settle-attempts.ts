import { ApplicationFailure } from '@temporalio/activity';
import type { Sql } from '../../db/database.ts';
import { commitRows } from '../../db/stores/commit-rows.ts';
import { type FactsQuery, type LoadedFacts, loadFacts } from '../../db/stores/facts.ts';
import { insertNewApproval } from '../../db/stores/new-approval.ts';
import { lockHead } from '../../db/stores/heads.ts';
import { writeFacts } from '../../db/stores/session-facts.ts';
import { writeCommit } from '../../db/stores/write-commit.ts';
import type { Grant } from '../../domain/approval/grant.ts';
import { type AttemptList, decideAttempts, type Settled } from '../../domain/execution/decide-attempts.ts';
import { pastVersionsOf } from '../../domain/state/past.ts';
import { lookahead } from '../../domain/suggest/lookahead.ts';
import { openSearchBudget } from '../../domain/suggest/search-budget.ts';
import type { Powers } from '../dependencies.ts';

/** Stored attempts of one project, in order. `grants` says what is to become of those that wait; `decide` is how they are decided, else one after another. */
export type Settling = {
  readonly projectId: string;
  readonly attemptIds: readonly string[];
  readonly grants?: { readonly [attemptId: string]: Grant };
  readonly decide?: (list: AttemptList) => Settled;
};

/**
 * Takes the head, decides attempts and writes what comes of them, with the record of every decision: three statements in
 * the transaction of the caller, who may write more in it. This is the one place that commits executions.
 */
export async function settleAttempts(powers: Powers, sql: Sql, { projectId, attemptIds, grants, decide = decideAttempts }: Settling): Promise<Settled> {
  const { catalog, footprint, dayStart, engine, checkpointEvery, clock } = powers;
  const locked = await lockHead(sql, projectId, attemptIds);
  if (!locked) throw ApplicationFailure.nonRetryable(`There is no project ${projectId}.`, 'not_found');
  const { attempts: stored, ...head } = locked;
  const attempts = inOrder(stored.map(powers.attempts.parse), attemptIds);
  const inForce = await powers.readPolicy(sql, projectId, head.policyVersion);

  const actionIds = attempts.map(({ intent }) => intent.actionId);
  const gathering = { catalog, footprint, dayStart, ...inForce, head, actionIds, now: Math.max(clock.now().getTime(), head.at) };
  const query = {
    attemptIds,
    userIds: attempts.map(({ userId }) => userId),
    requestIds: attempts.map(({ requestId }) => requestId),
    planIds: attempts.flatMap(({ planId }) => planId ?? []),
    pastVersions: pastVersionsOf(catalog, attempts.map(({ intent }) => intent)),
    wholeState: head.version % checkpointEvery >= checkpointEvery - attempts.length, // A checkpoint may fall due.
  };
  const list = { gathering, attempts, ...(grants && { grants }), engine, checkpointEvery, elapsed: () => clock.monotonicMs(), pens: pensOf(powers) };
  const decided = decide({ ...list, ...(await loadFacts(sql, gathering, query)) });
  const settled = isStuck(decided) ? decide(await withSearch(sql, list, query)) : decided;
  if (settled.writeUps.length > 0) await writeCommit(sql, commitRows(settled, powers.sha256));
  await writeFacts(sql, powers.seal, projectId, settled.writeUps.flatMap(({ fact, execution }) => (fact ? [{ ...fact, at: execution.createdAt }] : [])));
  for (const approval of settled.approvals) await insertNewApproval(sql, powers.seal, approval, powers.approvalWorkflowId(projectId, approval.approvalId));
  return settled;
}

/** Whether a precondition failed, so that it is worth to look for what could be done first. */
function isStuck({ writeUps }: Settled): boolean {
  return writeUps.some(({ execution }) => execution.errorCode === 'precondition_failed');
}

/** The same list on the whole state, with what a search for the next steps needs: only a stuck attempt costs this round trip more. */
async function withSearch<List extends Pick<AttemptList, 'gathering'>>(sql: Sql, list: List, query: FactsQuery): Promise<List & LoadedFacts & Pick<AttemptList, 'search'>> {
  const { gathering } = list;
  const further = { ...gathering, actionIds: lookahead(gathering.actionIds, gathering.policy) };
  return { ...list, gathering: further, ...(await loadFacts(sql, further, { ...query, wholeState: true })), search: openSearchBudget() };
}

function inOrder<Stored extends { attemptId: string }>(stored: readonly Stored[], attemptIds: readonly string[]): Stored[] {
  return attemptIds.map((attemptId) => {
    const attempt = stored.find((candidate) => candidate.attemptId === attemptId);
    if (!attempt) throw ApplicationFailure.nonRetryable(`There is no attempt ${attemptId}.`, 'not_found');
    return attempt;
  });
}

function pensOf({ mintId, seal, sha256 }: Powers) {
  return { mintId, sha256, mac: (text: string) => seal.mac('chain', text), keyId: seal.keyId };
}
