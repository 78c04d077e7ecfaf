import { MAX_SECRETS } from '../../contract/secret.ts';
import { routes } from '../../contract/routes.ts';
import { answer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import { requireUnarchived } from '../fork-of.ts';
import type { Front } from '../front.ts';
import { ProblemError } from '../problems.ts';
import { requireSecretValue } from '../require-secret-value.ts';
import { showSecret } from '../show-secret.ts';

/** Keeps a secret; the value is in no answer, not even this one. */
export const postSecret = ({ secrets, secretWatch, catalog, clock, mintId }: Front) =>
  endpoint(routes.postSecret, async ({ caller, project, body: { name, value } }) => {
    const { projectId } = project;
    requireUnarchived(project);
    requireSecretValue(value);
    const kept = await secrets.insert({ projectId, secretId: mintId(), name, value, by: caller.userId, now: clock.now() });
    secretWatch.forget(projectId);
    if (kept === 'taken') throw new ProblemError('conflict', `The project has a secret ${name} already; rotate it to replace its value.`);
    if (kept === 'full') throw new ProblemError('conflict', `The project has ${MAX_SECRETS} secrets already; delete one first.`);
    return answer(showSecret(catalog, kept));
  }, { takesSecret: true });
