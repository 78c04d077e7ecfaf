import { routes } from '../../contract/routes.ts';
import { viewRegistry } from '../../registry/view.ts';
import { answer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';

/** Shows the components and the actions that the caller may see; a system admin who is no member sees what a viewer sees. */
export const getRegistry = ({ catalog }: Front) => endpoint(routes.getRegistry, async ({ caller }) => answer(viewRegistry(catalog, caller.role ?? 'viewer')));
