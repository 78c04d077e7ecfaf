import { openGrounds } from './grounds.ts';
import { rushOfVotes } from './r5/ballots.ts';
import { changeBetweenVotes, KINDS_OF_CHANGE } from './r5/changes.ts';
import { gather } from './r5/crowd.ts';
import { restartWhileWaiting } from './r5/restarts.ts';
import { tryAlone } from './r5/self-approval.ts';
import type { Report, Settings } from './report.ts';
import { createSeeded } from './seeded.ts';

const VOTERS = 20;

/**
 * R5: a request that waits for people. A hundred votes at once with a cancel, an expiry or a change among them end in one state; whatever
 * changes between the first vote and the commit is caught; nobody allows his own request by any route; the wait outlives every part.
 */
export async function approvals({ seed, rounds, requests, parent }: Settings): Promise<Report> {
  const seeded = createSeeded(seed);
  const grounds = await openGrounds({ seeded, ...(parent && { parent }) });
  try {
    const crowd = await gather(grounds, VOTERS);
    const findings = await changeBetweenVotes(crowd);
    findings.push(...(await tryAlone(crowd, requests)));
    for (let round = 0; round < rounds; round += 1) findings.push(...(await rushOfVotes(crowd, seeded, round)));
    findings.push(...(await restartWhileWaiting(crowd)));
    return { acknowledged: 0, lost: 0, doubled: 0, findings, figures: { 'kinds of change': KINDS_OF_CHANGE + 1, 'tries to allow one’s own': requests, 'rushes of 100 votes': rounds } };
  } finally {
    await grounds.stop();
  }
}
