import { DeviceGrant } from '../../contract/device-grant.ts';
import { TokenScopes, type AccessToken } from '../../contract/token.ts';
import type { Database, Sql } from '../database.ts';
import { instant } from '../instant.ts';
import { insertAccessToken, type NewTokenRow } from './access-tokens.ts';

/** A grant just asked for; both codes are stored as hashes alone. */
export type NewGrantRow = {
  deviceHash: string;
  userCodeHash: string;
  clientName: string;
  address: string | null;
  scopes: TokenScopes | null;
  expiresInDays: number;
  createdAt: Date;
  expiresAt: Date;
};

/** A grant without its code, which only its program and whoever typed it know. */
export type FoundGrant = Omit<DeviceGrant, 'userCode'>;

export type Decision = { status: 'approved' | 'denied'; userId: string; now: Date };

/** The parts of a token that are minted outside. */
export type MintedToken = Pick<NewTokenRow, 'tokenId' | 'tokenHash' | 'prefix'>;

export type Redeemed = { outcome: 'approved'; token: Omit<AccessToken, 'lastUsedAt'>; username: string } | { outcome: 'denied' | 'expired' | 'too_many' };

export type DeviceGrants = {
  /** Stores a grant; false where its user code is taken. */
  start(row: NewGrantRow): Promise<boolean>;
  /** Where a grant stands, and when its program asked before; null where there is none, or its time is over. */
  look(deviceHash: string, now: Date): Promise<{ status: DeviceGrant['status']; askedAt: Date | null } | null>;
  /** Notes that the program asked just now. */
  touch(deviceHash: string, now: Date): Promise<void>;
  /** The grant whose user code has one of these hashes. */
  find(userCodeHashes: readonly string[], now: Date): Promise<FoundGrant | null>;
  /** Approves or denies a pending grant for an enabled person; of several at once, one succeeds. */
  decide(userCodeHashes: readonly string[], decision: Decision): Promise<'done' | 'unknown' | 'decided'>;
  /** Turns an approved grant into an access token, and ends it, in one transaction; of several at once, one succeeds. A disabled person's gives nothing. */
  redeem(deviceHash: string, minted: MintedToken, now: Date): Promise<Redeemed>;
};

const DAY_MS = 86_400_000;

const START = `
  insert into device_grant (device_hash, user_code_hash, client_name, address, scopes, expires_in_days, status, created_at, expires_at)
  values ($1, $2, $3, $4, $5::jsonb, $6, 'pending', $7, $8) on conflict do nothing returning device_hash`;

const FIND = `
  select client_name as "clientName", address, scopes, expires_in_days as "expiresInDays", status, ${instant('created_at')} as "createdAt", ${instant('expires_at')} as "expiresAt"
  from device_grant where user_code_hash = any($1) and expires_at > $2`;

const DECIDE = `
  update device_grant set status = $2, user_id = $3 where user_code_hash = any($1) and status = 'pending' and expires_at > $4 returning device_hash`;

const LOOK = 'select status, (extract(epoch from asked_at) * 1000)::float8 as asked_ms from device_grant where device_hash = $1 and expires_at > $2';

const APPROVED = `
  select client_name, scopes, expires_in_days from device_grant where device_hash = $1 and status = 'approved' and expires_at > $2`;

export function createDeviceGrants(database: Database): DeviceGrants {
  return {
    start: async ({ scopes, ...row }) => {
      const values = [row.deviceHash, row.userCodeHash, row.clientName, row.address, scopes && JSON.stringify(scopes), row.expiresInDays, row.createdAt, row.expiresAt];
      return (await database.read(START, values)).length > 0;
    },
    look: async (deviceHash, now) => {
      const [row] = await database.read<{ status: DeviceGrant['status']; asked_ms: number | null }>(LOOK, [deviceHash, now]);
      return row ? { status: row.status, askedAt: row.asked_ms === null ? null : new Date(row.asked_ms) } : null;
    },
    touch: async (deviceHash, now) => {
      await database.read('update device_grant set asked_at = $2 where device_hash = $1', [deviceHash, now]);
    },
    find: async (userCodeHashes, now) => {
      const [row] = await database.read(FIND, [userCodeHashes, now]);
      return row ? Found.parse(row) : null;
    },
    decide: (userCodeHashes, decision) => database.write((sql) => decide(sql, userCodeHashes, decision)),
    redeem: (deviceHash, minted, now) => database.write((sql) => redeem(sql, deviceHash, minted, now)),
  };
}

const Found = DeviceGrant.omit({ userCode: true });

/** The person comes before the grant, as where a person is disabled. */
async function decide(sql: Sql, userCodeHashes: readonly string[], { status, userId, now }: Decision): Promise<'done' | 'unknown' | 'decided'> {
  const people = await sql('select 1 from app_user where user_id = $1 and disabled_at is null for share', [userId]);
  if (people.length === 0) return 'unknown';
  if ((await sql(DECIDE, [userCodeHashes, status, userId, now])).length > 0) return 'done';
  return (await sql(FIND, [userCodeHashes, now])).length > 0 ? 'decided' : 'unknown';
}

/** Holds the person's row first, so that two programs with one code come one by one, and the second finds no grant. */
async function redeem(sql: Sql, deviceHash: string, minted: MintedToken, now: Date): Promise<Redeemed> {
  const [person] = await sql<{ user_id: string; username: string }>(
    'select u.user_id, u.username from app_user u where u.user_id = (select g.user_id from device_grant g where g.device_hash = $1) for no key update',
    [deviceHash],
  );
  const [grant] = await sql<{ client_name: string; scopes: unknown; expires_in_days: number }>(APPROVED, [deviceHash, now]);
  if (!person || !grant) return { outcome: 'expired' };
  const expiresAt = new Date(now.getTime() + grant.expires_in_days * DAY_MS);
  const row = { ...minted, userId: person.user_id, name: grant.client_name, scopes: TokenScopes.nullable().parse(grant.scopes), createdAt: now, expiresAt };
  const inserted = await insertAccessToken(sql, row);
  if (inserted === 'too_many') return { outcome: 'too_many' };
  await sql('delete from device_grant where device_hash = $1', [deviceHash]);
  if (inserted === 'nobody') return { outcome: 'denied' };
  const { tokenHash: _hash, ...shown } = row;
  return { outcome: 'approved', token: { ...shown, createdAt: now.toISOString(), expiresAt: expiresAt.toISOString() }, username: person.username };
}
