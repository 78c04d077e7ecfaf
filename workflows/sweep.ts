import { patched, proxyActivities, proxyLocalActivities } from '@temporalio/workflow';
import type { Activities } from '../contract/activities.ts';
import type { OpenWorkKind, OpenWorkPage, SweepTally } from '../contract/open-work.ts';
import { sweepAction, sweepStep, verifyStep } from './activity-options.ts';
import { followProgress } from './follow-progress.ts';
import { tellOfIncident } from './tell-of-incident.ts';

const { findOpenWork, findUnverified, findNews, deleteExpired } = proxyLocalActivities<Activities>(sweepStep);
const { reviveWork } = proxyActivities<Activities>(sweepAction);
const { verifyIntegrity } = proxyActivities<Activities>(verifyStep);

const KINDS: readonly OpenWorkKind[] = ['turn', 'plan', 'intent'];
const MAX_PAGES = 20;
const MAX_DELETED = 1_000;
const MAX_VERIFIED = 50;
const MAX_NEWS = 50;

/** Sees to it that every open turn, plan, attempt, request and backtest has a live workflow, or is closed where a person has stopped it; then tidies up, verifies what is new and tells of alerts. What one run leaves the next one finds. */
export async function sweep({ isWhole }: { isWhole: boolean }): Promise<SweepTally> {
  const enter = followProgress('turns');
  const tally: SweepTally = { live: 0, restarted: 0, closed: 0, failed: 0 };
  for (const kind of kindsToSee()) {
    enter(`${kind}s`);
    await sweepKind(kind, isWhole, tally);
  }
  enter('expired rows');
  await deleteExpired({ atMost: MAX_DELETED });
  enter('records');
  await verifyRecords();
  if (patched('alerts')) await tellOfAlerts();
  return tally;
}

/** A sweep of an earlier release may be under way, which knew fewer kinds. */
function kindsToSee(): readonly OpenWorkKind[] {
  const approvals: OpenWorkKind[] = patched('approvals') ? ['approval'] : [];
  const backtests: OpenWorkKind[] = patched('backtests') ? ['backtest'] : [];
  const reEncryptions: OpenWorkKind[] = patched('re-encryptions') ? ['reEncryption'] : [];
  const purges: OpenWorkKind[] = patched('purges') ? ['purge'] : [];
  return [...KINDS, ...approvals, ...backtests, ...purges, ...reEncryptions];
}

async function sweepKind(kind: OpenWorkKind, isWhole: boolean, tally: SweepTally): Promise<void> {
  let after: string | null = null;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const { work, next }: OpenWorkPage = await findOpenWork({ kind, after, isWhole });
    if (work.length > 0) add(tally, await reviveWork({ work }));
    if (next === null) return;
    after = next;
  }
}

function add(tally: SweepTally, more: SweepTally): void {
  tally.live += more.live;
  tally.restarted += more.restarted;
  tally.closed += more.closed;
  tally.failed += more.failed;
}

/** A check that fails as such is logged by its worker, and keeps no other project from its own. */
async function verifyRecords(): Promise<void> {
  const { projectIds } = await findUnverified({ atMost: MAX_VERIFIED });
  await Promise.allSettled(projectIds.map((projectId) => verifyIntegrity({ projectId })));
}

async function tellOfAlerts(): Promise<void> {
  const { news } = await findNews({ atMost: MAX_NEWS });
  await Promise.all(news.map(tellOfIncident));
}
