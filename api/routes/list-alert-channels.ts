import { routes } from '../../contract/routes.ts';
import { answer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';

/** Lists the channels, newest first, without their secrets. */
export const listAlertChannels = ({ alertChannels }: Front) => endpoint(routes.listAlertChannels, async ({ query }) => answer(await alertChannels.list(query)));
