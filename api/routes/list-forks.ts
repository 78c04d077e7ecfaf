import { routes } from '../../contract/routes.ts';
import { listForks as readForks } from '../../db/stores/forks.ts';
import { answer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';

/** Lists the forks of a project, newest first, without their states and executions. */
export const listForks = ({ database }: Front) => endpoint(routes.listForks, async ({ project: { projectId }, query }) => answer(await readForks(database.read, projectId, query)));
