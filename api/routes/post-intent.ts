import { routes } from '../../contract/routes.ts';
import { answer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';
import { runAttempt } from '../run-attempt.ts';
import { triggerOf } from '../trigger-of.ts';

/** Runs one intent through every gate and answers its recorded execution, whatever the gates said. */
export const postIntent = (front: Front) =>
  endpoint(routes.postIntent, async ({ caller, project: { projectId }, body, headers, requestId }) =>
    answer(await runAttempt(front, { projectId, userId: caller.userId, trigger: triggerOf(headers), httpRequestId: requestId }, body)),
  );
