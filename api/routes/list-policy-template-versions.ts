import { routes } from '../../contract/routes.ts';
import { answer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';
import { ProblemError } from '../problems.ts';

/** Lists the versions of a template, newest first; the one of the release, if there is one, is version 0. */
export const listPolicyTemplateVersions = ({ policyTemplates }: Front) =>
  endpoint(routes.listPolicyTemplateVersions, async ({ params: { name }, query }) => {
    const versions = await policyTemplates.listVersions(name, query);
    if (versions.items.length === 0 && query.cursor === undefined) throw new ProblemError('not_found', 'There is no template of this name.');
    return answer(versions);
  });
