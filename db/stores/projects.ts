import type { Policy } from '../../contract/policy.ts';
import { Project, type ProjectStatus } from '../../contract/project.ts';
import type { Database } from '../database.ts';
import { Membership } from '../entities/membership.entity.ts';
import { PolicyVersionRow } from '../entities/policy-version.entity.ts';
import { ProjectHead } from '../entities/project-head.entity.ts';
import { ProjectRow } from '../entities/project.entity.ts';
import { instant } from '../instant.ts';
import { ID_KEY, readCursor, toPage, type Page, type PageRequest } from '../page.ts';
import { createMappedRoles } from './mapped-roles.ts';
import { createPolicyReader, type PolicyReader } from './policy-reader.ts';

/** A project to be opened; its creator becomes its first admin. */
export type NewProjectRow = { projectId: string; name: string; createdBy: string; createdAt: Date; policy: Policy };

/** A step in a project's life: the status that it leads to, and those from which it may be taken. Elsewhere it changes nothing. */
export type LifecycleStep = { to: ProjectStatus; from: readonly ProjectStatus[] };

export type Projects = {
  /** The project as that person sees it, also where he is no member; a role of his own goes before one that the policy maps to him. */
  find(projectId: string, userId: string): Promise<Project | null>;
  /** The projects in which the person has a role, be it by the policy; where `only` is given, those of them alone. */
  list(userId: string, page: PageRequest, only: readonly string[] | null): Promise<Page<Project>>;
  /** The project, its head, policy version 1 and its first member, together or not at all. */
  create(row: NewProjectRow): Promise<void>;
  /** Takes the step if the status allows it, under the lock of the project's head. */
  step(projectId: string, step: LifecycleStep): Promise<void>;
};

type Row = { project_id: string; name: string; status: string; version: number; role: string | null; created_at: string };

const COLUMNS = `p.project_id, p.name, h.status, h.version::float8 as version, m.role, ${instant('p.created_at')} as created_at`;

export function createProjects(database: Database, readPolicy: PolicyReader = createPolicyReader()): Projects {
  const mappedRoles = createMappedRoles(database, readPolicy);
  return {
    find: async (projectId, userId) => {
      const [row] = await database.read<Row>(
        `select ${COLUMNS} from project p join project_head h on h.project_id = p.project_id
         left join membership m on m.project_id = p.project_id and m.user_id = $2 where p.project_id = $1`,
        [projectId, userId],
      );
      if (!row || row.role !== null) return row ? toProject(row) : null;
      return toProject({ ...row, role: await mappedRoles.find(projectId, userId) });
    },
    list: async (userId, { limit, cursor }, only) => {
      const mapped = await mappedRoles.list(userId);
      const rows = await database.read<Row>(
        `select ${COLUMNS} from project p join project_head h on h.project_id = p.project_id
         left join membership m on m.project_id = p.project_id and m.user_id = $1
         where p.project_id in (select own.project_id from membership own where own.user_id = $1 union all select unnest($5::text[]))
           and ($2::text is null or p.project_id < $2) and ($4::text[] is null or p.project_id = any($4)) order by p.project_id desc limit $3`,
        [userId, readCursor(cursor, ID_KEY), limit + 1, only, [...mapped.keys()]],
      );
      return toPage(rows, limit, (row) => row.project_id, (row) => toProject({ ...row, role: row.role ?? mapped.get(row.project_id) ?? null }));
    },
    create: (row) => create(database, row),
    step: async (projectId, { to, from }) => {
      await database.read('update project_head set status = $2 where project_id = $1 and status = any($3::text[])', [projectId, to, from]);
    },
  };
}

/** Inserts one by one, parents first: the tables know of each other through foreign keys alone. */
const create = (database: Database, { projectId, name, createdBy, createdAt, policy }: NewProjectRow): Promise<void> =>
  database.entities().transactional(async (em) => {
    await em.insert(ProjectRow, { projectId, name, createdBy, createdAt });
    await em.insert(ProjectHead, { projectId, status: 'active', policyVersion: 1, at: createdAt });
    await em.insert(PolicyVersionRow, { projectId, version: 1, policy, createdBy, createdAt });
    await em.insert(Membership, { projectId, userId: createdBy, role: 'admin', createdAt });
  });

const toProject = (row: Row): Project =>
  Project.parse({ projectId: row.project_id, name: row.name, status: row.status, version: row.version, role: row.role, createdAt: row.created_at });
