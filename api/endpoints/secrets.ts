import type { secretsRoutes } from '../../contract/routes/secrets.ts';
import type { Endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';
import { deleteSecret } from '../routes/delete-secret.ts';
import { getSecret } from '../routes/get-secret.ts';
import { listSecrets } from '../routes/list-secrets.ts';
import { postSecret } from '../routes/post-secret.ts';
import { rotateSecret } from '../routes/rotate-secret.ts';

/** What answers each route of `contract/routes/secrets.ts`; a route without a line here does not compile. */
export const secretsEndpoints = (front: Front) =>
  ({
    listSecrets: listSecrets(front),
    postSecret: postSecret(front),
    getSecret: getSecret(front),
    rotateSecret: rotateSecret(front),
    deleteSecret: deleteSecret(front),
  }) satisfies Record<keyof typeof secretsRoutes, Endpoint>;
