import { routes } from '../../contract/routes.ts';
import { listOrgAudit as readOrgAudit } from '../../db/stores/org-audit.ts';
import { answer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';

/** Lists what was done in all projects, and what was done to them, newest first, narrowed by the query. */
export const listOrgAudit = ({ database }: Front) => endpoint(routes.listOrgAudit, async ({ query }) => answer(await readOrgAudit(database.read, query, query)));
