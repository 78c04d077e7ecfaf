import type { operationRoutes } from '../../contract/routes/operation.ts';
import type { Endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';
import { cancelPlan } from '../routes/cancel-plan.ts';
import { getPlan } from '../routes/get-plan.ts';
import { listPlans } from '../routes/list-plans.ts';
import { postIntent } from '../routes/post-intent.ts';
import { postPlan } from '../routes/post-plan.ts';
import { runPlan } from '../routes/run-plan.ts';
import { simulateIntent } from '../routes/simulate-intent.ts';
import { simulatePlan } from '../routes/simulate-plan.ts';

/** What answers each route of `contract/routes/operation.ts`; a route without a line here does not compile. */
export const operationEndpoints = (front: Front) =>
  ({
    postIntent: postIntent(front),
    simulateIntent: simulateIntent(front),
    postPlan: postPlan(front),
    simulatePlan: simulatePlan(front),
    listPlans: listPlans(front),
    getPlan: getPlan(front),
    runPlan: runPlan(front),
    cancelPlan: cancelPlan(front),
  }) satisfies Record<keyof typeof operationRoutes, Endpoint>;
