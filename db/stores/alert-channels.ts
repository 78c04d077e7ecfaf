import { z } from 'zod';
import { type AlertChannel, type AlertChannelChange, AlertKind } from '../../contract/alert-channel.ts';
import type { Seal } from '../../platform/seal.ts';
import type { Database } from '../database.ts';
import { instant } from '../instant.ts';
import { ID_KEY, readCursor, toPage, type Page, type PageRequest } from '../page.ts';

/** How many channels an installation has at most. */
export const MAX_ALERT_CHANNELS = 50;

const PURPOSE = 'alert-channel';

export type NewAlertChannelRow = Pick<AlertChannel, 'channelId' | 'name' | 'url' | 'kinds' | 'createdBy'> & { secret: string; createdAt: Date };

/** Where a message goes, and what signs it. */
export type OpenChannel = Pick<AlertChannel, 'channelId' | 'url'> & { secret: string };

/** Who is told of what needs attention. */
export type AlertChannels = {
  list(page: PageRequest): Promise<Page<AlertChannel>>;
  find(channelId: string): Promise<AlertChannel | null>;
  /** Adds a channel; null where there are as many as there may be. */
  insert(row: NewAlertChannelRow): Promise<AlertChannel | null>;
  /** Changes what is given; null where there is no such channel. */
  change(channelId: string, change: AlertChannelChange, now: Date): Promise<AlertChannel | null>;
  /** False where there is none. */
  remove(channelId: string): Promise<boolean>;
  /** The ids of those that are told of this. */
  toldOf(kind: AlertKind): Promise<string[]>;
  /** A channel with its secret; null where it is gone or disabled. */
  open(channelId: string): Promise<OpenChannel | null>;
};

const COLUMNS = `channel_id, name, url, kinds, disabled_at is not null as disabled, created_by, ${instant('created_at')} as created_at`;

const Row = z.object({
  ...{ channel_id: z.string(), name: z.string(), url: z.string(), kinds: z.array(AlertKind).nullable() },
  ...{ disabled: z.boolean(), created_by: z.string(), created_at: z.string() },
});

const CHANGE = `
  update alert_channel set name = coalesce($2, name), url = coalesce($3, url), kinds = coalesce($4::jsonb, kinds),
    disabled_at = case when $5::boolean is null then disabled_at when $5 then coalesce(disabled_at, $6) end
  where channel_id = $1 returning ${COLUMNS}`;

const TOLD = `select channel_id as "channelId" from alert_channel where disabled_at is null and (kinds = 'null'::jsonb or kinds @> to_jsonb($1::text)) order by channel_id limit $2`;

export function createAlertChannels(database: Database, seal: Seal): AlertChannels {
  return {
    list: async ({ limit, cursor }) => {
      const rows = await database.read(`select ${COLUMNS} from alert_channel where $1::text is null or channel_id < $1 order by channel_id desc limit $2`, [readCursor(cursor, ID_KEY), limit + 1]);
      return toPage(rows.map(toChannel), limit, ({ channelId }) => channelId, (channel) => channel);
    },
    find: async (channelId) => first(await database.read(`select ${COLUMNS} from alert_channel where channel_id = $1`, [channelId])),
    insert: (row) => insert(database, seal, row),
    change: async (channelId, { name, url, kinds, disabled }, now) =>
      first(await database.read(CHANGE, [channelId, name ?? null, url ?? null, kinds === undefined ? null : JSON.stringify(kinds), disabled ?? null, now])),
    remove: async (channelId) => (await database.read('delete from alert_channel where channel_id = $1 returning channel_id', [channelId])).length > 0,
    toldOf: async (kind) => (await database.read<{ channelId: string }>(TOLD, [kind, MAX_ALERT_CHANNELS])).map(({ channelId }) => channelId),
    open: (channelId) => open(database, seal, channelId),
  };
}

/** One by one, so that their number holds. */
const insert = (database: Database, seal: Seal, { channelId, name, url, kinds, createdBy, secret, createdAt }: NewAlertChannelRow): Promise<AlertChannel | null> =>
  database.write(async (sql) => {
    await sql("select pg_advisory_xact_lock(hashtextextended('alert_channel', 0))");
    const [all] = await sql<{ count: number }>('select count(*)::int as count from alert_channel');
    if ((all?.count ?? 0) >= MAX_ALERT_CHANNELS) return null;
    const row = [channelId, name, url, JSON.stringify(kinds), seal.seal(PURPOSE, secret), createdBy, createdAt];
    return first(await sql(`insert into alert_channel (channel_id, name, url, kinds, sealed_secret, created_by, created_at) values ($1, $2, $3, $4, $5, $6, $7) returning ${COLUMNS}`, row));
  });

async function open(database: Database, seal: Seal, channelId: string): Promise<OpenChannel | null> {
  const [row] = await database.read<{ url: string; sealed: Uint8Array }>('select url, sealed_secret as sealed from alert_channel where channel_id = $1 and disabled_at is null', [channelId]);
  return row ? { channelId, url: row.url, secret: seal.open(PURPOSE, row.sealed).toString('utf8') } : null;
}

const first = ([row]: readonly unknown[]): AlertChannel | null => (row === undefined ? null : toChannel(row));

function toChannel(row: unknown): AlertChannel {
  const { channel_id: channelId, created_by: createdBy, created_at: createdAt, ...more } = Row.parse(row);
  return { channelId, createdBy, createdAt, ...more };
}
