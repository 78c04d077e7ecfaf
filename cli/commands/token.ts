import { routes } from '../../contract/routes.ts';
import type { AddCommand } from '../command.ts';
import { EXIT_CODES } from '../exit-code.ts';
import { findUserId } from '../find-user-id.ts';
import { listAll } from '../list-all.ts';
import type { Shell } from '../shell.ts';
import { chooseMeant, shortId } from '../short-id.ts';
import { table } from '../table.ts';
import { wholeNumber } from '../whole-number.ts';

const MAX_DAYS = 3_650;

type NewTokenOptions = { expiresInDays?: number; projects?: string[]; actions?: string[]; user?: string };

/** `gatehouse token`: makes, lists and revokes access tokens. */
export const addToken: AddCommand = (program, shell) => {
  const group = program.command('token').description('create, list and revoke access tokens');
  group
    .command('create <name>')
    .description('make a token; it is printed this once')
    .option('--expires-in-days <days>', 'when it ends by itself', wholeNumber(1, MAX_DAYS))
    .option('--projects <projects...>', 'only for these projects')
    .option('--actions <patterns...>', "only for these actions, such as 'demo.*'")
    .option('--user <user>', 'for somebody else')
    .action(shell.act((name: string, options: NewTokenOptions) => createToken(shell, name, options)));
  group
    .command('list')
    .description('the tokens that are in use')
    .option('--user <user>', 'those of somebody else')
    .action(shell.act((options: { user?: string }) => showTokens(shell, options)));
  group
    .command('revoke <token>')
    .description('end a token, by its id, the end of its id, or its name')
    .option('--user <user>', 'one of somebody else')
    .action(shell.act((token: string, options: { user?: string }) => revokeToken(shell, token, options)));
};

async function createToken(shell: Shell, name: string, { expiresInDays, projects, actions, user }: NewTokenOptions) {
  const userId = await idOf(shell, user);
  const scopes = projects || actions ? { actions, projects: projects && (await Promise.all(projects.map(shell.findProjectId))) } : undefined;
  const created = await shell.client().call(routes.postToken, { body: { name, expiresInDays, scopes, userId } });
  shell.show(created, created.token ?? `${created.name} was made before; its token is not shown again.`);
  return EXIT_CODES.done;
}

async function showTokens(shell: Shell, { user }: { user?: string }) {
  const tokens = await listTokens(shell, await idOf(shell, user));
  const rows = tokens.map(({ tokenId, name, prefix, createdAt, expiresAt, lastUsedAt, scopes }) => [
    ...[shortId(tokenId), name, prefix, createdAt, expiresAt, lastUsedAt],
    scopes === null ? 'no limit' : JSON.stringify(scopes),
  ]);
  shell.show(tokens, table(['ID', 'NAME', 'BEGINS WITH', 'CREATED', 'EXPIRES', 'LAST USED', 'LIMITED TO'], rows));
  return EXIT_CODES.done;
}

async function revokeToken(shell: Shell, text: string, { user }: { user?: string }) {
  const tokens = await listTokens(shell, await idOf(shell, user));
  const { tokenId, name } = chooseMeant(tokens, text, { noun: 'token', id: (token) => token.tokenId, name: (token) => token.name });
  await shell.client().call(routes.deleteToken, { params: { tokenId } });
  shell.show(null, `${name} is revoked.`);
  return EXIT_CODES.done;
}

const idOf = (shell: Shell, user: string | undefined): Promise<string | undefined> => (user === undefined ? Promise.resolve(undefined) : findUserId(shell, user));

const listTokens = (shell: Shell, userId: string | undefined) => listAll((query) => shell.client().call(routes.listTokens, { query: { ...query, userId } }));
