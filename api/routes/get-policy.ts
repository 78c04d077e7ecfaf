import { routes } from '../../contract/routes.ts';
import { answer, notModified } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import { entityTag, isKnown } from '../entity-tag.ts';
import type { Front } from '../front.ts';
import { ProblemError } from '../problems.ts';

/** Shows the policy in force; its version is the ETag. */
export const getPolicy = ({ policies }: Front) =>
  endpoint(routes.getPolicy, async ({ project, headers }) => {
    const current = await policies.current(project.projectId);
    if (!current) throw new ProblemError('not_found', 'There is no such project.');
    const tag = { ETag: entityTag(current.version) };
    return isKnown(headers, current.version) ? notModified(tag) : answer(current, tag);
  });
