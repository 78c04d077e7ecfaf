import { routes } from '../../contract/routes.ts';
import { rehearse } from '../../db/rehearse.ts';
import { stepLimitError } from '../../domain/plan/step-limit.ts';
import { atomicityError } from '../../domain/plan/stay-inside.ts';
import { requireActions } from '../access.ts';
import { answer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';
import { ProblemError } from '../problems.ts';

/** Tries a plan on a folded copy: all gates of all steps, short-circuiting nothing. */
export const simulatePlan = ({ rehearsal, config }: Front) =>
  endpoint(routes.simulatePlan, async ({ caller, project: { projectId }, body }) => {
    requireActions(caller, body.steps.map(({ actionId }) => actionId));
    const steps = body.steps.map((step) => ({ ...step, mode: body.mode }));
    const preview = await rehearse(rehearsal, { projectId, userId: caller.userId, trigger: 'plan', steps });
    if (!preview) throw new ProblemError('not_found', 'There is no such project.');
    const error = stepLimitError(body.mode, steps.length, config.planLimits) ?? (body.atomicity === 'plan' ? atomicityError(preview) : null);
    return answer(error ? { ...preview, status: 'rejected', error } : preview);
  });
