import { routes } from '../../contract/routes.ts';
import { ApiError } from '../api-error.ts';
import type { AddCommand } from '../command.ts';
import { CommandError } from '../command-error.ts';
import { EXIT_CODES } from '../exit-code.ts';
import type { Login } from '../saved-logins.ts';
import { bearer, type Shell } from '../shell.ts';

const UNAUTHENTICATED = 401;

/** `gatehouse logout`: ends the token that `gatehouse login` made, and forgets it. */
export const addLogout: AddCommand = (program, shell) => {
  program
    .command('logout')
    .description('end and forget the token of the latest login, or of the one at --url')
    .action(shell.act(() => logout(shell)));
};

async function logout(shell: Shell) {
  const url = shell.url();
  const login = shell.savedLogins.find(url);
  if (login === null) throw new CommandError(`There is no login for ${url}.`);
  await endToken(shell, login);
  shell.savedLogins.forget(url);
  shell.show(null, `${login.username} is signed out of ${url}.`);
  return EXIT_CODES.done;
}

/** Ends the token; one that has ended already needs no ending. */
async function endToken(shell: Shell, { token, tokenId }: Login): Promise<void> {
  try {
    await shell.clientWith(bearer(token)).call(routes.deleteToken, { params: { tokenId } });
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== UNAUTHENTICATED) throw error;
  }
}
