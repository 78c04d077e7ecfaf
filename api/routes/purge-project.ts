import { routes } from '../../contract/routes.ts';
import { startPurge } from '../../temporal/start-purge.ts';
import { answer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';
import { ProblemError } from '../problems.ts';

/** Takes a project away for ever, in whatever state it is; without a yes and its exact name nothing is gone. Its tombstone is the answer. */
export const purgeProject = (front: Front) =>
  endpoint(routes.purgeProject, async ({ caller: { userId }, project: { projectId }, body: { confirmed, name } }) => {
    if (confirmed !== true || name === undefined) throw new ProblemError('conflict', 'A purge needs confirmed: true and the exact name of the project; nothing is gone.');
    const outcome = await front.projectTombstones.purge({ projectId, name, purgedBy: userId, purgedAt: front.clock.now() });
    if (outcome.kind === 'gone') throw new ProblemError('not_found', 'There is no such project.');
    if (outcome.kind === 'other_name') throw new ProblemError('conflict', 'The project has another name; nothing is gone.');
    await beginPurge(front, { projectId, userId });
    front.wake(projectId);
    front.logger.warn('project-purged', 'A project was purged.', { project_id: projectId, user_id: userId });
    return answer(outcome.tombstone);
  });

/** The tombstone says what is left to do: where Temporal is away, the sweep begins it. */
async function beginPurge({ temporal, logger }: Front, purge: { projectId: string; userId: string }): Promise<void> {
  await startPurge(temporal, purge).catch((error: unknown) => logger.warn('purge-waits', 'The rest of a purged project is deleted by the next sweep.', { project_id: purge.projectId, error }));
}
