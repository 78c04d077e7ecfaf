import type { Role } from '../../contract/project.ts';
import type { Person } from '../../domain/policy/person.ts';
import type { Database } from '../database.ts';
import type { PolicyReader } from './policy-reader.ts';

/** The roles that policies give to people who are no members; an expression that errs gives none. */
export type MappedRoles = {
  find(projectId: string, userId: string): Promise<Role | null>;
  /** By project, for every project in which the person has a role by its policy alone; the newest 1,000 policies with mappings are looked at. */
  list(userId: string): Promise<ReadonlyMap<string, Role>>;
  /** Somebody as the policy of a project sees him, with the role of his membership there; null where there is no such enabled person. */
  findPerson(projectId: string, userId: string): Promise<{ person: Person; membership: Role | null } | null>;
};

type Row = { project_id: string; policy_version: number } & Omit<Person, 'userId'>;

const MAX_POLICIES = 1_000;

const FIND = `select h.project_id, h.policy_version, u.email, u.name, u.organization, coalesce(u.claims, '{}') as claims from project_head h, app_user u
  where h.project_id = $1 and u.user_id = $2 and u.disabled_at is null`;

const LIST = `select h.project_id, h.policy_version, u.email, u.name, u.organization, coalesce(u.claims, '{}') as claims from policy_version v
  join project_head h on h.project_id = v.project_id and h.policy_version = v.version
  join app_user u on u.user_id = $1 and u.disabled_at is null
  left join membership m on m.project_id = h.project_id and m.user_id = u.user_id
  where v.policy ? 'roleMappings' and m.user_id is null order by h.project_id desc limit $2`;

const FIND_PERSON = `select u.email, u.name, u.organization, coalesce(u.claims, '{}') as claims, m.role from app_user u
  left join membership m on m.project_id = $1 and m.user_id = u.user_id where u.user_id = $2 and u.disabled_at is null`;

export function createMappedRoles(database: Database, readPolicy: PolicyReader): MappedRoles {
  const roleOf = async (userId: string, { project_id: projectId, policy_version: version, ...person }: Row) => {
    const { rulebook } = await readPolicy(database.read, projectId, version);
    return rulebook.roleOf({ userId, ...person });
  };
  return {
    find: async (projectId, userId) => {
      const [row] = await database.read<Row>(FIND, [projectId, userId]);
      return row ? roleOf(userId, row) : null;
    },
    list: async (userId) => {
      const roles = new Map<string, Role>();
      for (const row of await database.read<Row>(LIST, [userId, MAX_POLICIES])) {
        const role = await roleOf(userId, row);
        if (role !== null) roles.set(row.project_id, role);
      }
      return roles;
    },
    findPerson: async (projectId, userId) => {
      const [row] = await database.read<Omit<Person, 'userId'> & { role: Role | null }>(FIND_PERSON, [projectId, userId]);
      if (!row) return null;
      const { role: membership, ...person } = row;
      return { person: { userId, ...person }, membership };
    },
  };
}
