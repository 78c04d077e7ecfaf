import { MikroORM, type EntityManager } from '@mikro-orm/postgresql';
import { CompiledQuery, type Kysely } from 'kysely';
import { entities } from './entities/list.ts';

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
  /** Ends the pool after the statements that run now. */
  close: () => Promise<void>;
};

export type DatabaseOptions = { url: string; poolSize: number };

/** Opens the pool. Nothing is created or changed in the database: migrations are a command of their own. */
export async function openDatabase({ url, poolSize }: DatabaseOptions): Promise<Database> {
  const orm = await MikroORM.init({
    clientUrl: url,
    entities,
    pool: { min: 0, max: poolSize },
    discovery: { checkDuplicateTableNames: true },
  });
  const kysely = orm.em.getKysely<object>();
  return {
    read: statementsOn(kysely),
    write: (work) => kysely.transaction().execute((transaction) => work(statementsOn(transaction))),
    snapshot: (work) =>
      kysely
        .transaction()
        .setIsolationLevel('repeatable read')
        .setAccessMode('read only')
        .execute((transaction) => work(statementsOn(transaction))),
    entities: () => orm.em.fork(),
    close: () => orm.close(),
  };
}

function statementsOn(connection: Kysely<object>): Sql {
  return async <Row>(text: string, parameters: readonly unknown[] = []) => {
    const { rows } = await connection.executeQuery<Row>(CompiledQuery.raw(text, [...parameters]));
    return rows;
  };
}
