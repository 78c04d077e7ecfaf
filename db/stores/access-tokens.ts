import { AccessToken, TokenScopes } from '../../contract/token.ts';
import type { User } from '../../contract/user.ts';
import type { Database, Sql } from '../database.ts';
import { instant } from '../instant.ts';
import { ID_KEY, readCursor, toPage, type Page, type PageRequest } from '../page.ts';
import { recordAdminEvent } from './admin-events.ts';
import { USER_COLUMNS, userOf, type UserRow } from './user-row.ts';

/** A token that works, with the enabled person whose it is. */
export type LiveToken = { tokenId: string; scopes: TokenScopes | null; expiresAt: Date | null; lastUsedAt: Date | null; user: User; passwordChangeRequired: boolean };

/** A token to be made, by its own person unless `createdBy` names another. */
export type NewTokenRow = { tokenId: string; tokenHash: string; prefix: string; userId: string; name: string; scopes: TokenScopes | null; createdAt: Date; expiresAt: Date | null; createdBy?: string };

export type AccessTokens = {
  /** The token of that hash; null where it is unknown, expired or revoked, or its person is disabled. */
  find(tokenHash: string, now: Date): Promise<LiveToken | null>;
  /** Notes that the token was used just now. */
  touch(tokenId: string, now: Date): Promise<void>;
  /** Adds a token for an enabled person, who may have 100 that work, and drops those that ended 90 days ago. */
  insert(row: NewTokenRow): Promise<'inserted' | 'too_many' | 'nobody'>;
  /** A person's tokens that were not revoked. */
  list(userId: string, page: PageRequest): Promise<Page<AccessToken>>;
  /** Ends a token at once, of that person or, for null, of anybody, and records who did; false where there is none. */
  revoke(tokenId: string, userId: string | null, by: { actorId: string; at: Date }): Promise<boolean>;
};

const MAX_TOKENS = 100;

type FoundRow = UserRow & {
  token_id: string;
  scopes: unknown;
  expires_ms: number | null;
  used_ms: number | null;
};

const FIND = `
  select t.token_id, t.scopes, (extract(epoch from t.expires_at) * 1000)::float8 as expires_ms, (extract(epoch from t.last_used_at) * 1000)::float8 as used_ms,
         ${USER_COLUMNS}
  from access_token t join app_user u on u.user_id = t.user_id
  where t.token_hash = $1 and t.revoked_at is null and (t.expires_at is null or t.expires_at > $2) and u.disabled_at is null`;

type ListedRow = Omit<AccessToken, 'scopes'> & { scopes: unknown };

const LIST = `
  select token_id as "tokenId", user_id as "userId", name, prefix, scopes, ${instant('created_at')} as "createdAt", ${instant('expires_at')} as "expiresAt", ${instant('last_used_at')} as "lastUsedAt"
  from access_token where user_id = $1 and revoked_at is null and ($2::text is null or token_id < $2) order by token_id desc limit $3`;

const DROP_OLD = `delete from access_token where user_id = $1 and least(revoked_at, expires_at) < $2::timestamptz - interval '90 days'`;

export function createAccessTokens(database: Database): AccessTokens {
  return {
    find: async (tokenHash, now) => {
      const [row] = await database.read<FoundRow>(FIND, [tokenHash, now]);
      return row ? toLiveToken(row) : null;
    },
    touch: async (tokenId, now) => {
      await database.read('update access_token set last_used_at = $2 where token_id = $1', [tokenId, now]);
    },
    insert: (row) => database.write((sql) => insertAccessToken(sql, row)),
    list: async (userId, { limit, cursor }) => {
      const rows = await database.read<ListedRow>(LIST, [userId, readCursor(cursor, ID_KEY), limit + 1]);
      return toPage(rows, limit, ({ tokenId }) => tokenId, (row) => AccessToken.parse(row));
    },
    revoke: (tokenId, userId, by) => database.write((sql) => revoke(sql, tokenId, userId, by)),
  };
}

const REVOKE = `
  update access_token set revoked_at = $3 where token_id = $1 and ($2::text is null or user_id = $2) and revoked_at is null returning user_id as "userId", name, prefix`;

async function revoke(sql: Sql, tokenId: string, userId: string | null, { actorId, at }: { actorId: string; at: Date }): Promise<boolean> {
  const [revoked] = await sql<{ userId: string; name: string; prefix: string }>(REVOKE, [tokenId, userId, at]);
  if (revoked) await recordAdminEvent(sql, { kind: 'token.revoked', actorId, projectId: null, subject: tokenId, detail: revoked, at });
  return revoked !== undefined;
}

/** Adds a token in a transaction of the caller's. Holds the person's row, so that tokens are counted one by one and none is made while he is being disabled. */
export async function insertAccessToken(sql: Sql, row: NewTokenRow): Promise<'inserted' | 'too_many' | 'nobody'> {
  const people = await sql('select 1 from app_user where user_id = $1 and disabled_at is null for no key update', [row.userId]);
  if (people.length === 0) return 'nobody';
  await sql(DROP_OLD, [row.userId, row.createdAt]);
  const live = await sql('select 1 from access_token where user_id = $1 and revoked_at is null and (expires_at is null or expires_at > $2) limit $3', [row.userId, row.createdAt, MAX_TOKENS]);
  if (live.length >= MAX_TOKENS) return 'too_many';
  await sql('insert into access_token (token_id, token_hash, prefix, user_id, name, scopes, created_at, expires_at) values ($1, $2, $3, $4, $5, $6::jsonb, $7, $8)', [
    ...[row.tokenId, row.tokenHash, row.prefix, row.userId, row.name],
    ...[row.scopes && JSON.stringify(row.scopes), row.createdAt, row.expiresAt],
  ]);
  const detail = { userId: row.userId, name: row.name, prefix: row.prefix };
  await recordAdminEvent(sql, { kind: 'token.created', actorId: row.createdBy ?? row.userId, projectId: null, subject: row.tokenId, detail, at: row.createdAt });
  return 'inserted';
}

const toLiveToken = (row: FoundRow): LiveToken => ({
  tokenId: row.token_id,
  scopes: TokenScopes.nullable().parse(row.scopes),
  expiresAt: toDate(row.expires_ms),
  lastUsedAt: toDate(row.used_ms),
  ...userOf(row),
});

const toDate = (ms: number | null): Date | null => (ms === null ? null : new Date(ms));
