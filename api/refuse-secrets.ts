import type { Project } from '../contract/project.ts';
import type { Route } from '../contract/route.ts';
import { findInDocument } from '../domain/secret/find-in-document.ts';
import type { Caller } from './auth/caller.ts';
import type { Front } from './front.ts';
import { invalidRequest, ProblemError } from './problems.ts';

type Admitted = { caller: Caller | null; project: Project | null; params: unknown; body: unknown };

/**
 * Throws when a call that may leave something behind in a project holds a value that the project keeps secret, before anything is
 * stored or handed on. Whoever meets this too often in a minute is made to wait, so that nobody finds a secret by trying.
 */
export async function refuseSecrets({ secretWatch, secretThrottle, logger }: Front, { method }: Route, { caller, project, params, body }: Admitted): Promise<void> {
  if (project === null || caller === null || method === 'get') return;
  const { projectId } = project;
  const { size, isIn } = await secretWatch.finderOf(projectId);
  if (size === 0) return;
  const key = `${projectId} ${caller.userId}`;
  const waitSeconds = secretThrottle.take(key); // Before the look: an answer after it would tell whether the guess was right.
  if (waitSeconds > 0) throw new ProblemError('too_many_requests', 'Too many of your calls held a secret of this project; try again later.', { retryAfterSeconds: waitSeconds });
  const path = findInDocument(body, isIn) ?? findInDocument(params, isIn);
  if (path === null) return secretThrottle.giveBack(key);
  logger.warn('secret-refused', 'A call held the value of a secret of its project and was refused.', { project_id: projectId, user_id: caller.userId, path });
  throw invalidRequest([{ path, message: 'holds the value of a secret of this project; send it without' }]);
}
