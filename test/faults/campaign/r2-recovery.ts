import { setTimeout as sleep } from 'node:timers/promises';
import { openSql } from '../../acceptance/sql.ts';
import { type Acknowledged, makeAsk } from './ask.ts';
import { check } from './checker.ts';
import { drive } from './driver.ts';
import { type Grounds, openGrounds, type Part } from './grounds.ts';
import { type Report, reportOf, type Settings } from './report.ts';
import { createSeeded } from './seeded.ts';

const PROJECTS = 4;
const VICTIMS = ['worker', 'postgres', 'temporal'] as const;
const CALM_MS = 2_000;
const OUTAGE_MS = 500;

/** R2: how long the requests wait that an outage met. A killed worker has a second one beside it; the services come back on the same data. */
export async function recovery({ seed, clients, rounds, parent, record }: Settings): Promise<Report> {
  const seeded = createSeeded(seed);
  const grounds = await openGrounds({ seeded, workers: 2, ...(parent && { parent }) });
  try {
    const projectIds = await grounds.openProjects(PROJECTS);
    let number = 0;
    let isOver = false;
    const next = () => (isOver ? undefined : makeAsk(seeded, `r2-${seed}`, projectIds, (number += 1)));
    const driven = drive({ caller: grounds.admin, clients, next, ...(record && { record }) });
    const outages = await outagesOf(grounds, rounds).finally(() => (isOver = true));
    const log = await driven;

    const sql = await openSql(grounds.databaseUrl);
    const verdict = await check(sql, projectIds, log.acknowledged).finally(() => sql.close());
    return reportOf(log, verdict, figuresOf(outages, log.acknowledged));
  } finally {
    await grounds.stop();
  }
}

type Outage = { part: Part; killedAt: number; backAt: number };

async function outagesOf(grounds: Grounds, rounds: number): Promise<Outage[]> {
  const outages: Outage[] = [];
  for (let round = 0; round < rounds; round += 1) {
    for (const part of VICTIMS) {
      await sleep(CALM_MS);
      const killedAt = performance.now();
      await grounds.kill(part);
      if (part !== 'worker') await sleep(OUTAGE_MS);
      // With a second worker there is nothing to wait for: it serves already.
      const backAt = part === 'worker' ? killedAt : await grounds.restart(part).then(() => performance.now());
      outages.push({ part, killedAt, backAt });
      await sleep(CALM_MS);
      if (part === 'worker') await grounds.restart(part);
    }
  }
  await sleep(CALM_MS);
  return outages;
}

/** For each part the slowest answer to a request that its outage met, counted from the instant at which it served again. */
function figuresOf(outages: readonly Outage[], acknowledged: readonly Acknowledged[]): Record<string, number> {
  return Object.fromEntries(
    VICTIMS.map((part) => {
      const waits = outages.filter((outage) => outage.part === part).flatMap(({ killedAt, backAt }) => acknowledged.filter(({ askedAt, answeredAt }) => askedAt <= backAt && answeredAt >= killedAt).map(({ answeredAt }) => answeredAt - backAt));
      return [`${part}: slowest answer after ms`, Math.max(0, ...waits)];
    }),
  );
}
