import type { Activities } from '../contract/activities.ts';
import { listUntoldNews } from '../db/stores/alerts.ts';
import type { Powers } from './dependencies.ts';

/** Lists what is new about alerts and has not been told, with the channels that are to be told of it. */
export const findNews =
  ({ database, alertChannels }: Powers): Activities['findNews'] =>
  async ({ atMost }) => {
    const untold = await listUntoldNews(database.read, atMost);
    return { news: await Promise.all(untold.map(async (news) => ({ ...news, channelIds: await alertChannels.toldOf(news.kind) }))) };
  };
