import { z } from 'zod';
import { Policy, PolicyVersion, StoredPolicy } from '../policy.ts';
import { Budget, Member, NewMember, NewProject, Project, ProjectStop, Role, StoppedProject } from '../project.ts';
import { ProjectPurge, ProjectTombstone } from '../purge.ts';
import { RegistryView } from '../registry.ts';
import { listOf, page, project, type Route } from '../route.ts';

/** Which projects there are, who belongs to them, and under which rules. */
export const projectRoutes = {
  listProjects: { method: 'get', path: '/projects', summary: 'List one’s own projects, newest first', access: 'user', query: z.object(page), data: listOf(Project) },
  postProject: { method: 'post', path: '/projects', summary: 'Open a project, whose creator becomes its first admin', access: 'system-admin', status: 201, body: NewProject, data: Project },
  getProject: { method: 'get', path: '/projects/:projectId', summary: 'Read a project', access: 'viewer', params: z.object(project), data: Project },
  lockProject: { method: 'post', path: '/projects/:projectId/lock', summary: 'Lock a project, so that nothing runs in it', access: 'admin', systemAdmin: true, params: z.object(project), data: Project },
  unlockProject: { method: 'post', path: '/projects/:projectId/unlock', summary: 'Unlock a project', access: 'admin', systemAdmin: true, params: z.object(project), data: Project },
  stopProject: { method: 'post', path: '/projects/:projectId/stop', summary: 'Stop a project: lock it, and cancel what runs and waits', access: 'admin', params: z.object(project), body: ProjectStop, data: StoppedProject },
  archiveProject: { method: 'post', path: '/projects/:projectId/archive', summary: 'Archive a project', access: 'admin', systemAdmin: true, params: z.object(project), data: Project },
  unarchiveProject: { method: 'post', path: '/projects/:projectId/unarchive', summary: 'Take a project out of the archive', access: 'admin', systemAdmin: true, params: z.object(project), data: Project },
  purgeProject: { method: 'post', path: '/projects/:projectId/purge', summary: 'Delete a project with all that is in it, for ever; `confirmed` and its exact `name` are required', access: 'system-admin', params: z.object(project), body: ProjectPurge, data: ProjectTombstone },
  listMembers: { method: 'get', path: '/projects/:projectId/members', summary: 'List the members of a project', access: 'viewer', params: z.object(project), query: z.object(page), data: listOf(Member) },
  postMember: {
    method: 'post',
    path: '/projects/:projectId/members',
    summary: 'Make a person a member, by exact user name or e-mail address',
    access: 'admin',
    status: 201,
    params: z.object(project),
    body: NewMember,
    data: Member,
  },
  putMember: {
    method: 'put',
    path: '/projects/:projectId/members/:userId',
    summary: 'Make a person a member, or change his role',
    access: 'admin',
    params: z.object({ ...project, userId: z.string() }),
    body: z.strictObject({ role: Role }),
    data: Member,
  },
  deleteMember: {
    method: 'delete',
    path: '/projects/:projectId/members/:userId',
    summary: 'Take a person out of a project',
    access: 'admin',
    params: z.object({ ...project, userId: z.string() }),
    data: z.null(),
  },
  getPolicy: { method: 'get', path: '/projects/:projectId/policy', summary: 'Read the policy in force', access: 'viewer', params: z.object(project), data: PolicyVersion },
  putPolicy: { method: 'put', path: '/projects/:projectId/policy', summary: 'Put a whole new policy in force, as JSON or YAML', access: 'admin', params: z.object(project), body: Policy, data: StoredPolicy },
  getBudget: { method: 'get', path: '/projects/:projectId/budget', summary: 'Read what is left of budgets, quota and rates', access: 'viewer', params: z.object(project), data: Budget },
  getRegistry: { method: 'get', path: '/projects/:projectId/registry', summary: 'List the components and actions that the caller may see', access: 'viewer', params: z.object(project), data: RegistryView },
} as const satisfies Record<string, Route>;
