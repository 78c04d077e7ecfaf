import { z } from 'zod';
import { SimulatedExecution } from '../execution.ts';
import { NewPolicyTemplate, PolicyCheck, PolicySimulation, PolicyTemplate, PolicyTemplateVersion, PolicyTemplateVersionSummary, PolicyVersion, PolicyVersionSummary } from '../policy.ts';
import { RoleAnswer, RoleQuestion } from '../role-question.ts';
import { listOf, page, project, type Route } from '../route.ts';

/** What a policy was, would be, and may begin as. */
export const policyRoutes = {
  listPolicyVersions: { method: 'get', path: '/projects/:projectId/policy/versions', summary: 'List the versions of the policy', access: 'viewer', params: z.object(project), query: z.object(page), data: listOf(PolicyVersionSummary) },
  getPolicyVersion: { method: 'get', path: '/projects/:projectId/policy/versions/:version', summary: 'Read one version of the policy', access: 'viewer', params: z.object({ ...project, version: z.string() }), data: PolicyVersion },
  validatePolicy: { method: 'post', path: '/projects/:projectId/policy/validate', summary: 'Say what is wrong with a policy, as JSON or YAML; nothing is stored', access: 'admin', params: z.object(project), body: z.unknown(), data: PolicyCheck },
  simulatePolicy: { method: 'post', path: '/projects/:projectId/policy/simulate', summary: 'Try an intent under another policy, as another person or at another time; nothing is recorded', access: 'admin', params: z.object(project), body: PolicySimulation, data: SimulatedExecution },
  judgeRoles: { method: 'post', path: '/projects/:projectId/policy/roles', summary: 'Tell which role a person would have, and what each role mapping says of him', access: 'admin', params: z.object(project), body: RoleQuestion, data: RoleAnswer },
  listPolicyTemplates: { method: 'get', path: '/policy-templates', summary: 'List the policies that a new project can begin with', access: 'system-admin', query: z.object(page), data: listOf(PolicyTemplate) },
  putPolicyTemplate: { method: 'put', path: '/policy-templates', summary: 'Store a new version of a template, as JSON or YAML; the latest one of a name counts', access: 'system-admin', body: NewPolicyTemplate, data: PolicyTemplate },
  listPolicyTemplateVersions: { method: 'get', path: '/policy-templates/:name/versions', summary: 'List the versions of a template, newest first', access: 'system-admin', params: z.object({ name: z.string() }), query: z.object(page), data: listOf(PolicyTemplateVersionSummary) },
  getPolicyTemplateVersion: { method: 'get', path: '/policy-templates/:name/versions/:version', summary: 'Read one version of a template', access: 'system-admin', params: z.object({ name: z.string(), version: z.string() }), data: PolicyTemplateVersion },
} as const satisfies Record<string, Route>;
