import type { Sql } from '../../db/database.ts';
import type { StoredApproval } from '../../db/stores/approvals.ts';
import { digestText } from '../../domain/approval/digest-text.ts';
import { resolveAction } from '../../domain/catalog.ts';
import type { Powers } from '../dependencies.ts';

/** Whether the digest of a request still names what would run: the same intent by the same declaration of its action. */
export async function isStillBound({ attempts, catalog, seal }: Powers, sql: Sql, approval: StoredApproval): Promise<boolean> {
  const { projectId, attemptId, policyVersion, reads, digest } = approval;
  const attempt = await attempts.find(sql, projectId, attemptId);
  const action = attempt && resolveAction(catalog, attempt.intent.actionId);
  if (!attempt || !action) return false;
  return seal.macs('chain', digestText({ intents: [attempt.intent], actions: [action], policyVersion, reads })).includes(digest);
}
