import type { AddCommand } from '../command.ts';
import { type Ballot, vote } from '../vote.ts';

/** `gatehouse approve`: says yes to a request for approval. */
export const addApprove: AddCommand = (program, shell) => {
  program
    .command('approve <approval>')
    .description('allow what a request for approval asks for')
    .option('--comment <comment>', 'why, for the record')
    .option('--digest <digest>', 'the digest of what you have read, if that is not what stands there now')
    .action(shell.act((approval: string, ballot: Ballot) => vote(shell, approval, 'approve', ballot)));
};
