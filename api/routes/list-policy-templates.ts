import { routes } from '../../contract/routes.ts';
import { answer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';

/** Lists the policies that a new project can begin with: the stored ones, the latest first, then those of the release. */
export const listPolicyTemplates = ({ policyTemplates }: Front) => endpoint(routes.listPolicyTemplates, async ({ query }) => answer(await policyTemplates.list(query)));
