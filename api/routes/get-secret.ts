import { routes } from '../../contract/routes.ts';
import { answer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';
import { noSuchSecret, showSecret } from '../show-secret.ts';

/** Answers a secret, without its value. */
export const getSecret = ({ secrets, catalog }: Front) =>
  endpoint(routes.getSecret, async ({ params: { projectId, secretId } }) => {
    const secret = await secrets.find(projectId, secretId);
    if (!secret) throw noSuchSecret();
    return answer(showSecret(catalog, secret));
  });
