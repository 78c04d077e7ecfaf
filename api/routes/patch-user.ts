import { routes } from '../../contract/routes.ts';
import { answer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';
import { noSuchUser, requireChanged } from '../require-changed.ts';

/** Changes a person. Disabling ends all that he could sign in with at once; an enabled system admin stays. */
export const patchUser = ({ userRegistry, clock }: Front) =>
  endpoint(routes.patchUser, async ({ params: { userId }, body }) => {
    requireChanged(await userRegistry.change(userId, body, clock.now()));
    const user = await userRegistry.find(userId);
    if (!user) throw noSuchUser();
    return answer(user);
  });
