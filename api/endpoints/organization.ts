import type { organizationRoutes } from '../../contract/routes/organization.ts';
import type { Endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';
import { getRollup } from '../routes/get-rollup.ts';
import { listOrgAudit } from '../routes/list-org-audit.ts';

/** What answers each route of `contract/routes/organization.ts`; a route without a line here does not compile. */
export const organizationEndpoints = (front: Front) => ({ getRollup: getRollup(front), listOrgAudit: listOrgAudit(front) }) satisfies Record<keyof typeof organizationRoutes, Endpoint>;
