import { Intent } from '../../contract/intent.ts';
import { routes } from '../../contract/routes.ts';
import { requireActions } from '../access.ts';
import { answer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';
import { runAttempt } from '../run-attempt.ts';
import { triggerOf } from '../trigger-of.ts';

const ACTION_ID = 'memory.remember';

/** Remembers a fact of the caller as an intent like any other: every gate, one transaction and a row of the audit, which holds neither key nor value. */
export const putFact = (front: Front) =>
  endpoint(routes.putFact, async ({ caller, project: { projectId }, params: { key }, body: { value }, headers, requestId }) => {
    requireActions(caller, [ACTION_ID]);
    const intent = Intent.parse({ actionId: ACTION_ID, inputs: { key, value } });
    return answer(await runAttempt(front, { projectId, userId: caller.userId, trigger: triggerOf(headers), httpRequestId: requestId }, intent));
  });
