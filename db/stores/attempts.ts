import { z } from 'zod';
import { Trigger } from '../../contract/execution.ts';
import { Mode } from '../../contract/intent.ts';
import { JsonObject } from '../../contract/json.ts';
import { StoredMedia } from '../../contract/media.ts';
import { type Attempt, attemptText } from '../../domain/execution/attempt.ts';
import type { Seal } from '../../platform/seal.ts';
import type { Sql } from '../database.ts';

/** Attempts are stored before anything is asked of Temporal; inputs may be sensitive, so the intent is sealed. */
export type Attempts = {
  /** Names an attempt: the same user, project, request id and intent always give the same name, also if an older key of the ring has made it. */
  idOf: (sql: Sql, attempt: Pick<Attempt, 'projectId' | 'userId' | 'requestId' | 'intent'>) => Promise<string>;
  /** Stores an attempt, and answers whether it is new; one that is stored already stays as it is. */
  open: (sql: Sql, attempt: Attempt) => Promise<boolean>;
  /** Names and stores attempts in one statement, and answers their ids in the same order; those that are stored already stay as they are. */
  openAll: (sql: Sql, attempts: readonly Omit<Attempt, 'attemptId'>[]) => Promise<string[]>;
  /** Reads a stored attempt. */
  find: (sql: Sql, projectId: string, attemptId: string) => Promise<Attempt | undefined>;
  /** Deletes attempts of which nothing is recorded, so that their request ids are free again. */
  forget: (sql: Sql, projectId: string, attemptIds: readonly string[]) => Promise<void>;
  /** Reads an attempt from its row, as JSON that the database wrote. */
  parse: (row: unknown) => Attempt;
};

const PURPOSE = 'attempt';

const AttemptRow = z.object({
  attempt_id: z.string(),
  project_id: z.string(),
  user_id: z.string(),
  request_id: z.string(),
  sealed_intent: z.string(),
  mode: Mode,
  confirmed: z.boolean(),
  trigger: Trigger,
  plan_id: z.string().nullable(),
  turn_id: z.string().nullable(),
  workflow_id: z.string().nullable(),
  demanded_version: z.number().nullable(),
});

const SealedIntent = z.object({ actionId: z.string(), inputs: JsonObject, media: z.array(StoredMedia).optional() });

/** The SQL that reads attempts as JSON rows for `parse`. */
export const ATTEMPT_JSON = `json_build_object('attempt_id', a.attempt_id, 'project_id', a.project_id, 'user_id', a.user_id,
  'request_id', a.request_id, 'sealed_intent', encode(a.sealed_intent, 'base64'), 'mode', a.mode, 'confirmed', a.confirmed,
  'trigger', a.trigger, 'plan_id', a.plan_id, 'turn_id', a.turn_id, 'workflow_id', a.workflow_id, 'demanded_version', a.demanded_version)`;

const OPEN = `
  insert into attempt (attempt_id, project_id, user_id, request_id, action_id, sealed_intent, mode, confirmed, trigger,
    plan_id, turn_id, workflow_id, demanded_version, created_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, now())
  on conflict (attempt_id) do nothing returning attempt_id`;

export function createAttempts(seal: Seal): Attempts {
  const parse = (row: unknown) => parseAttempt(seal, row);
  return {
    idOf: (sql, attempt) => nameOf(sql, seal.macs(PURPOSE, attemptText(attempt))),
    open: async (sql, attempt) => {
      const { attemptId, projectId, userId, requestId, intent, mode, confirmed, trigger, planId, turnId, workflowId, demandedVersion = null } = attempt;
      const sealed = seal.seal(PURPOSE, JSON.stringify(intent));
      const opened = await sql(OPEN, [attemptId, projectId, userId, requestId, intent.actionId, sealed, mode, confirmed, trigger, planId, turnId, workflowId, demandedVersion]);
      return opened.length > 0;
    },
    openAll: (sql, attempts) => openAll(seal, sql, attempts),
    find: async (sql, projectId, attemptId) => {
      const [row] = await sql<{ attempt: unknown }>(`select ${ATTEMPT_JSON} as attempt from attempt a where a.project_id = $1 and a.attempt_id = $2`, [
        projectId,
        attemptId,
      ]);
      return row && parse(row.attempt);
    },
    forget: async (sql, projectId, attemptIds) => void (await sql(FORGET, [projectId, attemptIds])),
    parse,
  };
}

const FORGET = `
  delete from attempt a where a.project_id = $1 and a.attempt_id = any($2) and not exists (select from execution e where e.attempt_id = a.attempt_id)`;

/** Each attempt is a JSON object of the parameter; its sealed intent is base64 in it. */
const OPEN_ALL = `
  insert into attempt (attempt_id, project_id, user_id, request_id, action_id, sealed_intent, mode, confirmed, trigger,
    plan_id, turn_id, workflow_id, created_at)
  select a."attemptId", a."projectId", a."userId", a."requestId", a."actionId", decode(a.sealed, 'base64'), a.mode, a.confirmed, a.trigger,
    a."planId", a."turnId", a."workflowId", now()
  from jsonb_to_recordset($1::jsonb) as a("attemptId" text, "projectId" text, "userId" text, "requestId" text, "actionId" text, sealed text, mode text,
    confirmed boolean, trigger text, "planId" text, "turnId" text, "workflowId" text)
  on conflict (attempt_id) do nothing`;

async function openAll(seal: Seal, sql: Sql, attempts: readonly Omit<Attempt, 'attemptId'>[]): Promise<string[]> {
  const names = attempts.map((attempt) => seal.macs(PURPOSE, attemptText(attempt)));
  const older = new Set(names.every(([, ...rest]) => rest.length === 0) ? [] : await storedAmong(sql, names.flat()));
  const attemptIds = names.map((ofOne) => ofOne.find((name) => older.has(name)) ?? ofOne[0]);
  const rows = attempts.map(({ intent, ...attempt }, index) => ({
    ...attempt,
    attemptId: attemptIds[index],
    actionId: intent.actionId,
    sealed: seal.seal(PURPOSE, JSON.stringify(intent)).toString('base64'),
  }));
  await sql(OPEN_ALL, [JSON.stringify(rows)]);
  return attemptIds;
}

async function storedAmong(sql: Sql, names: readonly string[]): Promise<string[]> {
  const stored = await sql<{ attempt_id: string }>('select attempt_id from attempt where attempt_id = any($1)', [names]);
  return stored.map((row) => row.attempt_id);
}

/** The name that is stored already, else the one that the current key makes; with a single key there is nothing to look up. */
async function nameOf(sql: Sql, [name, ...older]: [string, ...string[]]): Promise<string> {
  if (older.length === 0) return name;
  const [stored] = await sql<{ attempt_id: string }>('select attempt_id from attempt where attempt_id = any($1) order by created_at limit 1', [[name, ...older]]);
  return stored?.attempt_id ?? name;
}

function parseAttempt(seal: Seal, row: unknown): Attempt {
  const read = AttemptRow.parse(row);
  const opened = seal.open(PURPOSE, Buffer.from(read.sealed_intent, 'base64')).toString('utf8');
  return {
    attemptId: read.attempt_id,
    projectId: read.project_id,
    userId: read.user_id,
    requestId: read.request_id,
    intent: SealedIntent.parse(JSON.parse(opened)),
    mode: read.mode,
    confirmed: read.confirmed,
    trigger: read.trigger,
    planId: read.plan_id,
    turnId: read.turn_id,
    workflowId: read.workflow_id,
    demandedVersion: read.demanded_version,
  };
}
