import { routes } from '../../contract/routes.ts';
import { answer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';
import { ProblemError } from '../problems.ts';
import { stepProject } from '../step-project.ts';
import { stopWork } from '../stop-work.ts';

/** The emergency stop: locks a project, so that nothing more is executed, then cancels what runs and waits. What is done stays done; a repeat finds nothing left. */
export const stopProject = (front: Front) =>
  endpoint(routes.stopProject, async ({ caller: { userId }, project, body: { reason } }) => {
    const { projectId } = project;
    if (project.status === 'archived') throw new ProblemError('conflict', 'The project is archived; nothing runs in it.');
    const cancelled = await stopWork(front, { projectId, userId, reason });
    front.wake(projectId);
    const locked = await stepProject(front, { project, userId, to: 'locked', from: ['active'], kind: 'project.locked' });
    front.logger.warn('project-stopped', reason, { project_id: projectId, user_id: userId, ...cancelled });
    return answer({ project: locked, cancelled });
  });
