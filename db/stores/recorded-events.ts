import { z } from 'zod';
import { DiffEntry } from '../../contract/execution.ts';
import { Json, JsonObject } from '../../contract/json.ts';
import type { RecordedEvent, ToldExecution } from '../../domain/integrity/open-event-verification.ts';
import type { Sql } from '../database.ts';
import { RowDate } from '../row-date.ts';
import { wireNames } from './records.ts';

const READ = `
  select e.seq::float8 as seq, e.type, e.user_id as "userId", e.at, e.data, to_jsonb(x) as told
  from event e left join execution x on e.type = 'execution.recorded' and x.execution_id = e.data ->> 'executionId' and x.project_id = e.project_id
  where e.project_id = $1 and e.seq > $2 order by e.seq limit $3`;

const Row = z.object({ seq: z.number(), type: z.string(), userId: z.string().nullable(), at: RowDate, data: Json, told: JsonObject.nullable() });
const Told = z.object({ seq: z.number(), executionId: z.string(), createdAt: z.string(), stateVersion: z.number(), diff: z.array(DiffEntry).catch([]) });

/** Reads the next events after a number, each execution's with the execution that it tells of. */
export async function readRecordedEvents(sql: Sql, projectId: string, after: number, limit: number): Promise<RecordedEvent[]> {
  const rows = await sql(READ, [projectId, after, limit]);
  return rows.map((row) => Row.parse(row)).map(({ at, told, ...event }) => ({ ...event, at: at.toISOString(), told: told && toTold(told) }));
}

function toTold(row: JsonObject): ToldExecution {
  const columns = wireNames(row);
  return { ...Told.parse(columns), columns };
}
