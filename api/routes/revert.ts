import { routes } from '../../contract/routes.ts';
import { requireActions } from '../access.ts';
import { answer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import { demandedVersion } from '../entity-tag.ts';
import type { Front } from '../front.ts';
import { requireVersion } from '../require-version.ts';
import { runAttempt } from '../run-attempt.ts';
import { triggerOf } from '../trigger-of.ts';

const ACTION_ID = 'system.revert';

/** Reverts to a version as an intent like any other: every gate, one transaction, a new version and a row of the audit. */
export const revert = (front: Front) =>
  endpoint(routes.revert, async ({ caller, project: { projectId }, body, headers, requestId }) => {
    requireActions(caller, [ACTION_ID]);
    const { userId } = caller;
    const { version, ...more } = body;
    const intent = { actionId: ACTION_ID, inputs: { version }, ...more };
    const demanded = demandedVersion(headers);
    await requireVersion(front, { projectId, userId }, intent, demanded);
    return answer(await runAttempt(front, { projectId, userId, trigger: triggerOf(headers), httpRequestId: requestId, demandedVersion: demanded }, intent));
  });
