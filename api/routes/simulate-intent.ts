import { routes } from '../../contract/routes.ts';
import { rehearse } from '../../db/rehearse.ts';
import { requireActions } from '../access.ts';
import { answer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';
import { ProblemError } from '../problems.ts';
import { receiveMedia, withMedia } from '../receive-media.ts';
import { triggerOf } from '../trigger-of.ts';

/** Tries one intent on a copy: all gates, the diff and the next state, and nothing is recorded or counted. */
export const simulateIntent = ({ rehearsal }: Front) =>
  endpoint(routes.simulateIntent, async ({ caller, project: { projectId }, body, headers }) => {
    requireActions(caller, [body.actionId]);
    const preview = await rehearse(rehearsal, { projectId, userId: caller.userId, trigger: triggerOf(headers), steps: [withMedia(body, await receiveMedia(body.media))] });
    const [simulated] = preview?.steps ?? [];
    if (!preview || !simulated) throw new ProblemError('not_found', 'There is no such project.');
    return answer({ ...simulated, nextState: preview.nextState });
  }, { takesMedia: true });
