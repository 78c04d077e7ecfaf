import { routes } from '../../contract/routes.ts';
import { answer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';
import { ProblemError } from '../problems.ts';

const VERSION = /^(0|[1-9]\d{0,8})$/;

/** Shows one version of a template, which never changes. */
export const getPolicyTemplateVersion = ({ policyTemplates }: Front) =>
  endpoint(routes.getPolicyTemplateVersion, async ({ params: { name, version } }) => {
    const found = VERSION.test(version) ? await policyTemplates.findVersion(name, Number(version)) : null;
    if (!found) throw new ProblemError('not_found', 'There is no such version of a template.');
    return answer(found);
  });
