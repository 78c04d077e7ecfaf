import type { InfiniteData, QueryClient, QueryKey } from '@tanstack/react-query';
import type { Approval } from '../../contract/approval.ts';
import type { ProjectEvent } from '../../contract/event.ts';
import type { Snapshot, SnapshotEntry } from '../../contract/snapshot.ts';
import type { ChatSession, Turn } from '../../contract/turn.ts';
import type { Answer } from '../client.ts';
import { applyDiff } from './apply-diff.ts';
import { matchesFilter, readFilter } from './execution-filter.ts';
import { keys } from './keys.ts';
import type { Recorded } from './use-execution.ts';
import { isWorking } from './use-turns.ts';
import { dropWords } from './use-words.ts';

const MOST_RECENT = 50;
const MOST_LIVE = 1_000;

type Pages<T> = InfiniteData<{ items: T[]; nextCursor: string | null }>;
export type Refetch = (key: QueryKey) => void;

/** Puts an object in the place of its older self, or in front as the newest. */
function upsert<T>(pages: Pages<T> | undefined, isSame: (other: T) => boolean, item: T): Pages<T> | undefined {
  if (!pages) return pages;
  const known = pages.pages.some(({ items }) => items.some(isSame));
  return {
    ...pages,
    pages: pages.pages.map((page, index) => ({
      ...page,
      items: known ? page.items.map((other) => (isSame(other) ? item : other)) : index === 0 ? [item, ...page.items] : page.items,
    })),
  };
}

function applyTurn(cache: QueryClient, refetch: Refetch, turn: Turn): void {
  if (!isWorking(turn)) dropWords(cache, turn.projectId, turn.turnId);
  const working = keys.working(turn.projectId);
  const turns = keys.turns(turn.projectId, turn.sessionId);
  cache.setQueryData<Turn | null>(working, (known) => (isWorking(turn) ? turn : known?.turnId === turn.turnId ? null : known));
  cache.setQueryData<Pages<Turn>>(turns, (pages) => upsert(pages, ({ turnId }) => turnId === turn.turnId, turn));
  for (const key of [working, turns]) if (cache.isFetching({ queryKey: key }) > 0) refetch(key); // An answer under way may be older than this event.
  const sessions = cache.getQueryData<Pages<ChatSession>>(keys.sessions(turn.projectId));
  const newest = sessions?.pages[0]?.items[0];
  if (newest?.sessionId !== turn.sessionId || newest.status !== turn.status) refetch(keys.sessions(turn.projectId));
}

/** Puts an execution in front of every list that it belongs in; a list that grew too long this way is read anew. */
function applyToLists(cache: QueryClient, refetch: Refetch, execution: Recorded): void {
  for (const [key, pages] of cache.getQueriesData<Pages<Recorded>>({ queryKey: keys.executionLists(execution.projectId) })) {
    if (!matchesFilter(execution, readFilter(String(key.at(-1))))) continue;
    const tooLong = (pages?.pages[0]?.items.length ?? 0) > MOST_LIVE;
    cache.setQueryData<Pages<Recorded>>(key, upsert(pages, ({ executionId }) => executionId === execution.executionId, execution));
    if (tooLong || cache.isFetching({ queryKey: key, exact: true }) > 0) refetch(key);
  }
}

/** An event tells that memory has changed and not how: it is read by everybody in the project. */
function isOwnMemory(cache: QueryClient, { actionId, userId, status }: Recorded): boolean {
  return actionId.startsWith('memory.') && status === 'success' && cache.getQueryData<Answer<'getMe'>>(keys.me)?.user.userId === userId;
}

function applyExecution(cache: QueryClient, refetch: Refetch, execution: Recorded): void {
  cache.setQueryData<{ items: Recorded[] }>(keys.recent(execution.projectId), (known) => {
    const others = (known?.items ?? []).filter(({ executionId }) => executionId !== execution.executionId);
    return { items: [execution, ...others].slice(0, MOST_RECENT) };
  });
  refetch(keys.budget(execution.projectId));
  if (isOwnMemory(cache, execution)) refetch(keys.memory(execution.projectId));
  applyToLists(cache, refetch, execution);
}

function applyPlan(cache: QueryClient, refetch: Refetch, plan: Omit<Answer<'getPlan'>, 'executions' | 'preview'>): void {
  const key = keys.plan(plan.projectId, plan.planId);
  cache.setQueryData<Answer<'getPlan'>>(key, (known) => known && { ...known, ...plan });
  refetch(key);
  refetch(keys.planLists(plan.projectId));
}

/** Shows the request as it is now; whether somebody may decide it, and which lists it belongs in, the server knows. */
function applyApproval(cache: QueryClient, refetch: Refetch, approval: Approval): void {
  const { projectId, approvalId } = approval;
  cache.setQueryData<Approval>(keys.approval(projectId, approvalId), (known) => known && approval);
  refetch(keys.approval(projectId, approvalId));
  refetch(keys.approvalLists(projectId));
  refetch(keys.inbox);
}

/** A change of the state can make what waits stale. Where nothing waits, nothing is asked. */
function applyToApprovals(cache: QueryClient, refetch: Refetch, projectId: string): void {
  const shown = [
    ...(cache.getQueryData<{ items: Approval[] }>(keys.inbox)?.items ?? []),
    ...cache.getQueriesData<Approval>({ queryKey: keys.openApprovals(projectId) }).flatMap(([, approval]) => approval ?? []),
    ...cache.getQueriesData<Pages<Approval>>({ queryKey: keys.approvalLists(projectId) }).flatMap(([, lists]) => lists?.pages.flatMap(({ items }) => items) ?? []),
  ];
  if (!shown.some((approval) => approval.projectId === projectId && approval.status === 'pending')) return;
  for (const key of [keys.openApprovals(projectId), keys.approvalLists(projectId), keys.inbox]) refetch(key);
}

/** An alert says that something is wrong, or is no longer; what that is stands in its lists. */
function applyAlert(refetch: Refetch, projectId: string): void {
  for (const key of [keys.projectAlerts(projectId), keys.alerts, keys.integrity(projectId)]) refetch(key);
}

type StateChanged = Extract<ProjectEvent, { type: 'state.changed' }>;

/** Shows the new state at once where it is the next one after what is shown; the server's own, with its checksum, follows. */
function applyState(cache: QueryClient, { projectId, at, data: { version, executionId, diff } }: StateChanged): void {
  cache.setQueryData<Snapshot>(keys.state(projectId), (known) => {
    const components = known?.version === version - 1 ? applyDiff(known.components, diff) : null;
    return known && components ? { ...known, version, at, executionId, components } : known;
  });
}

/** Puts the version in front of the list of them, if the execution that made it is known; else the list is read anew. */
function applyVersion(cache: QueryClient, refetch: Refetch, event: StateChanged): void {
  const { projectId, at, data } = event;
  const { version, executionId } = data;
  applyState(cache, event);
  refetch(keys.state(projectId));
  applyToApprovals(cache, refetch, projectId);
  const recent = cache.getQueryData<{ items: Recorded[] }>(keys.recent(projectId))?.items ?? [];
  const made = recent.find((execution) => execution.executionId === executionId);
  const versions = cache.getQueryData<Pages<SnapshotEntry>>(keys.versions(projectId));
  if (!made || (versions?.pages[0]?.items.length ?? 0) > MOST_LIVE) return refetch(keys.versions(projectId));
  const entry = { version, at, executionId, actionId: made.actionId, userId: made.userId, isCheckpoint: false };
  cache.setQueryData<Pages<SnapshotEntry>>(keys.versions(projectId), (pages) => upsert(pages, (other) => other.version === version, entry));
}

/** Brings the cache up to what the event says. What the event cannot carry is fetched again, coalesced by `refetch`. */
export function applyEvent(cache: QueryClient, refetch: Refetch, event: ProjectEvent): void {
  switch (event.type) {
    case 'execution.recorded':
      return applyExecution(cache, refetch, event.data);
    case 'state.changed':
      return applyVersion(cache, refetch, event);
    case 'turn.updated':
      return applyTurn(cache, refetch, event.data);
    case 'approval.updated':
      return applyApproval(cache, refetch, event.data);
    case 'plan.updated':
      return applyPlan(cache, refetch, event.data);
    case 'alert.raised':
    case 'alert.resolved':
      return applyAlert(refetch, event.projectId);
  }
}
