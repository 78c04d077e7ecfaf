import type { AddCommand } from '../command.ts';
import { type Ballot, vote } from '../vote.ts';

/** `gatehouse deny`: says no to a request for approval. */
export const addDeny: AddCommand = (program, shell) => {
  program
    .command('deny <approval>')
    .description('refuse what a request for approval asks for')
    .option('--comment <comment>', 'why, for the record')
    .option('--digest <digest>', 'the digest of what you have read, if that is not what stands there now')
    .action(shell.act((approval: string, ballot: Ballot) => vote(shell, approval, 'deny', ballot)));
};
