import { routes } from '../../contract/routes.ts';
import { answer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';
import { ProblemError } from '../problems.ts';

const VERSION = /^[1-9]\d{0,8}$/;

/** Shows one version of a project's policy, which never changes. */
export const getPolicyVersion = ({ policies }: Front) =>
  endpoint(routes.getPolicyVersion, async ({ project: { projectId }, params: { version } }) => {
    const found = VERSION.test(version) ? await policies.find(projectId, Number(version)) : null;
    if (!found) throw new ProblemError('not_found', 'The policy has no such version.');
    return answer(found);
  });
