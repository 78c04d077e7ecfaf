import { openSql } from '../../acceptance/sql.ts';
import type { Ask } from './ask.ts';
import { readBooks } from './books.ts';
import { check } from './checker.ts';
import { drive } from './driver.ts';
import { type Grounds, openGrounds } from './grounds.ts';
import { type Report, reportOf, type Settings } from './report.ts';
import { createSeeded } from './seeded.ts';

const CLIENTS = 64;
const ASKS = 112;

/** Limits that let exactly so many of the increments through, however many come at once. */
const limits = [
  { name: 'budget', policy: { limits: { budget: { daily: 100 } } }, allowed: 100, code: 'budget_exceeded' },
  { name: 'rate', policy: { limits: { rate: { perHour: 40 } } }, allowed: 40, code: 'rate_limit' },
  { name: 'quota', policy: { limits: { quota: { perDay: 100 } } }, allowed: 100, code: 'quota_exceeded' },
  { name: 'action budget', policy: { actionBudgets: { 'demo.counter.increment': { daily: 100 } } }, allowed: 100, code: 'action_budget_exceeded' },
] as const;
type Limit = (typeof limits)[number];

/** R4: 64 clients at once at the edge of a limit. Exactly as many succeed as it allows, the others are refused by it, and nobody waits for ever. */
export async function edges({ seed, rounds, parent, record }: Settings): Promise<Report> {
  const grounds = await openGrounds({ seeded: createSeeded(seed), ...(parent && { parent }) });
  const total: Report = { acknowledged: 0, lost: 0, doubled: 0, findings: [], figures: {} };
  try {
    for (let round = 0; round < rounds; round += 1) {
      const limit = limits[round % limits.length] ?? limits[0];
      const report = await oneRound(grounds, limit, `r4-${seed}-${round}`, record);
      total.acknowledged += report.acknowledged;
      total.lost += report.lost;
      total.doubled += report.doubled;
      total.findings.push(...report.findings.map((finding) => `round ${round}, ${limit.name}: ${finding}`));
      total.figures = { rounds: round + 1 };
    }
    const deadlocks = await countDeadlocks(grounds.databaseUrl);
    if (deadlocks > 0) total.findings.push(`Postgres met ${deadlocks} deadlocks`);
    return { ...total, figures: { ...total.figures, deadlocks } };
  } finally {
    await grounds.stop();
  }
}

async function oneRound(grounds: Grounds, { policy, allowed, code }: Limit, name: string, record: Settings['record']): Promise<Report> {
  const [projectId] = await grounds.openProjects(1, policy);
  let number = 0;
  // Who succeeds is chance, so nothing is expected of a single request.
  const next = (): Ask | undefined => (number < ASKS ? { projectId, requestId: `${name}-${(number += 1)}`, actionId: 'demo.counter.increment', inputs: {}, expected: null, amount: 1, isRepeated: false } : undefined);
  const log = await drive({ caller: grounds.admin, clients: CLIENTS, next, ...(record && { record }) });
  const succeeded = log.acknowledged.filter(({ status }) => status === 'success').length;
  const others = log.acknowledged.filter((one) => one.status !== 'success' && one.code !== code).length;

  const sql = await openSql(grounds.databaseUrl);
  try {
    const report = reportOf(log, await check(sql, [projectId], log.acknowledged));
    const { counter } = await readBooks(sql, projectId);
    const isExact = succeeded === allowed && counter === allowed && others === 0 && log.acknowledged.length === ASKS;
    return isExact ? report : { ...report, findings: [...report.findings, `${succeeded} of ${ASKS} succeeded, expected ${allowed}; the counter is ${counter}; ${others} had another refusal than ${code}`] };
  } finally {
    await sql.close();
  }
}

async function countDeadlocks(databaseUrl: string): Promise<number> {
  const sql = await openSql(databaseUrl);
  const [row] = await sql.rows<{ deadlocks: number }>('select coalesce(sum(deadlocks), 0)::float8 as deadlocks from pg_stat_database').finally(() => sql.close());
  return row?.deadlocks ?? 0;
}
