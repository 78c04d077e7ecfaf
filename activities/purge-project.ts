import { ApplicationFailure } from '@temporalio/activity';
import type { Activities } from '../contract/activities.ts';
import { deleteProjectRows } from '../db/stores/project-rows.ts';
import { finishPurge, isPurged } from '../db/stores/project-tombstones.ts';
import type { Powers } from './dependencies.ts';

const ROWS_AT_ONCE = 10_000;

/** Ends workflows of a purged project and deletes some of its rows and all its attachments; the last time that nothing was left closes the tombstone. */
export const purgeProject =
  (powers: Pick<Powers, 'database' | 'media' | 'workflows' | 'clock' | 'logger'>): Activities['purgeProject'] =>
  async ({ projectId, isLast }) => {
    const { database, media, clock } = powers;
    if (!(await isPurged(database.read, projectId))) throw ApplicationFailure.nonRetryable(`The project ${projectId} was not purged.`, 'not_found');
    const ended = await endWork(powers, projectId);
    const deleted = await database.write((sql) => deleteProjectRows(sql, projectId, ROWS_AT_ONCE));
    await media.deleteProject(projectId);
    const isDone = ended === 0 && deleted === 0;
    if (isDone && isLast) await finishPurge(database.read, projectId, clock.now());
    return { isDone };
  };

/** A workflow that finds no rows ends by itself, so a Temporal that cannot list them keeps nothing from being deleted. */
async function endWork({ workflows, logger }: Pick<Powers, 'workflows' | 'logger'>, projectId: string): Promise<number> {
  try {
    return await workflows.endProject(projectId);
  } catch (error) {
    logger.warn('purge-workflows-missed', 'Workflows of a purged project could not be ended; they end when they look at their rows.', { project_id: projectId, error });
    return 0;
  }
}
