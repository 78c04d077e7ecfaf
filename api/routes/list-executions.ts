import { routes } from '../../contract/routes.ts';
import { listExecutions as readExecutions } from '../../db/stores/executions.ts';
import { answer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';

/** Lists the recorded executions of a project, newest first, narrowed by the query. */
export const listExecutions = ({ database }: Front) =>
  endpoint(routes.listExecutions, async ({ project: { projectId }, query }) => answer(await readExecutions(database.read, projectId, query, query)));
