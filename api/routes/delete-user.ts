import { routes } from '../../contract/routes.ts';
import { answer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';
import { requireChanged } from '../require-changed.ts';
import { tellWithdrawn } from '../tell-withdrawn.ts';

/** Removes a person with all that waits for him; what he did stays recorded under his id. */
export const deleteUser = (front: Front) =>
  endpoint(routes.deleteUser, async ({ caller, params: { userId } }) => {
    await tellWithdrawn(front, requireChanged(await front.userRegistry.remove(userId, { actorId: caller.userId, at: front.clock.now() })));
    return answer(null);
  });
