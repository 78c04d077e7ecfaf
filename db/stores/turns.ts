import { z } from 'zod';
import { Proposal } from '../../contract/proposal.ts';
import { Mode } from '../../contract/intent.ts';
import { StoredMedia } from '../../contract/media.ts';
import { Reply, type Turn, TurnStatus } from '../../contract/turn.ts';
import type { Sql } from '../database.ts';
import { RowDate } from '../row-date.ts';
import { ID_KEY, type Page, type PageRequest, readCursor, toPage } from '../page.ts';
import { appendEvent } from './events.ts';
import { HELD } from './heads.ts';
import { keepMedia } from './media.ts';

/** What a person said to a turn that had asked. */
export const StoredAnswer = z.union([
  z.strictObject({ text: z.string() }),
  z.strictObject({ choice: z.union([z.int(), z.string()]) }),
  z.strictObject({ confirmed: z.literal(true) }),
]);
export type StoredAnswer = z.infer<typeof StoredAnswer>;

/** A turn with what only the workflow needs: the proposal, what it became, and the answer to its question. */
export type StoredTurn = Turn & {
  requestId: string;
  proposal: Proposal | null;
  /** How often the turn has run; it names the attempts of each run. */
  step: number;
  attemptId: string | null;
  planId: string | null;
  answer: StoredAnswer | null;
  /** When its open question was asked. */
  askedAt: Date | null;
  /** Whether its author wants it to act no further. */
  isStopped: boolean;
};

const Row = z.object({
  turn_id: z.string(),
  session_id: z.string(),
  project_id: z.string(),
  user_id: z.string(),
  request_id: z.string(),
  message: z.string(),
  mode: Mode,
  simulate: z.boolean(),
  status: TurnStatus,
  proposal: Proposal.nullable(),
  reply: Reply.nullable(),
  step: z.int(),
  attempt_id: z.string().nullable(),
  plan_id: z.string().nullable(),
  answer: StoredAnswer.nullable(),
  asked_at: RowDate.nullable(),
  prompt_tokens: z.int(),
  completion_tokens: z.int(),
  model: z.string(),
  media: z.array(StoredMedia),
  facts: z.array(z.string()),
  is_stopped: z.boolean(),
  workflow_id: z.string(),
  created_at: RowDate,
});

/** Reads a turn by its id, in its project. */
export async function findTurn(sql: Sql, projectId: string, turnId: string): Promise<StoredTurn | undefined> {
  const [row] = await sql('select * from turn where project_id = $1 and turn_id = $2', [projectId, turnId]);
  return row === undefined ? undefined : parseTurn(row);
}

/** Reads the turn that a user opened under a request id. */
export async function findTurnByRequest(sql: Sql, projectId: string, userId: string, requestId: string): Promise<StoredTurn | undefined> {
  const [row] = await sql('select * from turn where project_id = $1 and user_id = $2 and request_id = $3', [projectId, userId, requestId]);
  return row === undefined ? undefined : parseTurn(row);
}

/** Reads the newest turn of a session whose question is open, other than `exceptTurnId`. */
export async function findOpenQuestion(sql: Sql, sessionId: string, exceptTurnId: string): Promise<StoredTurn | undefined> {
  const [row] = await sql(
    `select * from turn where session_id = $1 and turn_id <> $2 and status in ('clarifying', 'awaiting_confirmation')
     order by created_at desc, turn_id desc limit 1`,
    [sessionId, exceptTurnId],
  );
  return row === undefined ? undefined : parseTurn(row);
}

/** Lists the turns of a session, newest first. */
export async function listTurns(sql: Sql, sessionId: string, { limit, cursor }: PageRequest): Promise<Page<Turn>> {
  const rows = await sql('select * from turn where session_id = $1 and ($2::text is null or turn_id < $2) order by turn_id desc limit $3', [
    sessionId,
    readCursor(cursor, ID_KEY),
    limit + 1,
  ]);
  return toPage(rows.map(parseTurn), limit, ({ turnId }) => turnId, wireTurn);
}

const HOLD = `
  with ${HELD}
  select turn_id from turn join held using (project_id) where turn_id = $2 and status = any($3) for no key update of turn`;

/** Holds a turn until the transaction ends if it is still in one of the given statuses, and says whether it is. */
export async function holdTurn(sql: Sql, { projectId, turnId }: { projectId: string; turnId: string }, from: readonly TurnStatus[]): Promise<boolean> {
  const rows = await sql(HOLD, [projectId, turnId, from]);
  return rows.length > 0;
}

export type TurnChange = Partial<
  Pick<StoredTurn, 'status' | 'proposal' | 'reply' | 'step' | 'attemptId' | 'planId' | 'answer' | 'askedAt' | 'model' | 'isStopped'>
>;

const CHANGE = `
  with ${HELD}
  update turn set
    status = coalesce($4, status),
    proposal = case when $5 then $6::jsonb else proposal end,
    reply = case when $7 then $8::jsonb else reply end,
    step = coalesce($9, step),
    attempt_id = case when $10 then $11 else attempt_id end,
    plan_id = case when $12 then $13 else plan_id end,
    answer = case when $14 then $15::jsonb else answer end,
    asked_at = case when $16 then $17::timestamptz else asked_at end,
    model = coalesce($18, model),
    is_stopped = coalesce($19, is_stopped)
  from held where turn.project_id = held.project_id and turn_id = $2 and status = any($3)
  returning turn.*`;

/** Changes a turn if it is still in one of the given statuses, and tells its author; answers the turn, or undefined when it had moved on. */
export async function changeTurn(
  sql: Sql,
  { projectId, turnId }: { projectId: string; turnId: string },
  from: readonly TurnStatus[],
  change: TurnChange,
): Promise<StoredTurn | undefined> {
  const json = (value: unknown) => [value !== undefined, value === undefined || value === null ? null : JSON.stringify(value)];
  const plain = (value: unknown) => [value !== undefined, value ?? null];
  const [row] = await sql(CHANGE, [
    projectId,
    turnId,
    from,
    change.status ?? null,
    ...json(change.proposal),
    ...json(change.reply),
    change.step ?? null,
    ...plain(change.attemptId),
    ...plain(change.planId),
    ...json(change.answer),
    ...plain(change.askedAt),
    change.model ?? null,
    change.isStopped ?? null,
  ]);
  if (row === undefined) return undefined;
  const turn = parseTurn(row);
  await appendEvent(sql, { type: 'turn.updated', projectId, data: wireTurn(turn) }, turn.userId);
  return turn;
}

export type TurnOpening = Pick<StoredTurn, 'turnId' | 'sessionId' | 'projectId' | 'userId' | 'requestId' | 'message' | 'mode' | 'simulate' | 'media' | 'workflowId'>;

/** Stores a new turn and tells its author; undefined when its request id has opened a turn already. */
export async function insertTurn(sql: Sql, opening: TurnOpening): Promise<StoredTurn | undefined> {
  const { turnId, sessionId, projectId, userId, requestId, message, mode, simulate, media, workflowId } = opening;
  const [row] = await sql(
    `with ${HELD}
     insert into turn (project_id, turn_id, session_id, user_id, request_id, message, mode, status, workflow_id, media, simulate, created_at)
     select project_id, $2, $3, $4, $5, $6, $7, 'interpreting', $8, $9::jsonb, $10, date_trunc('milliseconds', clock_timestamp()) from held
     on conflict (project_id, user_id, request_id) do nothing returning *`,
    [projectId, turnId, sessionId, userId, requestId, message, mode, workflowId, JSON.stringify(media), simulate],
  );
  if (row === undefined) return undefined;
  await keepMedia(sql, projectId, media);
  const turn = parseTurn(row);
  await appendEvent(sql, { type: 'turn.updated', projectId, data: wireTurn(turn) }, userId);
  return turn;
}

/** A turn as its author sees it. */
export function wireTurn(turn: StoredTurn): Turn {
  const { turnId, sessionId, projectId, userId, message, mode, simulate, status, reply, tokens, model, media, facts, workflowId, createdAt } = turn;
  return { turnId, sessionId, projectId, userId, message, mode, simulate, status, reply, tokens, model, media, facts, workflowId, createdAt };
}

function parseTurn(row: unknown): StoredTurn {
  const read = Row.parse(row);
  return {
    turnId: read.turn_id,
    sessionId: read.session_id,
    projectId: read.project_id,
    userId: read.user_id,
    requestId: read.request_id,
    message: read.message,
    mode: read.mode,
    simulate: read.simulate,
    status: read.status,
    proposal: read.proposal,
    reply: read.reply,
    step: read.step,
    attemptId: read.attempt_id,
    planId: read.plan_id,
    answer: read.answer,
    askedAt: read.asked_at,
    tokens: { prompt: read.prompt_tokens, completion: read.completion_tokens },
    model: read.model,
    media: read.media,
    facts: read.facts,
    isStopped: read.is_stopped,
    workflowId: read.workflow_id,
    createdAt: read.created_at.toISOString(),
  };
}
