import type { RecordedIntent } from '../contract/intent.ts';
import type { Sql } from '../db/database.ts';
import { lockHead, readHead } from '../db/stores/heads.ts';
import type { Front } from './front.ts';
import { ProblemError } from './problems.ts';

/** Throws unless the state is at the version that was demanded; it then stays there until the transaction ends. */
export async function requireHeldVersion(sql: Sql, projectId: string, demanded: number | null): Promise<void> {
  if (demanded !== null) requireSame((await lockHead(sql, projectId, []))?.version, demanded);
}

/**
 * Throws unless the state is at the version that was demanded, or the attempt is stored already: its repeat is answered from the row, whatever
 * has happened since. This spares most attempts that are too late their workflow; what is committed in between, the commit itself notices.
 */
export async function requireVersion({ database, attempts }: Front, caller: { projectId: string; userId: string }, intent: RecordedIntent, demanded: number | null): Promise<void> {
  if (demanded === null || (await readHead(database.read, caller.projectId))?.version === demanded) return;
  const { requestId, actionId, inputs, media } = intent;
  if (requestId === undefined) throw staleState(demanded);
  const attemptId = await attempts.idOf(database.read, { ...caller, requestId, intent: { actionId, inputs, media } });
  if (!(await attempts.find(database.read, caller.projectId, attemptId))) throw staleState(demanded);
}

function requireSame(version: number | undefined, demanded: number): void {
  if (version !== demanded) throw staleState(demanded);
}

/** The state is not at the version that was demanded. */
export const staleState = (demanded: number): ProblemError => new ProblemError('stale_state', `The state is no longer at version ${demanded}, which If-Match names; nothing was recorded.`);
