import { routes } from '../../contract/routes.ts';
import { answer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';

/** Shows one project as the caller sees it. */
export const getProject = () => endpoint(routes.getProject, async ({ project }) => answer(project));
