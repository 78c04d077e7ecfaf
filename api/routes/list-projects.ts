import { routes } from '../../contract/routes.ts';
import { answer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';

/** Lists the projects of which the caller is a member and that his credential is for, newest first. */
export const listProjects = ({ projects }: Front) => endpoint(routes.listProjects, async ({ caller, query }) => answer(await projects.list(caller.userId, query, caller.scopes?.projects ?? null)));
