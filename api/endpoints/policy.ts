import type { policyRoutes } from '../../contract/routes/policy.ts';
import type { Endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';
import { judgeRoles } from '../routes/judge-roles.ts';
import { getPolicyVersion } from '../routes/get-policy-version.ts';
import { getPolicyTemplateVersion } from '../routes/get-policy-template-version.ts';
import { listPolicyTemplateVersions } from '../routes/list-policy-template-versions.ts';
import { listPolicyTemplates } from '../routes/list-policy-templates.ts';
import { listPolicyVersions } from '../routes/list-policy-versions.ts';
import { putPolicyTemplate } from '../routes/put-policy-template.ts';
import { simulatePolicy } from '../routes/simulate-policy.ts';
import { validatePolicy } from '../routes/validate-policy.ts';

/** What answers each route of `contract/routes/policy.ts`; a route without a line here does not compile. */
export const policyEndpoints = (front: Front) =>
  ({
    listPolicyVersions: listPolicyVersions(front),
    getPolicyVersion: getPolicyVersion(front),
    validatePolicy: validatePolicy(front),
    simulatePolicy: simulatePolicy(front),
    judgeRoles: judgeRoles(front),
    listPolicyTemplates: listPolicyTemplates(front),
    putPolicyTemplate: putPolicyTemplate(front),
    listPolicyTemplateVersions: listPolicyTemplateVersions(front),
    getPolicyTemplateVersion: getPolicyTemplateVersion(front),
  }) satisfies Record<keyof typeof policyRoutes, Endpoint>;
