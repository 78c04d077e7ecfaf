import { routes } from '../../contract/routes.ts';
import { listProjectIntegrity } from '../../db/stores/project-integrity.ts';
import { answer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';

/** Lists how the records of each project stood when they were last verified, newest project first. */
export const listOrgIntegrity = ({ database }: Front) => endpoint(routes.listOrgIntegrity, async ({ query }) => answer(await listProjectIntegrity(database.read, query)));
