import type { Activities } from '../contract/activities.ts';
import type { OpenWork, SweepTally } from '../contract/open-work.ts';
import type { Powers } from './dependencies.ts';
import { closeStopped } from './sweeping/close-stopped.ts';

const AT_ONCE = 10;

/** Asks Temporal about each row: a live workflow is left alone, one that a person has stopped closes its row, any other is started again. A row that fails is left to the next sweep. */
export const reviveWork =
  (powers: Powers): Activities['reviveWork'] =>
  async ({ work }) => {
    const tally: SweepTally = { live: 0, restarted: 0, closed: 0, failed: 0 };
    for (let start = 0; start < work.length; start += AT_ONCE) {
      for (const end of await Promise.all(work.slice(start, start + AT_ONCE).map((one) => revive(powers, one)))) tally[end] += 1;
    }
    return tally;
  };

async function revive(powers: Powers, work: OpenWork): Promise<keyof SweepTally> {
  const { logger, workflows } = powers;
  const about = { project_id: work.projectId, kind: work.kind, id: work.id };
  try {
    const state = await workflows.stateOf(work);
    switch (state === 'stopped' && work.kind === 'purge' ? 'gone' : state) {
      case 'live':
        if (work.kind === 'approval') await workflows.restart(work); // It is due: it missed its signal.
        return 'live';
      case 'stopped':
        await closeStopped(powers, work);
        logger.warn('work-closed', 'A row was closed, because its workflow had been stopped in Temporal.', about);
        return 'closed';
      case 'gone':
        await workflows.restart(work);
        logger.info('work-restarted', 'A row without a live workflow was started again.', about);
        return 'restarted';
    }
  } catch (error) {
    logger.warn('sweep-missed', 'A row could not be looked after; the next sweep tries again.', { ...about, error });
    return 'failed';
  }
}
