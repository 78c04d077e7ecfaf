import { routes } from '../../contract/routes.ts';
import { secretUses } from '../../domain/secret/secret-uses.ts';
import { answer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import { requireUnarchived } from '../fork-of.ts';
import type { Front } from '../front.ts';
import { ProblemError } from '../problems.ts';
import { noSuchSecret } from '../show-secret.ts';

/** Deletes a secret with its values; one that an action needs only for a caller who says so. */
export const deleteSecret = ({ secrets, secretWatch, catalog, clock }: Front) =>
  endpoint(routes.deleteSecret, async ({ caller, project, params: { projectId, secretId }, query: { confirmed } }) => {
    requireUnarchived(project);
    const secret = await secrets.find(projectId, secretId);
    if (!secret) throw noSuchSecret();
    const [use] = secretUses(catalog).get(secret.name) ?? [];
    if (use && !confirmed) throw new ProblemError('conflict', `${use.actionId} needs the secret ${secret.name}; delete it with confirmed=true.`);
    if (!(await secrets.remove({ projectId, secretId, by: caller.userId, now: clock.now() }))) throw noSuchSecret();
    secretWatch.forget(projectId);
    return answer(null);
  });
