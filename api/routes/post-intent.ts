import { routes } from '../../contract/routes.ts';
import { requireActions } from '../access.ts';
import { answer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import { demandedVersion } from '../entity-tag.ts';
import type { Front } from '../front.ts';
import { receiveMedia, withMedia } from '../receive-media.ts';
import { requireVersion } from '../require-version.ts';
import { runAttempt } from '../run-attempt.ts';
import { triggerOf } from '../trigger-of.ts';

/** Runs one intent through every gate and answers its recorded execution, whatever the gates said. */
export const postIntent = (front: Front) =>
  endpoint(routes.postIntent, async ({ caller, project: { projectId }, body, headers, requestId }) => {
    requireActions(caller, [body.actionId]);
    const { userId } = caller;
    const received = await receiveMedia(body.media);
    const intent = withMedia(body, received);
    const demanded = demandedVersion(headers);
    await requireVersion(front, { projectId, userId }, intent, demanded);
    await front.media.store(projectId, received);
    return answer(await runAttempt(front, { projectId, userId, trigger: triggerOf(headers), httpRequestId: requestId, demandedVersion: demanded }, intent));
  }, { takesMedia: true });
