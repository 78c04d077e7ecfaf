import { z } from 'zod';
import { Claims } from '../../contract/claims.ts';
import { Policy } from '../../contract/policy.ts';
import { Role } from '../../contract/project.ts';
import type { Caller } from '../../domain/facts.ts';
import type { Recorded } from '../../domain/execution/decide-attempts.ts';
import { type Gathering, lookupFor, openFold } from '../../domain/execution/gather.ts';
import { touchesMemory } from '../../domain/memory/touches-memory.ts';
import type { Fold } from '../../domain/plan/fold.ts';
import type { Sql } from '../database.ts';
import { JsonObjectColumn } from '../json-column.ts';
import { loadPasts } from './load-pasts.ts';
import { loadFactKeys } from './session-facts.ts';

/** Whose attempts are to be decided, beside what the intents themselves say. */
export type FactsQuery = {
  readonly userIds: readonly string[];
  readonly requestIds: readonly string[];
  readonly attemptIds: readonly string[];
  /** Plans whose steps these are. */
  readonly planIds: readonly string[];
  /** Load every component that has ever changed, not only those that the actions touch. */
  readonly wholeState: boolean;
  /** Versions that the actions look back at; most lists have none. */
  readonly pastVersions?: readonly number[];
};

/** What a list of intents meets: the fold that its first intent finds, who its callers are, and what is recorded already, newest first. */
export type LoadedFacts = {
  start: Fold;
  callers: { readonly [userId: string]: Caller };
  recorded: readonly Recorded[];
  /** The plans among `planIds` that still run. */
  runningPlanIds: readonly string[];
};

const LoadedRow = z.object({
  callers: z.array(z.object({ userId: z.string(), email: z.string().nullable(), name: z.string().nullable(), organization: z.string().nullable(), claims: Claims, role: Role.nullable() })),
  components: z.record(z.string(), JsonObjectColumn),
  recorded: z.array(
    z.object({
      seq: z.number(),
      requestId: z.string(),
      attemptId: z.string(),
      executionId: z.string(),
      status: z.enum(['success', 'rejected', 'failed', 'pending_approval']),
      approvalId: z.string().nullable(),
    }),
  ),
  counted: z.record(z.string(), z.number()),
  beforeToday: z.object({ spent: z.number(), succeeded: z.number() }),
  actionSpentToday: z.record(z.string(), z.number()),
  runningPlanIds: z.array(z.string()),
});

/** Each part finds its rows by an index alone, however long the history is: an attempt's id stands for its project as well. */
const FACTS = `
  select
    array(
       select jsonb_build_object('userId', u.user_id, 'email', u.email, 'name', u.name, 'organization', u.organization, 'claims', coalesce(u.claims, '{}'), 'role', m.role)
         from app_user u left join membership m on m.project_id = $1 and m.user_id = u.user_id
        where u.user_id = any($2) and u.disabled_at is null) as callers,
    (select coalesce(jsonb_object_agg(c.component_id, c.state), '{}')
       from component_state c
      where c.project_id = $1 and ($3::text[] is null or c.component_id = any($3))) as components,
    array(
       select jsonb_build_object('seq', e.seq, 'requestId', e.request_id, 'attemptId', e.attempt_id, 'executionId', e.execution_id, 'status', e.status, 'approvalId', e.approval_id)
         from execution e where e.project_id = $1 and e.request_id = any($4)
       union all
       select jsonb_build_object('seq', e.seq, 'requestId', e.request_id, 'attemptId', e.attempt_id, 'executionId', e.execution_id, 'status', e.status, 'approvalId', e.approval_id)
         from execution e where e.attempt_id = any($5)) as recorded,
    (select coalesce(jsonb_object_agg(e.rate_seq, (extract(epoch from e.created_at) * 1000)::float8), '{}')
       from execution e where e.project_id = $1 and e.rate_seq = any($6::bigint[])) as counted,
    coalesce(
      (select jsonb_build_object('spent', b.project_total, 'succeeded', b.success_total)
         from budget_entry b where b.project_id = $1 and b.at < $7 order by b.at desc, b.seq desc limit 1),
      '{"spent": 0, "succeeded": 0}') as "beforeToday",
    (select coalesce(jsonb_object_agg(i.id, coalesce(newest.action_total, 0) - coalesce(before.action_total, 0)), '{}')
       from unnest($8::text[]) as i(id)
       left join lateral (select b.action_total from budget_entry b
         where b.project_id = $1 and b.action_id = i.id order by b.at desc, b.seq desc limit 1) newest on true
       left join lateral (select b.action_total from budget_entry b
         where b.project_id = $1 and b.action_id = i.id and b.at < $7 order by b.at desc, b.seq desc limit 1) before on true) as "actionSpentToday",
    array(select p.plan_id from plan p where p.plan_id = any($9) and p.status = 'running') as "runningPlanIds"`;

/** Loads what the gates need to know, in one statement, one more for each version that is looked back at, and one where memory changes; the same for a commit (under the head's lock) and for a simulation. */
export async function loadFacts(sql: Sql, gathering: Gathering, query: FactsQuery): Promise<LoadedFacts> {
  const { componentIds, rateSeqs, dayStart, budgetedActionIds } = lookupFor(gathering);
  const [row] = await sql<unknown>(FACTS, [
    gathering.head.projectId,
    query.userIds,
    query.wholeState ? null : componentIds,
    query.requestIds,
    query.attemptIds,
    rateSeqs,
    dayStart,
    budgetedActionIds,
    query.planIds,
  ]);
  const { callers, recorded, runningPlanIds, ...found } = LoadedRow.parse(row);
  const start = openFold(gathering, found, query.wholeState ? null : componentIds);
  const pasts = query.pastVersions?.length ? { pasts: await loadPasts(sql, gathering, query.pastVersions) } : {};
  const remembered = touchesMemory(gathering) ? { remembered: await loadFactKeys(sql, gathering.head.projectId, query.userIds) } : {};
  return { callers: callersOf(callers, gathering), recorded: recorded.toSorted((left, right) => right.seq - left.seq), runningPlanIds, start: { ...start, ...pasts, ...remembered } };
}

/** Who asks; the policy gives a role to somebody without a membership of his own. */
function callersOf(found: readonly Caller[], { rulebook }: Gathering): LoadedFacts['callers'] {
  return Object.fromEntries(found.map((person) => [person.userId, { ...person, role: person.role ?? rulebook.roleOf(person) }]));
}

/** Reads one version of a project's policy; a version, once written, never changes. */
export async function readPolicy(sql: Sql, projectId: string, version: number): Promise<Policy> {
  const [row] = await sql<{ policy: unknown }>('select policy from policy_version where project_id = $1 and version = $2', [projectId, version]);
  if (!row) throw new Error(`Project ${projectId} has no policy version ${version}.`);
  return Policy.parse(row.policy);
}
