import { MikroORM, type EntityManager } from '@mikro-orm/postgresql';
import pg from 'pg';
import { reaching } from './database-away.ts';
import { entities } from './entities/list.ts';
import { createStatementNames, type NameStatement } from './statement-names.ts';

/** Runs one SQL statement with bound parameters ($1, $2, …) and returns its rows. */
export type Sql = <Row>(text: string, parameters?: readonly unknown[]) => Promise<Row[]>;

/** The connection pool: a read side of single statements, and a write side of transactions. */
export type Database = {
  /** One statement outside any transaction. */
  read: Sql;
  /** One READ COMMITTED transaction: it commits when `work` resolves and leaves nothing when `work` throws. */
  write: <Result>(work: (sql: Sql) => Promise<Result>) => Promise<Result>;
  /** One REPEATABLE READ, READ ONLY transaction: every statement of `work` sees the same instant. */
  snapshot: <Result>(work: (sql: Sql) => Promise<Result>) => Promise<Result>;
  /** A fresh unit of work, for administration; the hot path speaks SQL. */
  entities: () => EntityManager;
  /** How many connections work and rest now, and how many callers wait for one. */
  pool: () => { used: number; idle: number; waiting: number };
  /** Ends the pool after the statements that run now. */
  close: () => Promise<void>;
};

export type DatabaseOptions = {
  url: string;
  poolSize: number;
  /** A statement without an answer after so many milliseconds ends its connection; without it, never. */
  answerMs?: number;
};

/**
 * A statement is planned once a connection, for any values. Left to itself Postgres would plan the hot path anew for each
 * commit, which costs more than running it, and for a project that is newer than its statistics it would choose to read the whole history. None of these
 * statements runs long enough to be worth compiling to machine code, which takes longer than any of them.
 */
const SETTINGS = 'set plan_cache_mode = force_generic_plan; set jit = off';

/** Opens the pool. Nothing is created or changed in the database: migrations are a command of their own. */
export async function openDatabase({ url, poolSize, answerMs }: DatabaseOptions): Promise<Database> {
  const orm = await MikroORM.init({
    clientUrl: url,
    entities,
    pool: { min: 0, max: poolSize },
    driverOptions: {
      pipeline: true, // BEGIN travels with the first statement.
      keepAlive: true,
      ...(answerMs && { query_timeout: answerMs, connectionTimeoutMillis: answerMs }),
      onPoolCreated: prepareConnections,
    },
    discovery: { checkDuplicateTableNames: true },
  });
  const pool = await orm.em.getConnection().getNativeClient();
  const nameOf = createStatementNames();
  return {
    read: statementsOn(pool, nameOf),
    write: (work) => inTransaction(pool, nameOf, 'begin', work),
    snapshot: (work) => inTransaction(pool, nameOf, 'begin isolation level repeatable read read only', work),
    entities: () => orm.em.fork(),
    pool: () => ({ used: pool.totalCount - pool.idleCount, idle: pool.idleCount, waiting: pool.waitingCount }),
    close: () => orm.close(),
  };
}

/** Every connection has the settings before its first statement, or ends. */
function prepareConnections(pool: pg.Pool): void {
  pool.on('connect', (client) => void client.query(SETTINGS).catch(() => client.end()));
}

/** Postgres parses and plans a named statement once a connection, which for the hot path is most of its work. */
function statementsOn(connection: Pick<pg.ClientBase, 'query'>, nameOf: NameStatement): Sql {
  return async <Row>(text: string, parameters: readonly unknown[] = []) => {
    const { rows } = await reaching(connection.query<Row & pg.QueryResultRow>({ name: nameOf(text), text, values: [...parameters] }));
    return rows;
  };
}

/** What changes nothing by itself, and so does no harm should BEGIN fail before it. */
const READS = /^\s*select\s/i;

/** BEGIN travels with a first statement that only reads or locks; any other waits for its answer, or it might be committed alone. */
async function inTransaction<Result>(pool: pg.Pool, nameOf: NameStatement, begin: string, work: (sql: Sql) => Promise<Result>): Promise<Result> {
  const client = await reaching(pool.connect());
  const statements = statementsOn(client, nameOf);
  try {
    const begun = reaching(client.query(begin));
    const result = await work(async <Row>(text: string, parameters?: readonly unknown[]) => {
      if (!READS.test(text)) await begun;
      return (await Promise.all([statements<Row>(text, parameters), begun]))[0];
    });
    await begun;
    const { command } = await reaching(client.query('commit'));
    if (command !== 'COMMIT') throw new Error('The transaction was rolled back: one of its statements had failed.'); // Postgres says ROLLBACK, and no error.
    client.release();
    return result;
  } catch (error) {
    await giveBack(client, error);
    throw error;
  }
}

/** A connection on which a statement failed is not used again: what it keeps prepared may be of tables that look different now. */
async function giveBack(client: pg.PoolClient, error: unknown): Promise<void> {
  const isRolledBack = await client.query('rollback').then(
    () => true,
    () => false,
  );
  client.release(!isRolledBack || error instanceof pg.DatabaseError);
}
