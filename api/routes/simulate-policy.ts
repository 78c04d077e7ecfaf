import { routes } from '../../contract/routes.ts';
import { rehearse } from '../../db/rehearse.ts';
import { requireActions } from '../access.ts';
import { answer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';
import { ProblemError } from '../problems.ts';
import { requireSoundPolicy } from '../require-sound-policy.ts';
import { triggerOf } from '../trigger-of.ts';

/** Tries one intent on a copy under another policy, as another person or at another time, as far as they are named; nothing is recorded. */
export const simulatePolicy = ({ rehearsal }: Front) =>
  endpoint(routes.simulatePolicy, async ({ caller, project: { projectId }, body: { policy, intent, userId, at }, headers }) => {
    requireActions(caller, [intent.actionId]);
    if (policy) requireSoundPolicy(policy, '/policy');
    const supposed = { ...(policy && { policy }), ...(at !== undefined && { at: Date.parse(at) }) };
    const preview = await rehearse(rehearsal, { projectId, userId: userId ?? caller.userId, trigger: triggerOf(headers), steps: [intent], supposed });
    const [simulated] = preview?.steps ?? [];
    if (!preview || !simulated) throw new ProblemError('not_found', 'There is no such project.');
    return answer({ ...simulated, nextState: preview.nextState });
  });
