import { Member, type Role } from '../../contract/project.ts';
import type { Database, Sql } from '../database.ts';
import { recordAdminEvent } from './admin-events.ts';
import { instant } from '../instant.ts';
import { readTimeCursor, toPage, type Page, type PageRequest } from '../page.ts';

/** What became of a change of members; nothing has changed unless it says `done`. */
export type MemberChange = 'done' | 'unknown' | 'last_admin';

/** A membership as it is to be, and who says so. */
export type MemberPut = { projectId: string; userId: string; role: Role; by: string; at: Date };

/** Who is looked for: an exact user name, or an e-mail address, which is looked for among the user names too. */
export type Named = { username?: string; email?: string };

export type Members = {
  list(projectId: string, page: PageRequest): Promise<Page<Member>>;
  find(projectId: string, userId: string): Promise<Member | null>;
  /** How many people who are not disabled have each role. */
  countByRole(projectId: string): Promise<{ [R in Role]: number }>;
  /** Adds a person or changes his role; a project keeps an enabled admin. */
  put(member: MemberPut): Promise<MemberChange>;
  /** Adds an enabled person who is no member yet. */
  add(member: Omit<MemberPut, 'userId'> & { named: Named }): Promise<{ outcome: 'added'; userId: string } | { outcome: 'unknown' | 'member' }>;
  /** Removes a person; a project keeps an enabled admin. */
  remove(gone: Omit<MemberPut, 'role'>): Promise<MemberChange>;
};

type Row = { user_id: string; username: string; name: string | null; role: string; created_at: string };

const SELECT = `select m.user_id, u.username, u.name, m.role, ${instant('m.created_at')} as created_at from membership m join app_user u on u.user_id = m.user_id`;

export function createMembers(database: Database): Members {
  return {
    list: async (projectId, { limit, cursor }) => {
      const { at, id } = readTimeCursor(cursor);
      const rows = await database.read<Row>(
        `${SELECT} where m.project_id = $1 and ($2::text is null or (m.created_at, m.user_id) < ($2::timestamptz, $3))
         order by m.created_at desc, m.user_id desc limit $4`,
        [projectId, at, id, limit + 1],
      );
      return toPage(rows, limit, (row) => `${row.created_at} ${row.user_id}`, toMember);
    },
    find: async (projectId, userId) => {
      const [row] = await database.read<Row>(`${SELECT} where m.project_id = $1 and m.user_id = $2`, [projectId, userId]);
      return row ? toMember(row) : null;
    },
    countByRole: async (projectId) => {
      const rows = await database.read<{ role: Role; count: number }>(
        `select m.role, count(*)::int as count from membership m join app_user u on u.user_id = m.user_id
         where m.project_id = $1 and u.disabled_at is null group by m.role`,
        [projectId],
      );
      return { viewer: 0, operator: 0, admin: 0, ...Object.fromEntries(rows.map(({ role, count }) => [role, count])) };
    },
    put: (member) => database.write((sql) => put(sql, member)),
    add: (member) => database.write((sql) => add(sql, member)),
    remove: (gone) => database.write((sql) => remove(sql, gone)),
  };
}

async function put(sql: Sql, { projectId, userId, role, by, at }: MemberPut): Promise<MemberChange> {
  await lockMembers(sql, projectId);
  const people = await sql('select 1 from app_user where user_id = $1 for key share', [userId]); // He is not removed meanwhile.
  if (people.length === 0) return 'unknown';
  if (role !== 'admin' && (await isLastAdmin(sql, projectId, userId))) return 'last_admin';
  await sql(
    `insert into membership (project_id, user_id, role, created_at) values ($1, $2, $3, $4)
     on conflict (project_id, user_id) do update set role = excluded.role`,
    [projectId, userId, role, at],
  );
  await recordAdminEvent(sql, { kind: 'member.put', actorId: by, projectId, subject: userId, detail: { role }, at });
  return 'done';
}

const FIND_NAMED = `
  select user_id from app_user where (username = $1 or email = lower($2) or username = $2) and disabled_at is null
  order by email is not distinct from lower($2) desc limit 1 for key share`;

async function add(sql: Sql, { projectId, named, role, by, at }: Omit<MemberPut, 'userId'> & { named: Named }): ReturnType<Members['add']> {
  await lockMembers(sql, projectId);
  const [person] = await sql<{ user_id: string }>(FIND_NAMED, [named.username ?? null, named.email ?? null]);
  if (!person) return { outcome: 'unknown' };
  const userId = person.user_id;
  const added = await sql('insert into membership (project_id, user_id, role, created_at) values ($1, $2, $3, $4) on conflict do nothing returning user_id', [projectId, userId, role, at]);
  if (added.length === 0) return { outcome: 'member' };
  await recordAdminEvent(sql, { kind: 'member.put', actorId: by, projectId, subject: userId, detail: { role }, at });
  return { outcome: 'added', userId };
}

async function remove(sql: Sql, { projectId, userId, by, at }: Omit<MemberPut, 'role'>): Promise<MemberChange> {
  await lockMembers(sql, projectId);
  if (await isLastAdmin(sql, projectId, userId)) return 'last_admin';
  const removed = await sql('delete from membership where project_id = $1 and user_id = $2 returning user_id', [projectId, userId]);
  if (removed.length === 0) return 'unknown';
  await recordAdminEvent(sql, { kind: 'member.removed', actorId: by, projectId, subject: userId, at });
  return 'done';
}

/** Two admins who remove each other at once would leave nobody: changes of members go one by one, and hold up no commit. */
const lockMembers = (sql: Sql, projectId: string): Promise<unknown> => sql('select 1 from project where project_id = $1 for no key update', [projectId]);

/** Whether the person is an admin of the project, and nobody else who is enabled is. */
async function isLastAdmin(sql: Sql, projectId: string, userId: string): Promise<boolean> {
  const admins = await sql<{ user_id: string; disabled: boolean }>(
    `select m.user_id, u.disabled_at is not null as disabled from membership m join app_user u on u.user_id = m.user_id
     where m.project_id = $1 and m.role = 'admin'`,
    [projectId],
  );
  const others = admins.filter((admin) => admin.user_id !== userId && !admin.disabled);
  return admins.some((admin) => admin.user_id === userId) && others.length === 0;
}

const toMember = (row: Row): Member => Member.parse({ userId: row.user_id, username: row.username, name: row.name, role: row.role, createdAt: row.created_at });
