import { z } from 'zod';
import { Policy, PolicyVersion } from '../policy.ts';
import { Budget, Member, NewProject, Project, Role } from '../project.ts';
import { RegistryView } from '../registry.ts';
import { listOf, page, project, type Route } from '../route.ts';

/** Which projects there are, who belongs to them, and under which rules. */
export const projectRoutes = {
  listProjects: { method: 'get', path: '/projects', access: 'user', query: z.object(page), data: listOf(Project) },
  postProject: { method: 'post', path: '/projects', access: 'system-admin', status: 201, body: NewProject, data: Project },
  getProject: { method: 'get', path: '/projects/:projectId', access: 'viewer', params: z.object(project), data: Project },
  lockProject: { method: 'post', path: '/projects/:projectId/lock', access: 'admin', systemAdmin: true, params: z.object(project), data: Project },
  unlockProject: { method: 'post', path: '/projects/:projectId/unlock', access: 'admin', systemAdmin: true, params: z.object(project), data: Project },
  archiveProject: { method: 'post', path: '/projects/:projectId/archive', access: 'admin', systemAdmin: true, params: z.object(project), data: Project },
  unarchiveProject: { method: 'post', path: '/projects/:projectId/unarchive', access: 'admin', systemAdmin: true, params: z.object(project), data: Project },
  listMembers: { method: 'get', path: '/projects/:projectId/members', access: 'viewer', params: z.object(project), query: z.object(page), data: listOf(Member) },
  putMember: {
    method: 'put',
    path: '/projects/:projectId/members/:userId',
    access: 'admin',
    params: z.object({ ...project, userId: z.string() }),
    body: z.strictObject({ role: Role }),
    data: Member,
  },
  deleteMember: {
    method: 'delete',
    path: '/projects/:projectId/members/:userId',
    access: 'admin',
    params: z.object({ ...project, userId: z.string() }),
    data: z.null(),
  },
  getPolicy: { method: 'get', path: '/projects/:projectId/policy', access: 'viewer', params: z.object(project), data: PolicyVersion },
  putPolicy: { method: 'put', path: '/projects/:projectId/policy', access: 'admin', params: z.object(project), body: Policy, data: PolicyVersion },
  getBudget: { method: 'get', path: '/projects/:projectId/budget', access: 'viewer', params: z.object(project), data: Budget },
  getRegistry: { method: 'get', path: '/projects/:projectId/registry', access: 'viewer', params: z.object(project), data: RegistryView },
} as const satisfies Record<string, Route>;
