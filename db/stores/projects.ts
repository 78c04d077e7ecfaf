import type { Policy } from '../../contract/policy.ts';
import type { AdminEventKind } from '../../contract/admin-event.ts';
import { Project, type ProjectStatus, type TemplateOrigin } from '../../contract/project.ts';
import type { Database } from '../database.ts';
import { instant } from '../instant.ts';
import { ID_KEY, readCursor, toPage, type Page, type PageRequest } from '../page.ts';
import { recordAdminEvent } from './admin-events.ts';
import { createMappedRoles } from './mapped-roles.ts';
import { createPolicyReader, type PolicyReader } from './policy-reader.ts';

/** A project to be opened; its creator becomes its first admin. */
export type NewProjectRow = { projectId: string; name: string; createdBy: string; createdAt: Date; policy: Policy; template: TemplateOrigin };

/** A step in a project's life: the status that it leads to, those from which it may be taken, and what it is recorded as. Elsewhere it changes nothing. */
export type LifecycleStep = { to: ProjectStatus; from: readonly ProjectStatus[]; kind: AdminEventKind };

export type Projects = {
  /** The project as that person sees it, also where he is no member; a role of his own goes before one that the policy maps to him. */
  find(projectId: string, userId: string): Promise<Project | null>;
  /** The projects in which the person has a role, be it by the policy; where `only` is given, those of them alone. */
  list(userId: string, page: PageRequest, only: readonly string[] | null): Promise<Page<Project>>;
  /** The project, its head, policy version 1 and its first member, together or not at all. */
  create(row: NewProjectRow): Promise<void>;
  /** Takes the step if the status allows it, under the lock of the project's head, and records who took it. */
  step(projectId: string, step: LifecycleStep, by: { userId: string; at: Date }): Promise<void>;
};

type Row = { project_id: string; name: string; status: string; version: number; role: string | null; created_at: string; template_name: string | null; template_version: number | null };

const COLUMNS = `p.project_id, p.name, h.status, h.version::float8 as version, m.role, p.template_name, p.template_version, ${instant('p.created_at')} as created_at`;

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
    step: (projectId, step, by) => take(database, projectId, step, by),
  };
}

/** Inserts one by one, parents first: the tables know of each other through foreign keys alone. */
const create = (database: Database, { projectId, name, createdBy, createdAt, policy, template }: NewProjectRow): Promise<void> =>
  database.write(async (sql) => {
    await sql('insert into project (project_id, name, created_by, created_at, template_name, template_version) values ($1, $2, $3, $4, $5, $6)', [
      ...[projectId, name, createdBy, createdAt],
      ...[template.name, template.version],
    ]);
    await sql("insert into project_head (project_id, status, policy_version, at) values ($1, 'active', 1, $2)", [projectId, createdAt]);
    await sql('insert into policy_version (project_id, version, policy, created_by, created_at) values ($1, 1, $2, $3, $4)', [projectId, JSON.stringify(policy), createdBy, createdAt]);
    await sql("insert into membership (project_id, user_id, role, created_at) values ($1, $2, 'admin', $3)", [projectId, createdBy, createdAt]);
    await recordAdminEvent(sql, { kind: 'project.created', actorId: createdBy, projectId, subject: projectId, detail: { name, template }, at: createdAt });
  });

const take = (database: Database, projectId: string, { to, from, kind }: LifecycleStep, { userId, at }: { userId: string; at: Date }): Promise<void> =>
  database.write(async (sql) => {
    const taken = await sql('update project_head set status = $2 where project_id = $1 and status = any($3::text[]) returning project_id', [projectId, to, from]);
    if (taken.length > 0) await recordAdminEvent(sql, { kind, actorId: userId, projectId, subject: projectId, at });
  });

function toProject({ template_name: name, template_version: version, ...row }: Row): Project {
  const template = name === null ? null : { name, version };
  return Project.parse({ projectId: row.project_id, name: row.name, status: row.status, version: row.version, role: row.role, template, createdAt: row.created_at });
}
