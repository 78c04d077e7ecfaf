import type { AdminEventKind } from '../../contract/admin-event.ts';
import type { JsonObject } from '../../contract/json.ts';
import { mintId } from '../../platform/ids.ts';
import type { Sql } from '../database.ts';

/** An act of administration as it is recorded; `actorId` is the id of a person, or `system`. */
export type NewAdminEvent = {
  kind: AdminEventKind;
  actorId: string;
  /** The project that it happened in; null where it concerns the whole house. */
  projectId: string | null;
  /** The id or the name of what it was done to: a person, a token, a template, a secret. */
  subject: string;
  /** What else is worth knowing: never a secret, never a value that a person has written in confidence. */
  detail?: JsonObject;
  at: Date;
};

/** Records an act of administration in the transaction that does it, so that the one is never without the other. */
export async function recordAdminEvent(sql: Sql, { kind, actorId, projectId, subject, detail = {}, at }: NewAdminEvent): Promise<void> {
  await sql('insert into admin_event (event_id, at, kind, actor_id, project_id, subject, detail) values ($1, $2, $3, $4, $5, $6, $7)', [
    ...[mintId(), at, kind, actorId, projectId],
    ...[subject, JSON.stringify(detail)],
  ]);
}
