import pg from 'pg';
import type { RegisteredUser, UserChange } from '../../contract/user.ts';
import type { Seal } from '../../platform/seal.ts';
import type { Database, Sql } from '../database.ts';
import { recordAdminEvent } from './admin-events.ts';
import { REGISTERED_COLUMNS, toRegisteredUser } from './registered-user.ts';
import { lockHeadsOf, withdrawWork, type WithdrawnWork } from './withdrawn-work.ts';

/** Why a person was not changed or removed; nothing has changed then. */
export type UserRefusal = 'unknown' | 'email_taken' | 'last_system_admin' | 'last_project_admin';

/** What became of a change of a person: what was withdrawn with it, or why there was none. */
export type UserOutcome = { refusal: UserRefusal } | { refusal: null; withdrawn: WithdrawnWork };

/** Who makes a change, and when. */
export type By = { actorId: string; at: Date };

export type UserRegistry = {
  find(userId: string): Promise<RegisteredUser | null>;
  /** Changes a person. Whoever is disabled loses, in the same transaction, all that he could act by and all that waits for him. */
  change(userId: string, change: UserChange, by: By): Promise<UserOutcome>;
  /** Removes a person with his memberships, his credentials and what waits for him; what he did stays recorded under his id. */
  remove(userId: string, by: By): Promise<UserOutcome>;
  /** Stores a password that has to be changed at the next sign-in, and ends all sessions of the person; false where there is no such person. */
  resetPassword(userId: string, passwordHash: string, by: By): Promise<boolean>;
};

const SELECT = `select ${REGISTERED_COLUMNS} from app_user where user_id = $1`;

const CHANGE = `
  update app_user set email = $2, name = $3, organization = $4, is_system_admin = $5,
    disabled_at = case when $6 then coalesce(disabled_at, $7) end
  where user_id = $1`;

const ONLY_ADMIN_OF = `
  select 1 from membership m where m.user_id = $1 and m.role = 'admin' and not exists (
    select 1 from membership o join app_user u on u.user_id = o.user_id
    where o.project_id = m.project_id and o.role = 'admin' and o.user_id <> $1 and u.disabled_at is null) limit 1`;

const NOTHING: WithdrawnWork = { projectIds: [], approvals: [] };

export function createUserRegistry(database: Database, seal: Seal): UserRegistry {
  return {
    find: async (userId) => {
      const [row] = await database.read(SELECT, [userId]);
      return row === undefined ? null : toRegisteredUser(row);
    },
    change: (userId, change, by) => database.write((sql) => changeUser(sql, seal, { userId, change, by })).catch(refuseTaken),
    remove: (userId, by) => database.write((sql) => remove(sql, seal, userId, by)),
    resetPassword: (userId, passwordHash, by) => database.write((sql) => resetPassword(sql, { userId, passwordHash, by })),
  };
}

async function changeUser(sql: Sql, seal: Seal, { userId, change, by }: { userId: string; change: UserChange; by: By }): Promise<UserOutcome> {
  if (change.disabled === true) await lockHeadsOf(sql, userId);
  const isLast = await isLastSystemAdmin(sql, userId);
  const [row] = await sql(`${SELECT} for no key update`, [userId]);
  if (row === undefined) return { refusal: 'unknown' };
  if (isLast && (change.isSystemAdmin === false || change.disabled === true)) return { refusal: 'last_system_admin' };
  const before = toRegisteredUser(row);
  const after = { ...before, ...change };
  await sql(CHANGE, [userId, after.email?.toLowerCase() ?? null, after.name, after.organization, after.isSystemAdmin, after.disabled, by.at]);
  await recordChange(sql, { before, after, change, by });
  return { refusal: null, withdrawn: change.disabled === true ? await endAll(sql, seal, { userId, why: 'This account was disabled.', now: by.at }) : NOTHING };
}

/** Ends everything that a person signs in or acts by, and what waits for him. */
async function endAll(sql: Sql, seal: Seal, of: { userId: string; why: string; now: Date }): Promise<WithdrawnWork> {
  const { userId, now } = of;
  await sql('delete from login_session where user_id = $1', [userId]);
  await sql('delete from sign_in_link where user_id = $1', [userId]);
  await sql('delete from device_grant where user_id = $1', [userId]);
  await sql('update access_token set revoked_at = $2 where user_id = $1 and revoked_at is null', [userId, now]);
  return withdrawWork(sql, seal, of);
}

async function recordChange(sql: Sql, { before, after, change, by }: { before: RegisteredUser; after: RegisteredUser; change: UserChange; by: By }): Promise<void> {
  const about = { ...by, projectId: null, subject: before.userId, detail: { username: before.username } };
  if (before.disabled !== after.disabled) await recordAdminEvent(sql, { ...about, kind: after.disabled ? 'user.disabled' : 'user.enabled' });
  if (before.isSystemAdmin !== after.isSystemAdmin) await recordAdminEvent(sql, { ...about, kind: after.isSystemAdmin ? 'user.system_admin_granted' : 'user.system_admin_taken' });
  const fields = (['email', 'name', 'organization'] as const).filter((field) => change[field] !== undefined && before[field] !== after[field]);
  if (fields.length > 0) await recordAdminEvent(sql, { ...about, kind: 'user.changed', detail: { ...about.detail, fields } });
}

/** The projects come before the person: whoever changes members locks in that order too. */
async function remove(sql: Sql, seal: Seal, userId: string, by: By): Promise<UserOutcome> {
  await lockHeadsOf(sql, userId);
  if (await isLastSystemAdmin(sql, userId)) return { refusal: 'last_system_admin' };
  await sql(`select 1 from project where project_id in (select project_id from membership where user_id = $1 and role = 'admin') order by project_id for no key update`, [userId]);
  const [person] = await sql<{ username: string }>('select username from app_user where user_id = $1 for update', [userId]);
  if (!person) return { refusal: 'unknown' };
  if ((await sql(ONLY_ADMIN_OF, [userId])).length > 0) return { refusal: 'last_project_admin' };
  const withdrawn = await endAll(sql, seal, { userId, why: 'This account was removed.', now: by.at });
  await sql('delete from app_user where user_id = $1', [userId]);
  await recordAdminEvent(sql, { ...by, kind: 'user.deleted', projectId: null, subject: userId, detail: { username: person.username } });
  return { refusal: null, withdrawn };
}

async function resetPassword(sql: Sql, { userId, passwordHash, by }: { userId: string; passwordHash: string; by: By }): Promise<boolean> {
  const changed = await sql('update app_user set password_hash = $2, password_change_required = true where user_id = $1 returning user_id', [userId, passwordHash]);
  if (changed.length === 0) return false;
  await sql('delete from login_session where user_id = $1', [userId]);
  await recordAdminEvent(sql, { ...by, kind: 'user.password_reset', projectId: null, subject: userId });
  return true;
}

/** Holds the rows of all system admins, because two who demote each other at once would leave nobody. */
async function isLastSystemAdmin(sql: Sql, userId: string): Promise<boolean> {
  const admins = await sql<{ user_id: string }>('select user_id from app_user where is_system_admin and disabled_at is null order by user_id for no key update', []);
  return admins.length === 1 && admins[0]?.user_id === userId;
}

function refuseTaken(error: unknown): UserOutcome {
  if (error instanceof pg.DatabaseError && error.code === '23505') return { refusal: 'email_taken' };
  throw error;
}
