import { routes } from '../../contract/routes.ts';
import { insertFork } from '../../db/stores/forks.ts';
import { readHead } from '../../db/stores/heads.ts';
import { sealSteps } from '../../db/stores/plan-steps.ts';
import { answer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import { requireUnarchived, showFork } from '../fork-of.ts';
import type { Front } from '../front.ts';
import { ProblemError } from '../problems.ts';
import { stateAt } from '../state-at.ts';

const KEPT_MS = 30 * 86_400_000;
const MAX_FORKS = 100;

/** Branches off from a version of the state, the newest one unless another is named. The fork is gone after 30 days. */
export const postFork = (front: Front) =>
  endpoint(routes.postFork, async ({ caller: { userId }, project, body }) => {
    requireUnarchived(project);
    const { projectId } = project;
    const baseVersion = body.version ?? (await readHead(front.database.read, projectId))?.version ?? 0;
    const { components } = await stateAt(front, projectId, baseVersion);
    const now = front.clock.now();
    const times = { createdAt: now.toISOString(), expiresAt: new Date(now.getTime() + KEPT_MS).toISOString() };
    const fork = { forkId: front.mintId(), projectId, baseVersion, createdBy: userId, state: { components: { ...components } }, sealedSteps: sealSteps(front.seal, []), ...times };
    const stored = await front.database.write((sql) => insertFork(sql, fork, MAX_FORKS));
    if (!stored) throw new ProblemError('conflict', `A project has at most ${MAX_FORKS} forks; delete one of them first.`);
    return answer(showFork(stored));
  });
