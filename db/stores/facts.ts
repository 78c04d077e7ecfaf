import { z } from 'zod';
import { Claims } from '../../contract/claims.ts';
import { Policy } from '../../contract/policy.ts';
import { Role } from '../../contract/project.ts';
import type { Caller } from '../../domain/facts.ts';
import type { Recorded } from '../../domain/execution/decide-attempts.ts';
import { type Gathering, lookupFor, type Lookup, openFold } from '../../domain/execution/gather.ts';
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
  select q.project_id as "projectId",
    (select coalesce(json_agg(json_build_object('userId', u.user_id, 'email', u.email, 'name', u.name, 'organization', u.organization, 'claims', coalesce(u.claims, '{}'), 'role', m.role)), '[]')
         from app_user u left join membership m on m.project_id = q.project_id and m.user_id = u.user_id
        where u.user_id = any(q.user_ids) and u.disabled_at is null) as callers,
    (select coalesce(json_object_agg(c.component_id, c.state), '{}')
       from component_state c
      where c.project_id = q.project_id and (q.component_ids is null or c.component_id = any(q.component_ids))) as components,
    (select coalesce(json_agg(json_build_object('seq', r.seq, 'requestId', r.request_id, 'attemptId', r.attempt_id, 'executionId', r.execution_id, 'status', r.status, 'approvalId', r.approval_id)), '[]')
       from (select seq, request_id, attempt_id, execution_id, status, approval_id from execution e where e.project_id = q.project_id and e.request_id = any(q.request_ids)
         union all select seq, request_id, attempt_id, execution_id, status, approval_id from execution e where e.attempt_id = any(q.attempt_ids)) r) as recorded,
    (select coalesce(json_object_agg(e.rate_seq, (extract(epoch from e.created_at) * 1000)::float8), '{}')
       from execution e where e.project_id = q.project_id and e.rate_seq = any(q.rate_seqs)) as counted,
    coalesce(
      (select json_build_object('spent', b.project_total, 'succeeded', b.success_total)
         from budget_entry b where b.project_id = q.project_id and b.at < q.day_start order by b.at desc, b.seq desc limit 1),
      '{"spent": 0, "succeeded": 0}') as "beforeToday",
    (select coalesce(json_object_agg(i.id, coalesce(newest.action_total, 0) - coalesce(before.action_total, 0)), '{}')
       from unnest(q.budgeted_action_ids) as i(id)
       left join lateral (select b.action_total from budget_entry b
         where b.project_id = q.project_id and b.action_id = i.id order by b.at desc, b.seq desc limit 1) newest on true
       left join lateral (select b.action_total from budget_entry b
         where b.project_id = q.project_id and b.action_id = i.id and b.at < q.day_start order by b.at desc, b.seq desc limit 1) before on true) as "actionSpentToday",
    array(select p.plan_id from plan p where p.plan_id = any(q.plan_ids) and p.status = 'running') as "runningPlanIds"
  from jsonb_to_recordset($1) as q(project_id text, user_ids text[], component_ids text[], request_ids text[], attempt_ids text[],
    rate_seqs bigint[], day_start timestamptz, budgeted_action_ids text[], plan_ids text[])`;

/** What is to be loaded for the intents of one project. */
export type Loading = { readonly gathering: Gathering; readonly query: FactsQuery };

/** Loads what the gates need to know of one project's intents; the same for a commit (under the head's lock) and for a simulation. */
export async function loadFacts(sql: Sql, gathering: Gathering, query: FactsQuery): Promise<LoadedFacts> {
  const [loaded] = await loadAllFacts(sql, [{ gathering, query }]);
  if (!loaded) throw new Error(`Nothing was loaded for project ${gathering.head.projectId}.`);
  return loaded.facts;
}

/** Loads facts for several projects, in the same order, in one statement; one more for each version that is looked back at, and one where memory changes. */
export async function loadAllFacts<Loads extends Loading>(sql: Sql, loadings: readonly Loads[]): Promise<{ loading: Loads; facts: LoadedFacts }[]> {
  const asked = loadings.map((loading) => ({ loading, lookup: lookupFor(loading.gathering) }));
  const rows = await sql<{ projectId: string }>(FACTS, [JSON.stringify(asked.map(questionOf))]);
  const found = new Map(rows.map((row) => [row.projectId, row]));
  const loaded: { loading: Loads; facts: LoadedFacts }[] = [];
  for (const one of asked) loaded.push({ loading: one.loading, facts: await factsFrom(sql, one, found.get(one.loading.gathering.head.projectId)) });
  return loaded;
}

type Asked = { readonly loading: Loading; readonly lookup: Lookup };

function questionOf({ loading: { gathering, query }, lookup: { componentIds, rateSeqs, dayStart, budgetedActionIds } }: Asked): object {
  return {
    ...{ project_id: gathering.head.projectId, user_ids: query.userIds, request_ids: query.requestIds, attempt_ids: query.attemptIds, plan_ids: query.planIds },
    ...{ component_ids: query.wholeState ? null : componentIds, rate_seqs: rateSeqs, day_start: dayStart, budgeted_action_ids: budgetedActionIds },
  };
}

async function factsFrom(sql: Sql, { loading: { gathering, query }, lookup }: Asked, row: unknown): Promise<LoadedFacts> {
  const { callers, recorded, runningPlanIds, ...found } = LoadedRow.parse(row);
  const start = openFold(gathering, found, query.wholeState ? null : lookup.componentIds);
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
