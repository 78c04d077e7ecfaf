import { routes } from '../../contract/routes.ts';
import { answer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';
import { requireChanged } from '../require-changed.ts';

/** Removes a person; what he did stays recorded under his id. */
export const deleteUser = ({ userRegistry }: Front) =>
  endpoint(routes.deleteUser, async ({ params: { userId } }) => {
    requireChanged(await userRegistry.remove(userId));
    return answer(null);
  });
