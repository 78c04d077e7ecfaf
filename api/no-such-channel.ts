import { ProblemError } from './problems.ts';

/** The problem of a channel that there is none of. */
export const noSuchChannel = (): ProblemError => new ProblemError('not_found', 'There is no such alert channel.');
