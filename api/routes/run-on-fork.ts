import { MAX_FORK_EXECUTIONS } from '../../contract/fork.ts';
import { routes } from '../../contract/routes.ts';
import { rehearseOnFork } from '../../db/rehearse-on-fork.ts';
import { lockFork } from '../../db/stores/forks.ts';
import { requireActions } from '../access.ts';
import { answer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import { knownFork, showFork } from '../fork-of.ts';
import type { Front } from '../front.ts';
import { ProblemError } from '../problems.ts';

/** Tries steps on a fork, one after another, as the caller may run them now. The fork keeps what they came to; nothing is recorded or counted. */
export const runOnFork = (front: Front) =>
  endpoint(routes.runOnFork, async ({ caller, project: { projectId }, params: { forkId }, body }) => {
    requireActions(caller, body.steps.map(({ actionId }) => actionId));
    const steps = body.steps.map((step) => ({ ...step, mode: body.mode }));
    const tried = await front.database.write(async (sql) => {
      const fork = knownFork(await lockFork(sql, projectId, forkId));
      const left = MAX_FORK_EXECUTIONS - fork.executions.length;
      if (steps.length > left) throw new ProblemError('conflict', `A fork takes at most ${MAX_FORK_EXECUTIONS} executions, and ${left} are left on this one.`);
      return rehearseOnFork({ ...front.rehearsal, seal: front.seal }, sql, { fork, userId: caller.userId, steps });
    });
    if (!tried) throw new ProblemError('not_found', 'There is no such project.');
    return answer({ ...tried.preview, ...showFork(tried.fork) });
  });
