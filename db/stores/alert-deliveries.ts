import { AlertDelivery } from '../../contract/alert-channel.ts';
import type { Sql } from '../database.ts';
import { instant } from '../instant.ts';
import { readTimeCursor, toPage, type Page, type PageRequest } from '../page.ts';

/** How many deliveries of a channel are kept at most. */
export const MAX_DELIVERIES = 100;

/** How one attempt to tell a channel ended. */
export type DeliveryAttempt = Omit<AlertDelivery, 'attempts' | 'at'> & { channelId: string; at: Date };

const RECORD = `
  insert into alert_delivery as d (channel_id, delivery_id, kind, status, http_status, attempts, error, at)
  select c.channel_id, $2, $3, $4, $5, 1, $6, $7 from alert_channel c where c.channel_id = $1
  on conflict (channel_id, delivery_id) do update
    set status = excluded.status, http_status = excluded.http_status, attempts = d.attempts + 1, error = excluded.error, at = excluded.at`;
const FORGET = `
  delete from alert_delivery where channel_id = $1 and delivery_id in (
    select delivery_id from alert_delivery where channel_id = $1 order by at desc, delivery_id desc offset $2)`;

/** Records an attempt under its delivery, and forgets the oldest deliveries of the channel beyond those that are kept. */
export async function recordDelivery(sql: Sql, { channelId, deliveryId, kind, status, httpStatus, error, at }: DeliveryAttempt): Promise<void> {
  await sql(RECORD, [channelId, deliveryId, kind, status, httpStatus, error, at]);
  await sql(FORGET, [channelId, MAX_DELIVERIES]);
}

const COLUMNS = `d.delivery_id as "deliveryId", d.kind, d.status, d.http_status as "httpStatus", d.attempts, d.error, ${instant('d.at')} as at`;
const LIST = `
  select ${COLUMNS} from alert_delivery d where d.channel_id = $1 and ($2::timestamptz is null or (d.at, d.delivery_id) < ($2, $3))
  order by d.at desc, d.delivery_id desc limit $4`;

/** The deliveries of a channel that are kept, the newest attempt first. */
export async function listDeliveries(sql: Sql, channelId: string, { limit, cursor }: PageRequest): Promise<Page<AlertDelivery>> {
  const { at, id } = readTimeCursor(cursor);
  const rows = (await sql(LIST, [channelId, at, id, limit + 1])).map((row) => AlertDelivery.parse(row));
  return toPage(rows, limit, (row) => `${row.at} ${row.deliveryId}`, (row) => row);
}

/** One delivery; null where it is not kept. */
export async function findDelivery(sql: Sql, channelId: string, deliveryId: string): Promise<AlertDelivery | null> {
  const [row] = await sql(`select ${COLUMNS} from alert_delivery d where d.channel_id = $1 and d.delivery_id = $2`, [channelId, deliveryId]);
  return row === undefined ? null : AlertDelivery.parse(row);
}
