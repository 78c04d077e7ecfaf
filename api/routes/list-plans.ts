import { routes } from '../../contract/routes.ts';
import { listPlans as readPlans, wirePlan } from '../../db/stores/plans.ts';
import { answer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';

/** Lists the plans of a project, newest first. */
export const listPlans = ({ database }: Front) =>
  endpoint(routes.listPlans, async ({ project: { projectId }, query }) => {
    const { items, nextCursor } = await readPlans(database.read, projectId, query);
    return answer({ items: await Promise.all(items.map((plan) => wirePlan(database.read, plan))), nextCursor });
  });
