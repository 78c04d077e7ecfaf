import { setTimeout as sleep } from 'node:timers/promises';
import { openSql, type Sql } from '../../acceptance/sql.ts';
import { type Grounds, type Part, PARTS } from './grounds.ts';
import type { Seeded } from './seeded.ts';

/** What is killed, and when: at once, or as soon as the next commit is seen. */
export type Blow = { part: Part; when: 'at random' | 'after a commit' };

/** The blows of a campaign in a drawn order: every part in turn, and each other time the worker right after a commit. */
export function drawBlows(seeded: Seeded, count: number): Blow[] {
  const round: Blow[] = [...PARTS.map((part) => ({ part, when: 'at random' as const })), { part: 'worker', when: 'after a commit' }];
  const blows: Blow[] = [];
  while (blows.length < count) blows.push(...seeded.shuffle(round));
  return blows.slice(0, count);
}

/** Kills part after part and starts each again, until all blows are dealt. */
export async function sabotage(grounds: Grounds, seeded: Seeded, blows: readonly Blow[], calm: { fromMs: number; toMs: number }): Promise<void> {
  for (const { part, when } of blows) {
    await sleep(seeded.between(calm.fromMs, calm.toMs));
    if (when === 'after a commit') await nextCommit(grounds.databaseUrl);
    await grounds.kill(part);
    await sleep(seeded.between(0, 500));
    await grounds.restart(part);
  }
}

const COMMIT_WITHIN_MS = 10_000;
const RECORDED = 'select coalesce(sum(chain_seq), 0)::float8 as count from project_head';

/** Resolves within a millisecond or two of a commit, before the worker has told Temporal of it; or without one, when none comes. */
async function nextCommit(databaseUrl: string): Promise<void> {
  const sql = await openSql(databaseUrl);
  try {
    const before = await recorded(sql);
    const deadline = Date.now() + COMMIT_WITHIN_MS;
    while ((await recorded(sql)) === before && Date.now() < deadline);
  } finally {
    await sql.close();
  }
}

const recorded = async (sql: Sql): Promise<number> => (await sql.rows<{ count: number }>(RECORDED))[0]?.count ?? 0;
