import { openSql } from '../../acceptance/sql.ts';
import { makeAsk } from './ask.ts';
import { check } from './checker.ts';
import { drive } from './driver.ts';
import { openGrounds } from './grounds.ts';
import { type Report, reportOf, type Settings } from './report.ts';
import { drawBlows, sabotage } from './saboteur.ts';
import { createSeeded } from './seeded.ts';

const PROJECTS = 8;
const CALM = { fromMs: 300, toMs: 1_500 };
const MAX_TIMES_REQUESTS = 20;

/** R1: parts are killed while clients ask. Whatever was acknowledged is recorded once, and nothing else is. */
export async function killedParts({ seed, requests, clients, rounds, parent, record }: Settings): Promise<Report> {
  const seeded = createSeeded(seed);
  const grounds = await openGrounds({ seeded, ...(parent && { parent }) });
  try {
    const projectIds = await grounds.openProjects(PROJECTS);
    let number = 0;
    let isOver = false;
    const sabotaged = sabotage(grounds, createSeeded(seed + 1), drawBlows(seeded, rounds), CALM).finally(() => (isOver = true));
    // As long as there are blows to come, there are requests for them to meet.
    const next = () => (number < requests || (!isOver && number < requests * MAX_TIMES_REQUESTS) ? makeAsk(seeded, `r1-${seed}`, projectIds, (number += 1)) : undefined);
    const [log] = await Promise.all([drive({ caller: grounds.admin, clients, next, ...(record && { record }) }), sabotaged]);

    const sql = await openSql(grounds.databaseUrl);
    const verdict = await check(sql, projectIds, log.acknowledged).finally(() => sql.close());
    return reportOf(log, verdict, { blows: rounds });
  } finally {
    await grounds.stop();
  }
}
