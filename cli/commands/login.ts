import { Option } from 'commander';
import { readTextFileIfThere } from '../../platform/files.ts';
import { terminalLinkPath } from '../../platform/terminal-link.ts';
import type { AddCommand } from '../command.ts';
import { CommandError } from '../command-error.ts';
import { EXIT_CODES } from '../exit-code.ts';
import { readSecret } from '../read-secret.ts';
import type { Login } from '../saved-logins.ts';
import type { Shell } from '../shell.ts';
import { signInByCode } from '../sign-in-by-code.ts';
import { signInWithLink, signInWithPassword } from '../sign-in.ts';

type Options = { username?: string; password?: boolean; local?: boolean; link?: boolean };

/** `gatehouse login`: gets an access token by a code that is approved in the browser, a password or a sign-in link, and keeps it for the commands that follow. */
export const addLogin: AddCommand = (program, shell) => {
  program
    .command('login')
    .description('sign in by a code that you approve in the browser, and keep a token for the commands that follow')
    .option('--password', 'sign in with a user name and a password, which is asked for or read from standard input')
    .option('--username <name>', 'who signs in with a password')
    .addOption(new Option('--local', "sign in to the Gatehouse that 'npm start' runs in this folder, without a password").conflicts(['username', 'password', 'link']))
    .addOption(new Option('--link', 'sign in with a sign-in link, which is asked for or read from standard input').conflicts(['username', 'password']))
    .action(shell.act((options: Options) => login(shell, options)));
};

async function login(shell: Shell, options: Options) {
  const { url, login: kept } = await signIn(shell, options);
  shell.savedLogins.keep(url, kept);
  shell.show({ url, username: kept.username, tokenId: kept.tokenId }, `${kept.username} is signed in to ${url}; the token is kept in ${shell.savedLogins.path}.`);
  return EXIT_CODES.done;
}

async function signIn(shell: Shell, { username, password: byPassword, local, link }: Options): Promise<{ url: string; login: Login }> {
  if (local) return signInWithLink(readLocalLink(shell));
  if (link) return signInWithLink(await readSecret(shell.terminal, 'Sign-in link: '));
  if (username === undefined && !byPassword) return { url: shell.url(), login: await signInByCode(shell) };
  const name = username ?? (shell.terminal.isInteractive ? await shell.terminal.ask('User name: ') : noName());
  const password = await readSecret(shell.terminal, 'Password: ');
  return { url: shell.url(), login: await signInWithPassword(shell.url(), { username: name, password }) };
}

function readLocalLink({ config }: Shell): string {
  const link = readTextFileIfThere(terminalLinkPath(config.home));
  if (link === null) throw new CommandError(`${config.home} holds no sign-in link; run 'npm start' first, in this folder or with the same GATEHOUSE_HOME.`);
  return link.trim();
}

function noName(): never {
  throw new CommandError('Who signs in? Give --username, with the password on standard input.', EXIT_CODES.usage);
}
