import { routes } from '../../contract/routes.ts';
import { answer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';
import { requirePlan, showPlan } from '../plan-of.ts';

/** Shows one plan with its preview and its executions in step order. */
export const getPlan = (front: Front) =>
  endpoint(routes.getPlan, async ({ project: { projectId }, params }) => answer(await showPlan(front, await requirePlan(front, projectId, params.planId))));
