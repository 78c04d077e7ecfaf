import type { RegisteredUser, User } from '../../contract/user.ts';
import type { Database, Sql } from '../database.ts';
import { AppUser } from '../entities/app-user.entity.ts';
import { ID_KEY, readCursor, toPage, type Page, type PageRequest } from '../page.ts';
import { recordAdminEvent } from './admin-events.ts';
import { REGISTERED_COLUMNS, toRegisteredUser } from './registered-user.ts';

/** What signing in needs to know about a person. */
export type Credentials = { user: User; passwordHash: string | null; passwordChangeRequired: boolean };

/** A person to be added; the ids and times are the caller's. */
export type UserRow = User & { passwordHash: string | null; passwordChangeRequired: boolean; createdAt: Date };

export type Users = {
  /** The enabled person of that username, else of that email address. */
  findByLogin(name: string): Promise<Credentials | null>;
  /** The enabled person of that id. */
  findById(userId: string): Promise<Credentials | null>;
  /** Lists people; where words are given, those in whose username, email address or name they stand, in capitals or not. */
  list(page: PageRequest & { q?: string | undefined }): Promise<Page<RegisteredUser>>;
  /** Adds a person, unless the username or the email address is taken. */
  insert(row: UserRow, by?: string): Promise<'inserted' | 'username_taken' | 'email_taken'>;
  /** Stores a new password, which ends a forced change and every session but the one that is kept. */
  changePassword(change: { userId: string; passwordHash: string; keepSession: string | null }): Promise<void>;
};

const LIST = `
  select ${REGISTERED_COLUMNS} from app_user
  where ($1::text is null or user_id < $1) and ($2::text is null or position(lower($2) in lower(concat_ws(' ', username, email, name))) > 0)
  order by user_id desc limit $3`;

export function createUsers(database: Database): Users {
  return {
    findByLogin: async (name) => {
      const found = await database.entities().find(AppUser, { $or: [{ username: name }, { email: name.toLowerCase() }], disabledAt: null }, { limit: 2 });
      const best = found.find(({ username }) => username === name) ?? found[0];
      return best ? toCredentials(best) : null;
    },
    findById: async (userId) => {
      const found = await database.entities().findOne(AppUser, { userId, disabledAt: null });
      return found && toCredentials(found);
    },
    list: async ({ limit, cursor, q }) => {
      const rows = await database.read(LIST, [readCursor(cursor, ID_KEY), q || null, limit + 1]);
      return toPage(rows.map(toRegisteredUser), limit, ({ userId }) => userId, (user) => user);
    },
    insert: (row, by = 'system') => database.write((sql) => insert(sql, row, by)),
    changePassword: ({ userId, passwordHash, keepSession }) =>
      database.write(async (sql) => {
        await sql('update app_user set password_hash = $2, password_change_required = false where user_id = $1', [userId, passwordHash]);
        await sql('delete from login_session where user_id = $1 and session_hash is distinct from $2', [userId, keepSession]);
      }),
  };
}

async function insert(sql: Sql, row: UserRow, by: string): Promise<'inserted' | 'username_taken' | 'email_taken'> {
  const email = row.email?.toLowerCase() ?? null;
  const inserted = await sql(
    `insert into app_user (user_id, username, email, name, organization, password_hash, is_system_admin, password_change_required, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing returning user_id`,
    [row.userId, row.username, email, row.name, row.organization, row.passwordHash, row.isSystemAdmin, row.passwordChangeRequired, row.createdAt],
  );
  if (inserted.length === 0) {
    const namesakes = await sql('select user_id from app_user where username = $1', [row.username]);
    return namesakes.length > 0 ? 'username_taken' : 'email_taken';
  }
  const detail = { username: row.username, isSystemAdmin: row.isSystemAdmin };
  await recordAdminEvent(sql, { kind: 'user.created', actorId: by, projectId: null, subject: row.userId, detail, at: row.createdAt });
  return 'inserted';
}

const toUser = ({ userId, username, email, name, organization, isSystemAdmin }: AppUser): User => ({
  userId,
  username,
  email: email ?? null,
  name: name ?? null,
  organization: organization ?? null,
  isSystemAdmin,
});

const toCredentials = (row: AppUser): Credentials => ({
  user: toUser(row),
  passwordHash: row.passwordHash ?? null,
  passwordChangeRequired: row.passwordChangeRequired,
});
