import { PARTS } from '../grounds.ts';
import { integrityOf } from './ballots.ts';
import { closed, type Crowd, openPlace } from './crowd.ts';

/** Kills every part in turn, Temporal and Postgres too, between the two votes on a request: it still waits, and runs once when the last vote is in. */
export async function restartWhileWaiting(crowd: Crowd): Promise<string[]> {
  const place = await openPlace(crowd);
  const [first, second] = place.voters;
  if (!first || !second) throw new Error('two voters are needed');
  const findings: string[] = [];
  let level = 0;
  for (const part of PARTS) {
    const approval = await place.ask();
    const one = await place.vote(first, approval, 'approve');
    if (one.status !== 200) findings.push(`${part}: the first vote was answered with ${one.status}`);
    await crowd.grounds.kill(part);
    await crowd.grounds.restart(part);
    const waiting = await untilServed(() => place.read(approval));
    if (waiting.status !== 'pending' || waiting.votes.length !== 1) findings.push(`${part}: after its restart the request is ${waiting.status} with ${waiting.votes.length} votes`);
    await untilServed(async () => {
      const vote = await place.vote(second, approval, 'approve');
      if (vote.status >= 500) throw new Error(`the vote was answered with ${vote.status}`);
    });
    const after = await closed(place, approval);
    level += 1;
    if (after.status !== 'approved' || (await place.level()) !== level) findings.push(`${part}: the request is ${after.status}, the level ${String(await place.level())}, expected ${level}`);
  }
  if (!(await integrityOf(place))) findings.push('the records do not verify');
  return findings;
}

const SERVED_WITHIN_MS = 60_000;

async function untilServed<Result>(call: () => Promise<Result>): Promise<Result> {
  const deadline = Date.now() + SERVED_WITHIN_MS;
  for (;;) {
    try {
      return await call();
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
}
