import { routes } from '../contract/routes.ts';
import { listAll } from './list-all.ts';
import type { Shell } from './shell.ts';
import { chooseMeant, isWholeId } from './short-id.ts';

/** The user that is meant by an id, the end of an id, or a name; only a system admin can look names up. */
export async function findUserId(shell: Shell, text: string): Promise<string> {
  if (isWholeId(text)) return text;
  const users = await listAll((query) => shell.client().call(routes.listUsers, { query }));
  return chooseMeant(users, text, { noun: 'user', id: ({ userId }) => userId, name: ({ username }) => username }).userId;
}
