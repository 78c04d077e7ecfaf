import { expect } from '@jest/globals';
import type { DiffEntry } from '../../contract/execution.ts';
import type { Sql } from './sql.ts';

type Row = { seq: number; executionId: string; requestId: string; status: string; diff: DiffEntry[]; stateVersion: number; cost: number; previousHash: string; hash: string };
type Head = { version: number; chainSeq: number; chainHash: string; eventSeq: number; ledgerSeq: number; spentTotal: number; successTotal: number };

const upTo = (count: number) => Array.from({ length: count }, (_none, index) => index + 1);

/** Proves that every account of a project tells the same story: audit chain, versions, ledger, events and state. Answers its audit rows. */
export async function expectConsistent(sql: Sql, projectId: string): Promise<Row[]> {
  const rows = await sql.rows<Row>(
    `select seq::int, execution_id as "executionId", request_id as "requestId", status, diff, state_version::int as "stateVersion", cost,
       previous_hash as "previousHash", hash from execution where project_id = $1 order by seq`,
    [projectId],
  );
  const [head] = await sql.rows<Head>(
    `select version::int, chain_seq::int as "chainSeq", chain_hash as "chainHash", event_seq::int as "eventSeq", ledger_seq::int as "ledgerSeq",
       spent_total as "spentTotal", success_total::int as "successTotal" from project_head where project_id = $1`,
    [projectId],
  );
  if (!head) throw new Error('there is no such project');

  expect(rows.map(({ seq }) => seq)).toEqual(upTo(rows.length));
  expect(rows.map(({ previousHash }) => previousHash)).toEqual(['', ...rows.map(({ hash }) => hash)].slice(0, rows.length));
  expect({ chainSeq: head.chainSeq, chainHash: head.chainHash }).toEqual({ chainSeq: rows.length, chainHash: rows.at(-1)?.hash ?? '' });

  const moved = rows.filter(({ diff }) => diff.length > 0);
  expect(moved.map(({ stateVersion }) => stateVersion)).toEqual(upTo(moved.length));
  expect(head.version).toBe(moved.length);
  const deltas = await sql.rows<{ version: number; executionId: string }>('select version::int, execution_id as "executionId" from state_delta where project_id = $1 order by version', [projectId]);
  expect(deltas).toEqual(moved.map(({ stateVersion, executionId }) => ({ version: stateVersion, executionId })));

  const ledger = await sql.rows<{ seq: number; executionId: string; cost: number; projectTotal: number; successTotal: number }>(
    'select seq::int, execution_id as "executionId", cost, project_total as "projectTotal", success_total::int as "successTotal" from budget_entry where project_id = $1 order by seq',
    [projectId],
  );
  const succeeded = rows.filter(({ status }) => status === 'success');
  expect(ledger.map(({ seq, executionId, cost }) => ({ seq, executionId, cost }))).toEqual(succeeded.map(({ executionId, cost }, index) => ({ seq: index + 1, executionId, cost })));
  const spent = succeeded.reduce((sum, { cost }) => sum + cost, 0);
  expect(head).toMatchObject({ ledgerSeq: succeeded.length, successTotal: succeeded.length, spentTotal: spent });
  if (ledger.length > 0) expect(ledger.at(-1)).toMatchObject({ projectTotal: spent, successTotal: succeeded.length });

  const events = await sql.rows<{ seq: number; type: string; executionId: string }>(`select seq::int, type, data->>'executionId' as "executionId" from event where project_id = $1 order by seq`, [projectId]);
  expect(events.map(({ seq }) => seq)).toEqual(upTo(head.eventSeq));
  expect(events.filter(({ type }) => type === 'execution.recorded').map(({ executionId }) => executionId)).toEqual(rows.map(({ executionId }) => executionId));
  expect(events.filter(({ type }) => type === 'state.changed').map(({ executionId }) => executionId)).toEqual(moved.map(({ executionId }) => executionId));
  return rows;
}
