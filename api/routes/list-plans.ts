import { routes } from '../../contract/routes.ts';
import { listPlans as readPlans, wirePlans } from '../../db/stores/plans.ts';
import { answer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';

/** Lists the plans of a project, newest first, with their executions and without their previews. */
export const listPlans = ({ database }: Front) =>
  endpoint(routes.listPlans, async ({ project: { projectId }, query }) => {
    const { items, nextCursor } = await readPlans(database.read, projectId, query);
    return answer({ items: await wirePlans(database.read, projectId, items), nextCursor });
  });
