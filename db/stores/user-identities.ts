import pg from 'pg';
import type { Claims } from '../../contract/claims.ts';
import type { User } from '../../contract/user.ts';
import type { Database, Sql } from '../database.ts';
import { recordAdminEvent } from './admin-events.ts';
import { freeUsername } from './free-username.ts';
import { USER_COLUMNS, userOf, type UserRow } from './user-row.ts';

/** How an identity provider names a person: these two together never mean somebody else. */
export type Identity = { issuer: string; subject: string };

/** What a provider said of a person; null where it said nothing, which changes nothing. The email address is one that it has verified. */
export type SaidOfPerson = { email: string | null; name: string | null; organization: string | null; claims: Claims };

/** Somebody who comes from his provider; `userId` and `usernames` are for him if he is new: the first free name becomes his. */
export type Arrival = Identity & { said: SaidOfPerson; at: Date; userId: string; usernames: readonly string[] };

/** A person who is known by his identity, as he was left at his last sign-in. */
export type KnownPerson = { user: User; passwordChangeRequired: boolean; disabled: boolean; lastSignInAt: Date };

export type Welcome = { outcome: 'known' | 'created'; person: { user: User; passwordChangeRequired: boolean } } | { outcome: 'email_taken' | 'disabled' };

export type UserIdentities = {
  find(identity: Identity): Promise<KnownPerson | null>;
  /**
   * Lets a person in by his identity alone, and notes what his provider says of him now. Who is new becomes a user, unless
   * his email address belongs to another account: no address ever opens an account that is there already.
   */
  welcome(arrival: Arrival): Promise<Welcome>;
};

type Row = UserRow & { disabled: boolean; last_sign_in_ms: number };

const FIND = `
  select ${USER_COLUMNS}, u.disabled_at is not null as disabled, (extract(epoch from i.last_sign_in_at) * 1000)::float8 as last_sign_in_ms
  from user_identity i join app_user u on u.user_id = i.user_id where i.issuer = $1 and i.subject = $2`;

const NOTE_PERSON = `
  update app_user u set name = coalesce($2, u.name), organization = coalesce($3, u.organization), claims = $4,
    email = case when $5::text is null or exists (select 1 from app_user o where o.email = $5 and o.user_id <> $1) then u.email else $5 end
  where u.user_id = $1 returning ${USER_COLUMNS}`;

const NOTE_IDENTITY = 'update user_identity set last_sign_in_at = greatest(last_sign_in_at, $3) where issuer = $1 and subject = $2';

const ADD_PERSON = `
  insert into app_user as u (user_id, username, email, name, organization, password_hash, is_system_admin, password_change_required, created_at, claims)
  values ($1, $2, $3, $4, $5, null, false, false, $6, $7) returning ${USER_COLUMNS}`;

const ADD_IDENTITY = 'insert into user_identity (issuer, subject, user_id, created_at, last_sign_in_at) values ($1, $2, $3, $4, $4)';

/** Arrivals of one identity go one by one, so that a first sign-in makes one user; and so do all new people, so that each finds a name. */
const ONE_BY_ONE = 'select pg_advisory_xact_lock(hashtextextended($1, 0))';
const NEW_PEOPLE = 'gatehouse: new people';

export function createUserIdentities(database: Database): UserIdentities {
  const welcome = (arrival: Arrival) => database.write((sql) => welcomeOnce(sql, arrival));
  return {
    find: async (identity) => {
      const row = await find(database.read, identity);
      return row ? { ...userOf(row), disabled: row.disabled, lastSignInAt: new Date(row.last_sign_in_ms) } : null;
    },
    // A system admin may give the name or the address to somebody between the look and the change; the second look sees that.
    welcome: (arrival) => welcome(arrival).catch((error: unknown) => (isTaken(error) ? welcome(arrival) : Promise.reject(error))),
  };
}

async function find(sql: Sql, { issuer, subject }: Identity): Promise<Row | undefined> {
  return (await sql<Row>(FIND, [issuer, subject]))[0];
}

async function welcomeOnce(sql: Sql, arrival: Arrival): Promise<Welcome> {
  await sql(ONE_BY_ONE, [`${arrival.issuer}\n${arrival.subject}`]);
  const known = await find(sql, arrival);
  if (!known) return create(sql, arrival);
  return known.disabled ? { outcome: 'disabled' } : note(sql, arrival, known.user_id);
}

async function note(sql: Sql, { issuer, subject, said, at }: Arrival, userId: string): Promise<Welcome> {
  const [row] = await sql<UserRow>(NOTE_PERSON, [userId, said.name, said.organization, JSON.stringify(said.claims), said.email]);
  await sql(NOTE_IDENTITY, [issuer, subject, at]);
  return row ? { outcome: 'known', person: userOf(row) } : { outcome: 'disabled' };
}

async function create(sql: Sql, { issuer, subject, said, at, userId, usernames }: Arrival): Promise<Welcome> {
  await sql(ONE_BY_ONE, [NEW_PEOPLE]);
  if (said.email !== null && (await sql('select 1 from app_user where email = $1', [said.email])).length > 0) return { outcome: 'email_taken' };
  const username = await freeUsername(sql, usernames);
  const [row] = await sql<UserRow>(ADD_PERSON, [userId, username, said.email, said.name, said.organization, at, JSON.stringify(said.claims)]);
  if (!row) throw new Error('A new person has no row.');
  await sql(ADD_IDENTITY, [issuer, subject, userId, at]);
  await recordAdminEvent(sql, { kind: 'user.created', actorId: 'system', projectId: null, subject: userId, detail: { username, issuer }, at });
  return { outcome: 'created', person: userOf(row) };
}

const isTaken = (error: unknown): boolean => error instanceof pg.DatabaseError && error.code === '23505';
