import type { MissedRow } from '../../contract/key-ring.ts';
import type { Sql } from '../../db/database.ts';
import { noteReEncryption, takeReEncryption, type ReEncryptionPlace, type ReEncryptionTask } from '../../db/stores/re-encryptions.ts';
import { readSealed, replaceSealed, SEALED_TABLES, type SealedRow, type SealedTable } from '../../db/stores/sealed-columns.ts';
import { SealError, type Seal } from '../../platform/seal.ts';
import type { Powers } from '../dependencies.ts';

/** What resealing is made of. */
export type ResealPowers = Pick<Powers, 'database' | 'seal'> & { media: Pick<Powers['media'], 'reseal'> };

/** A worker whose first key is another one than the run's must leave it to others. */
export class OtherKey extends Error {
  override name = 'OtherKey';
}

const MEDIA = 'media';
const STEPS: readonly string[] = [...SEALED_TABLES.map(({ table }) => table), MEDIA];

/** Whoever works on the rows goes first: a batch that has to wait is tried again later. */
const YIELD = "select set_config('lock_timeout', '500ms', true)";

/** Seals the next rows of a run anew and notes how far it is, in one transaction. `isOver` says that every table has had its turn. Undefined where there is no such run. */
export const resealBatch = ({ database, seal, media }: ResealPowers, runId: string): Promise<{ task: ReEncryptionTask; isOver: boolean } | undefined> =>
  database.write(async (sql) => {
    await sql(YIELD);
    const task = await takeReEncryption(sql, runId);
    if (!task || task.status !== 'running') return task && { task, isOver: false };
    if (task.keyId !== seal.keyId) throw new OtherKey(`This worker seals with the key ${seal.keyId}, and the run with ${task.keyId}; give every process the same SECRET_KEYS.`);
    const { table, after, isOver } = placeNow(task.place);
    if (isOver) return { task, isOver };
    const turn = table === null ? await media.reseal(sql, after) : await resealRows(sql, seal, table, after);
    await noteReEncryption(sql, runId, { ...turn, place: placeAfter(task.place, table?.table ?? MEDIA, turn.after) });
    return { task, isOver: false };
  });

const END = 'end';

function placeNow({ table, after }: ReEncryptionPlace): { table: SealedTable | null; after: string[]; isOver: boolean } {
  if (table === MEDIA || table === END) return { table: null, after, isOver: table === END };
  const known = SEALED_TABLES.find((one) => one.table === table);
  const [first] = SEALED_TABLES; // A release that has dropped a table begins anew.
  return { table: known ?? first ?? null, after: known ? after : [], isOver: false };
}

function placeAfter(place: ReEncryptionPlace, table: string, after: string[] | null): ReEncryptionPlace {
  return after === null ? { ...place, table: STEPS[STEPS.indexOf(table) + 1] ?? END, after: [] } : { ...place, table, after };
}

type Turn = { after: string[] | null; done: number; missed: MissedRow[] };

async function resealRows(sql: Sql, seal: Seal, table: SealedTable, after: readonly string[]): Promise<Turn> {
  const rows = await readSealed(sql, table, after, seal.keyId);
  const missed: MissedRow[] = [];
  const writes: Promise<boolean>[] = [];
  for (const row of rows.filter(({ sealed }) => sealed.some((one) => one !== null))) {
    const fresh = resealRow(seal, table, row);
    if (fresh === null) missed.push({ table: table.table, key: row.key });
    else writes.push(replaceSealed(sql, table, row, fresh)); // They travel together.
  }
  const done = (await Promise.all(writes)).filter(Boolean).length;
  return { after: rows.length === table.batch ? (rows.at(-1)?.key ?? null) : null, done, missed };
}

/** The row's parts under the key that seals now, null where one of them cannot be opened. */
function resealRow(seal: Seal, { purposes }: SealedTable, { sealed }: SealedRow): (Buffer | null)[] | null {
  try {
    return sealed.map((one, index) => one && reseal(seal, purposes[index] ?? [], one));
  } catch (error) {
    if (error instanceof SealError) return null;
    throw error;
  }
}

/** What is sealed for one of the purposes, sealed anew for the same one; throws a SealError where none opens it. */
function reseal(seal: Seal, [purpose = '', ...others]: readonly string[], sealed: Buffer): Buffer {
  try {
    return seal.seal(purpose, seal.open(purpose, sealed));
  } catch (error) {
    if (!(error instanceof SealError) || others.length === 0) throw error;
    return reseal(seal, others, sealed);
  }
}
