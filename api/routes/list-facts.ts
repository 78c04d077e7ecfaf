import { routes } from '../../contract/routes.ts';
import { listFactPage } from '../../db/stores/session-facts.ts';
import { answer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';

/** Lists the caller's own facts, newest first. */
export const listFacts = ({ database, seal }: Front) =>
  endpoint(routes.listFacts, async ({ caller: { userId }, project: { projectId }, query }) => answer(await listFactPage(database.read, seal, { projectId, userId }, query)));
