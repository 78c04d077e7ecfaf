import { ApplicationFailure } from '@temporalio/activity';
import type { Sql } from '../../db/database.ts';
import { commitRows } from '../../db/stores/commit-rows.ts';
import { type FactsQuery, type LoadedFacts, loadAllFacts, loadFacts } from '../../db/stores/facts.ts';
import { insertNewApproval } from '../../db/stores/new-approval.ts';
import type { LockedHead, Wanted } from '../../db/stores/heads.ts';
import { writeFacts } from '../../db/stores/session-facts.ts';
import { writeCommits } from '../../db/stores/write-commits.ts';
import type { Grant } from '../../domain/approval/grant.ts';
import { type AttemptList, decideAttempts, type Settled } from '../../domain/execution/decide-attempts.ts';
import { pastVersionsOf } from '../../domain/state/past.ts';
import { lookahead } from '../../domain/suggest/lookahead.ts';
import { openSearchBudget } from '../../domain/suggest/search-budget.ts';
import type { Powers } from '../dependencies.ts';

/** Stored attempts of one project, in order. `grants` says what is to become of those that wait; `decide` is how they are decided, else one after another. */
export type Settling = Wanted & {
  readonly grants?: { readonly [attemptId: string]: Grant };
  readonly decide?: (list: AttemptList) => Settled;
};

/** Attempts whose head the transaction holds. */
export type Locked = { readonly settling: Settling; readonly locked: LockedHead };

/**
 * Decides the attempts of projects whose heads are held, and writes what comes of them, with the record of every decision:
 * one statement that loads and one that writes, however many projects there are. Answers in the order of the projects. This
 * is the one place that commits executions.
 */
export async function settleLocked(powers: Powers, sql: Sql, held: readonly Locked[]): Promise<Settled[]> {
  if (held.length === 0) return [];
  const prepared: Prepared[] = [];
  for (const one of held) prepared.push(await prepare(powers, sql, one));
  const settled: Settled[] = [];
  for (const { loading, facts } of await loadAllFacts(sql, prepared)) {
    const { list, query, decide } = loading;
    const decided = decide({ ...list, ...facts });
    settled.push(isStuck(decided) ? decide(await withSearch(sql, list, query)) : decided);
  }
  const commits = settled.filter(({ writeUps }) => writeUps.length > 0).map((one) => commitRows(one, powers.sha256));
  if (commits.length > 0) await writeCommits(sql, commits);
  for (const one of settled) await writeSequels(powers, sql, one);
  return settled;
}

type Unloaded = Omit<AttemptList, keyof LoadedFacts>;
type Prepared = { list: Unloaded; gathering: AttemptList['gathering']; query: FactsQuery; decide: (list: AttemptList) => Settled };

async function prepare(powers: Powers, sql: Sql, { settling, locked }: Locked): Promise<Prepared> {
  const { catalog, footprint, dayStart, engine, checkpointEvery, clock } = powers;
  const { attemptIds, grants, decide = decideAttempts } = settling;
  const { attempts: stored, ...head } = locked;
  const attempts = inOrder(stored.map(powers.attempts.parse), attemptIds);
  const inForce = await powers.readPolicy(sql, head.projectId, head.policyVersion);

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
  return { list, gathering, query, decide };
}

/** What only some attempts leave beside the rows of the commit: changes of memory, requests to people, and nothing at all. */
async function writeSequels(powers: Powers, sql: Sql, { head, writeUps, approvals, staleIds }: Settled): Promise<void> {
  if (staleIds.length > 0) await powers.attempts.forget(sql, head.projectId, staleIds);
  await writeFacts(sql, powers.seal, head.projectId, writeUps.flatMap(({ fact, execution }) => (fact ? [{ ...fact, at: execution.createdAt }] : [])));
  for (const approval of approvals) await insertNewApproval(sql, powers.seal, approval, powers.approvalWorkflowId(head.projectId, approval.approvalId));
}

/** Whether a precondition failed, so that it is worth to look for what could be done first. */
function isStuck({ writeUps }: Settled): boolean {
  return writeUps.some(({ execution }) => execution.errorCode === 'precondition_failed');
}

/** The same list on the whole state, with what a search for the next steps needs: only a stuck attempt costs this round trip more. */
async function withSearch(sql: Sql, list: Unloaded, query: FactsQuery): Promise<AttemptList> {
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
