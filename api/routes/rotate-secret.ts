import { routes } from '../../contract/routes.ts';
import { answer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import { requireUnarchived } from '../fork-of.ts';
import type { Front } from '../front.ts';
import { requireSecretValue } from '../require-secret-value.ts';
import { noSuchSecret, showSecret } from '../show-secret.ts';

/** Replaces the value of a secret. The one before ends at once, or stays in force for the time that is given; an older one ends in any case. */
export const rotateSecret = ({ secrets, secretWatch, catalog, clock }: Front) =>
  endpoint(routes.rotateSecret, async ({ caller, project, params: { projectId, secretId }, body: { value, graceSeconds } }) => {
    requireUnarchived(project);
    requireSecretValue(value);
    const now = clock.now();
    const previousUntil = graceSeconds === 0 ? null : new Date(now.getTime() + graceSeconds * 1000);
    const rotated = await secrets.rotate({ projectId, secretId, value, previousUntil, by: caller.userId, now });
    secretWatch.forget(projectId);
    if (!rotated) throw noSuchSecret();
    return answer(showSecret(catalog, rotated));
  }, { takesSecret: true });
