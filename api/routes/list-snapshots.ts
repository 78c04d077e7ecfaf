import { routes } from '../../contract/routes.ts';
import { listVersions } from '../../db/stores/stored-versions.ts';
import { answer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';

/** Lists the versions of a project's state, newest first, with what made each of them. */
export const listSnapshots = ({ database }: Front) =>
  endpoint(routes.listSnapshots, async ({ project: { projectId }, query }) => answer(await listVersions(database.read, projectId, query)));
