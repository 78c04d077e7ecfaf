import { routes } from '../../contract/routes.ts';
import { answer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';
import { requireChanged, requireUser } from '../require-changed.ts';
import { tellWithdrawn } from '../tell-withdrawn.ts';

/** Changes a person. Disabling ends at once all that he could sign in or act by, and what waits for him; an enabled system admin stays. */
export const patchUser = (front: Front) =>
  endpoint(routes.patchUser, async ({ caller, params: { userId }, body }) => {
    const { userRegistry, clock } = front;
    await tellWithdrawn(front, requireChanged(await userRegistry.change(userId, body, { actorId: caller.userId, at: clock.now() })));
    return answer(await requireUser(userRegistry, userId));
  });
