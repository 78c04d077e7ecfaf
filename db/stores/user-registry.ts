import pg from 'pg';
import { RegisteredUser, type UserChange } from '../../contract/user.ts';
import type { Database, Sql } from '../database.ts';
import { instant } from '../instant.ts';

/** Why a person was not changed or removed; nothing has changed then. */
export type UserRefusal = 'unknown' | 'email_taken' | 'last_system_admin' | 'last_project_admin';

export type UserRegistry = {
  find(userId: string): Promise<RegisteredUser | null>;
  /** Changes a person. Whoever is disabled loses his sessions, access tokens and sign-in links in the same transaction. */
  change(userId: string, change: UserChange, now: Date): Promise<'done' | UserRefusal>;
  /** Removes a person with his memberships and credentials; what he did stays recorded under his id. */
  remove(userId: string): Promise<'done' | UserRefusal>;
  /** Stores a new password, which ends all sessions of the person; false where there is no such person. */
  resetPassword(userId: string, passwordHash: string): Promise<boolean>;
};

type Row = Omit<RegisteredUser, 'disabled'> & { disabledAt: Date | null };

const SELECT = `select user_id as "userId", username, email, name, organization, is_system_admin as "isSystemAdmin", disabled_at as "disabledAt", ${instant('created_at')} as "createdAt" from app_user where user_id = $1`;

const ONLY_ADMIN_OF = `
  select 1 from membership m where m.user_id = $1 and m.role = 'admin' and not exists (
    select 1 from membership o join app_user u on u.user_id = o.user_id
    where o.project_id = m.project_id and o.role = 'admin' and o.user_id <> $1 and u.disabled_at is null) limit 1`;

export function createUserRegistry(database: Database): UserRegistry {
  return {
    find: async (userId) => {
      const [row] = await database.read<Row>(SELECT, [userId]);
      return row ? toRegisteredUser(row) : null;
    },
    change: (userId, change, now) => database.write((sql) => changeUser(sql, userId, change, now)).catch(refuseTaken),
    remove: (userId) => database.write((sql) => remove(sql, userId)),
    resetPassword: (userId, passwordHash) =>
      database.write(async (sql) => {
        const changed = await sql('update app_user set password_hash = $2, password_change_required = false where user_id = $1 returning user_id', [userId, passwordHash]);
        await sql('delete from login_session where user_id = $1', [userId]);
        return changed.length > 0;
      }),
  };
}

async function changeUser(sql: Sql, userId: string, change: UserChange, now: Date): Promise<'done' | UserRefusal> {
  const isLast = await isLastSystemAdmin(sql, userId);
  const [row] = await sql<Row>(`${SELECT} for no key update`, [userId]);
  if (!row) return 'unknown';
  if (isLast && (change.isSystemAdmin === false || change.disabled === true)) return 'last_system_admin';
  const next = { ...row, ...change };
  const disabledAt = change.disabled === undefined ? row.disabledAt : change.disabled ? (row.disabledAt ?? now) : null;
  await sql('update app_user set email = $2, name = $3, organization = $4, is_system_admin = $5, disabled_at = $6 where user_id = $1', [
    ...[userId, next.email?.toLowerCase() ?? null, next.name, next.organization, next.isSystemAdmin, disabledAt],
  ]);
  if (change.disabled === true) await endCredentials(sql, userId, now);
  return 'done';
}

async function endCredentials(sql: Sql, userId: string, now: Date): Promise<void> {
  await sql('delete from login_session where user_id = $1', [userId]);
  await sql('delete from sign_in_link where user_id = $1', [userId]);
  await sql('update access_token set revoked_at = $2 where user_id = $1 and revoked_at is null', [userId, now]);
}

/** The projects come before the person: whoever changes members locks in that order too. */
async function remove(sql: Sql, userId: string): Promise<'done' | UserRefusal> {
  if (await isLastSystemAdmin(sql, userId)) return 'last_system_admin';
  await sql(`select 1 from project where project_id in (select project_id from membership where user_id = $1 and role = 'admin') order by project_id for no key update`, [userId]);
  const people = await sql('select 1 from app_user where user_id = $1 for update', [userId]);
  if (people.length === 0) return 'unknown';
  if ((await sql(ONLY_ADMIN_OF, [userId])).length > 0) return 'last_project_admin';
  await sql('delete from app_user where user_id = $1', [userId]);
  return 'done';
}

/** Holds the rows of all system admins, because two who demote each other at once would leave nobody. */
async function isLastSystemAdmin(sql: Sql, userId: string): Promise<boolean> {
  const admins = await sql<{ user_id: string }>('select user_id from app_user where is_system_admin and disabled_at is null order by user_id for no key update', []);
  return admins.length === 1 && admins[0]?.user_id === userId;
}

function refuseTaken(error: unknown): 'email_taken' {
  if (error instanceof pg.DatabaseError && error.code === '23505') return 'email_taken';
  throw error;
}

const toRegisteredUser = ({ disabledAt, ...row }: Row): RegisteredUser => RegisteredUser.parse({ ...row, disabled: disabledAt !== null });
