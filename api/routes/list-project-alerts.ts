import { routes } from '../../contract/routes.ts';
import { listAlerts } from '../../db/stores/alerts.ts';
import { answer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';
import { peopleAddressOf } from '../people-address.ts';

/** Lists the alerts of one project, newest first, for whoever may read it. */
export const listProjectAlerts = ({ database, config }: Front) =>
  endpoint(routes.listProjectAlerts, async ({ project: { projectId }, query }) => answer(await listAlerts(database.read, { ...query, projectId }, peopleAddressOf(config))));
