import { routes } from '../../contract/routes.ts';
import { mintId } from '../../platform/ids.ts';
import { answer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';
import { invalidRequest } from '../problems.ts';

/** Opens a project with a copy of a policy template and the caller as its first admin. */
export const postProject = ({ projects, policyTemplates, clock }: Front) =>
  endpoint(routes.postProject, async ({ caller, body: { name, template } }) => {
    const begun = await policyTemplates.find(template ?? 'default');
    if (!begun) throw invalidRequest([{ path: '/template', message: 'there is no policy template of this name' }]);
    const projectId = mintId();
    const createdAt = clock.now();
    const origin = { name: begun.name, version: begun.version };
    await projects.create({ projectId, name, createdBy: caller.userId, createdAt, policy: begun.policy, template: origin });
    return answer({ projectId, name, status: 'active' as const, version: 0, role: 'admin' as const, template: origin, createdAt: createdAt.toISOString() });
  });
