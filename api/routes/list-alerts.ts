import { routes } from '../../contract/routes.ts';
import { listAlerts as readAlerts } from '../../db/stores/alerts.ts';
import { answer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';
import { peopleAddressOf } from '../people-address.ts';

/** Lists the alerts of all projects, newest first. */
export const listAlerts = ({ database, config }: Front) => endpoint(routes.listAlerts, async ({ query }) => answer(await readAlerts(database.read, query, peopleAddressOf(config))));
