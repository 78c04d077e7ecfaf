import { z } from 'zod';
import { Claims } from '../../contract/claims.ts';
import { JsonObject } from '../../contract/json.ts';
import { Role } from '../../contract/project.ts';
import type { Components } from '../../domain/action.ts';
import type { Rulebook } from '../../domain/policy/rulebook.ts';
import type { Sql } from '../database.ts';

/** Where a project stands, as far as it matters to a request that waits there. */
export type Ground = { policyVersion: number; stored: Components };

const GROUNDS = `
  select h.project_id as "projectId", h.policy_version as "policyVersion",
    (select coalesce(jsonb_object_agg(c.component_id, c.state), '{}') from component_state c
      where c.project_id = h.project_id and ('' = any($2) or c.component_id = any($2))) as stored
  from project_head h where h.project_id = any($1)`;

const GroundRow = z.object({ projectId: z.string(), policyVersion: z.number(), stored: z.record(z.string(), JsonObject) });

/** Reads the policy version and these components ('' stands for all of them) of projects, by project. */
export async function readGrounds(sql: Sql, projectIds: readonly string[], componentIds: readonly string[]): Promise<ReadonlyMap<string, Ground>> {
  const rows = projectIds.length === 0 ? [] : await sql(GROUNDS, [projectIds, componentIds]);
  return new Map(rows.map((row) => GroundRow.parse(row)).map(({ projectId, ...ground }) => [projectId, ground]));
}

const PEOPLE = `
  select u.user_id as "userId", u.email, u.name, u.organization, coalesce(u.claims, '{}') as claims, m.role
  from app_user u left join membership m on m.project_id = $1 and m.user_id = u.user_id
  where u.user_id = any($2) and u.disabled_at is null`;

const PersonRow = z.object({ userId: z.string(), email: z.string().nullable(), name: z.string().nullable(), organization: z.string().nullable(), claims: Claims, role: Role.nullable() });

/** The roles that people have in a project at this instant; a disabled person has none, and the policy may give one to somebody without a membership. */
export async function readRoles(sql: Sql, projectId: string, userIds: readonly string[], { roleOf }: Pick<Rulebook, 'roleOf'>): Promise<{ [userId: string]: Role | null }> {
  const people = (await sql(PEOPLE, [projectId, userIds])).map((row) => PersonRow.parse(row));
  return Object.fromEntries(people.map((person) => [person.userId, person.role ?? roleOf(person)]));
}
