import { ApplicationFailure } from '@temporalio/activity';
import type { Sql } from '../../db/database.ts';
import { lockFreeHeads, lockHead, type Wanted } from '../../db/stores/heads.ts';
import type { Settled } from '../../domain/execution/decide-attempts.ts';
import type { Powers } from '../dependencies.ts';
import { type Settling, settleLocked } from './settle-locked.ts';

/**
 * Takes the head, decides attempts and writes what comes of them, with the record of every decision: three statements in
 * the transaction of the caller, who may write more in it.
 */
export async function settleAttempts(powers: Powers, sql: Sql, settling: Settling): Promise<Settled> {
  const locked = await lockHead(sql, settling.projectId, settling.attemptIds);
  const [settled] = locked ? await settleLocked(powers, sql, [{ settling, locked }]) : [];
  if (!settled) throw ApplicationFailure.nonRetryable(`There is no project ${settling.projectId}.`, 'not_found');
  return settled;
}

/** The same for several projects at once. One whose head somebody else holds is not waited for: it is left out of the answer, which is by project id. */
export async function settleWhereFree(powers: Powers, sql: Sql, wanted: readonly Wanted[]): Promise<Map<string, Settled>> {
  const heads = new Map((await lockFreeHeads(sql, wanted)).map((head) => [head.projectId, head]));
  const held = wanted.flatMap((settling) => {
    const locked = heads.get(settling.projectId);
    return locked ? [{ settling, locked }] : [];
  });
  const settled = await settleLocked(powers, sql, held);
  return new Map(settled.map((one) => [one.head.projectId, one]));
}
