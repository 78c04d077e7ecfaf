import { openSql } from '../../acceptance/sql.ts';
import type { Mischief } from '../../support/tcp-proxy.ts';
import { makeAsk } from './ask.ts';
import { check } from './checker.ts';
import { drive, type Log } from './driver.ts';
import { openGrounds } from './grounds.ts';
import { type Report, reportOf, type Settings } from './report.ts';
import { createSeeded } from './seeded.ts';

const PROJECTS = 8;
const POSTGRES: Mischief = { cut: 0.01, dropAnswer: 0.05, halfOpen: 0.003, halfOpenMs: 2_000, delay: 0.05, delayMs: 100 };
/** One connection carries all calls to Temporal at once, so each trick meets many of them. */
const TEMPORAL: Mischief = { cut: 0.002, dropAnswer: 0.005, halfOpen: 0.001, halfOpenMs: 2_000, delay: 0.02, delayMs: 100 };

/** R3: a network before Postgres and Temporal that cuts, delays, stalls, and swallows answers to what was done. */
export async function badNetwork({ seed, requests, clients, parent, record }: Settings): Promise<Report> {
  const seeded = createSeeded(seed);
  const grounds = await openGrounds({ seeded: createSeeded(seed + 1), proxied: true, ...(parent && { parent }) });
  try {
    const projectIds = await grounds.openProjects(PROJECTS);
    grounds.proxies?.postgres.mistreat(POSTGRES);
    grounds.proxies?.temporal.mistreat(TEMPORAL);
    let number = 0;
    const next = () => (number < requests ? makeAsk(seeded, `r3-${seed}`, projectIds, (number += 1)) : undefined);
    const log = await drive({ caller: grounds.admin, clients, next, ...(record && { record }) });
    grounds.proxies?.postgres.mistreat(null);
    grounds.proxies?.temporal.mistreat(null);

    const sql = await openSql(grounds.databaseUrl);
    const verdict = await check(sql, projectIds, log.acknowledged).finally(() => sql.close());
    return reportOf({ ...log, complaints: [...log.complaints, ...otherAnswers(log)] }, verdict, { ...tricks('postgres', grounds.proxies?.postgres.played()), ...tricks('temporal', grounds.proxies?.temporal.played()) });
  } finally {
    await grounds.stop();
  }
}

/** The api itself is reached on a good network: it answers the outcome, or that it cannot be known now. */
function otherAnswers({ statuses }: Log): string[] {
  return [...statuses].flatMap(([status, count]) => (status === 200 || status === 503 ? [] : [`${count} requests were answered with ${status === 0 ? 'nothing' : status}, expected 200 or 503`]));
}

const tricks = (name: string, played: Readonly<Record<string, number>> = {}): Record<string, number> => Object.fromEntries(Object.entries(played).map(([trick, count]) => [`${name} ${trick}`, count]));
