import { DEFAULT_POLICY } from '../../contract/policy.ts';
import { routes } from '../../contract/routes.ts';
import { mintId } from '../../platform/ids.ts';
import { answer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';

/** Opens a project with the default policy and the caller as its first admin. */
export const postProject = ({ projects, clock }: Front) =>
  endpoint(routes.postProject, async ({ caller, body: { name } }) => {
    const projectId = mintId();
    const createdAt = clock.now();
    await projects.create({ projectId, name, createdBy: caller.userId, createdAt, policy: DEFAULT_POLICY });
    return answer({ projectId, name, status: 'active' as const, version: 0, role: 'admin' as const, createdAt: createdAt.toISOString() });
  });
