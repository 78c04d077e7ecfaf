import { routes } from '../../contract/routes.ts';
import type { AddCommand } from '../command.ts';
import { EXIT_CODES } from '../exit-code.ts';
import { listAll } from '../list-all.ts';
import { chooseSession, sessionTable } from '../session-table.ts';
import type { Shell } from '../shell.ts';

/** `gatehouse sessions`: shows where one is signed in, and ends it there. */
export const addSessions: AddCommand = (program, shell) => {
  const group = program.command('sessions').description('list and end the sessions of your own account');
  group
    .command('list', { isDefault: true })
    .description('where you are signed in')
    .action(shell.act(() => showSessions(shell)));
  group
    .command('end <session>')
    .description('end a session at once, by its id or the end of its id')
    .action(shell.act((session: string) => endSession(shell, session)));
  group
    .command('end-others')
    .description('end every session; the token that you call with goes on')
    .action(shell.act(() => endOthers(shell)));
};

async function showSessions(shell: Shell) {
  const sessions = await listSessions(shell);
  shell.show(sessions, sessionTable(sessions));
  return EXIT_CODES.done;
}

async function endSession(shell: Shell, text: string) {
  const { sessionId } = chooseSession(await listSessions(shell), text);
  await shell.client().call(routes.endSession, { params: { sessionId } });
  shell.show(null, 'The session has ended.');
  return EXIT_CODES.done;
}

async function endOthers(shell: Shell) {
  const answer = await shell.client().call(routes.endOtherSessions, {});
  shell.show(answer, `Sessions that have ended: ${answer.ended}.`);
  return EXIT_CODES.done;
}

const listSessions = (shell: Shell) => listAll((query) => shell.client().call(routes.listLoginSessions, { query }));
