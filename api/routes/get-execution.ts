import { routes } from '../../contract/routes.ts';
import { findExecution } from '../../db/stores/executions.ts';
import { answer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';
import { ProblemError } from '../problems.ts';

/** Shows one recorded execution with its trace. */
export const getExecution = ({ database }: Front) =>
  endpoint(routes.getExecution, async ({ project: { projectId }, params }) => {
    const execution = await findExecution(database.read, projectId, params.executionId);
    if (!execution) throw new ProblemError('not_found', 'There is no such execution.');
    return answer(execution);
  });
