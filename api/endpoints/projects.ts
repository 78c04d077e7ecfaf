import type { projectRoutes } from '../../contract/routes/projects.ts';
import type { Endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';
import { archiveProject } from '../routes/archive-project.ts';
import { deleteMember } from '../routes/delete-member.ts';
import { getBudget } from '../routes/get-budget.ts';
import { getPolicy } from '../routes/get-policy.ts';
import { getProject } from '../routes/get-project.ts';
import { getRegistry } from '../routes/get-registry.ts';
import { listMembers } from '../routes/list-members.ts';
import { listProjects } from '../routes/list-projects.ts';
import { lockProject } from '../routes/lock-project.ts';
import { postMember } from '../routes/post-member.ts';
import { postProject } from '../routes/post-project.ts';
import { purgeProject } from '../routes/purge-project.ts';
import { putMember } from '../routes/put-member.ts';
import { putPolicy } from '../routes/put-policy.ts';
import { stopProject } from '../routes/stop-project.ts';
import { unarchiveProject } from '../routes/unarchive-project.ts';
import { unlockProject } from '../routes/unlock-project.ts';

/** What answers each route of `contract/routes/projects.ts`; a route without a line here does not compile. */
export const projectEndpoints = (front: Front) =>
  ({
    listProjects: listProjects(front),
    postProject: postProject(front),
    getProject: getProject(),
    lockProject: lockProject(front),
    unlockProject: unlockProject(front),
    stopProject: stopProject(front),
    archiveProject: archiveProject(front),
    unarchiveProject: unarchiveProject(front),
    purgeProject: purgeProject(front),
    listMembers: listMembers(front),
    postMember: postMember(front),
    putMember: putMember(front),
    deleteMember: deleteMember(front),
    getPolicy: getPolicy(front),
    putPolicy: putPolicy(front),
    getBudget: getBudget(front),
    getRegistry: getRegistry(front),
  }) satisfies Record<keyof typeof projectRoutes, Endpoint>;
