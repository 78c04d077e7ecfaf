import { setTimeout as sleep } from 'node:timers/promises';
import { routes } from '../../../../contract/routes.ts';
import type { Session } from '../../../support/http.ts';
import type { Search } from './search.ts';

/** Somebody who may know some of a project, or nothing, and none of what is secret in it. */
export type Onlooker = { name: string; session: Session };

const LISTEN_MS = 3_000;

/** Asks every GET of the API as each of them, about whatever the ids name, and looks at the whole answers. */
export async function askEverything(search: Search, onlookers: readonly Onlooker[], ids: Readonly<Record<string, string>>): Promise<void> {
  const asked = Object.entries(routes).filter(([name, { method }]) => method === 'get' && name !== 'streamEvents');
  for (const { name: who, session } of onlookers) {
    for (const [name, { path }] of asked) {
      const address = `${session.url}/api/v1${path.replaceAll(/:(\w+)/g, (_all, id: string) => ids[id] ?? 'none')}`;
      const answer = await fetch(address, { headers: { cookie: session.cookie, connection: 'close' }, redirect: 'manual', signal: AbortSignal.timeout(30_000) });
      search.text(`the answer of ${name} to ${who}`, `${JSON.stringify([...answer.headers])}${await answer.text()}`);
    }
  }
}

/** Listens to everything that has happened in a project, from the beginning, as each of them. */
export async function listenToAll(search: Search, onlookers: readonly Onlooker[], projectId: string): Promise<void> {
  await Promise.all(onlookers.map(async ({ name, session }) => search.text(`the stream of ${name}`, await listen(session, projectId))));
}

async function listen({ url, cookie }: Session, projectId: string): Promise<string> {
  const stop = new AbortController();
  const answer = await fetch(`${url}/api/v1/projects/${projectId}/events`, { headers: { cookie, 'last-event-id': '0' }, signal: stop.signal });
  let heard = '';
  const hear = async () => {
    for await (const part of answer.body ?? []) heard += Buffer.from(part).toString('utf8');
  };
  const hearing = hear().catch(() => undefined);
  await sleep(LISTEN_MS);
  stop.abort();
  await hearing;
  return heard;
}
