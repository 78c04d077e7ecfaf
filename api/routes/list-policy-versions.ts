import { routes } from '../../contract/routes.ts';
import { answer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';

/** Lists the versions of a project's policy, newest first. */
export const listPolicyVersions = ({ policies }: Front) => endpoint(routes.listPolicyVersions, async ({ project: { projectId }, query }) => answer(await policies.list(projectId, query)));
