import { routes } from '../../contract/routes.ts';
import { listDeliveries } from '../../db/stores/alert-deliveries.ts';
import { answer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';
import { noSuchChannel } from '../no-such-channel.ts';

/** Lists what a channel was told of and what came of it, the newest attempt first. */
export const listAlertDeliveries = ({ alertChannels, database }: Front) =>
  endpoint(routes.listAlertDeliveries, async ({ params: { channelId }, query }) => {
    if (!(await alertChannels.find(channelId))) throw noSuchChannel();
    return answer(await listDeliveries(database.read, channelId, query));
  });
