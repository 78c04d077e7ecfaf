import type { Fork } from '../contract/fork.ts';
import type { Project } from '../contract/project.ts';
import { findFork, type StoredFork } from '../db/stores/forks.ts';
import type { Caller } from './auth/caller.ts';
import type { Front } from './front.ts';
import { ProblemError } from './problems.ts';

/** Reads a fork of a project, or says that there is none. */
export async function requireFork({ database }: Pick<Front, 'database'>, projectId: string, forkId: string): Promise<StoredFork> {
  return knownFork(await findFork(database.read, projectId, forkId));
}

/** A fork that was found, or the problem that there is none. */
export function knownFork(fork: StoredFork | undefined): StoredFork {
  if (!fork) throw new ProblemError('not_found', 'There is no such fork.');
  return fork;
}

/** A fork as the wire shows it. */
export function showFork({ sealedSteps: _sealedSteps, ...fork }: StoredFork): Fork {
  return fork;
}

/** Throws unless the caller has made the fork or administers the project. */
export function requireForkOwner(fork: StoredFork, { userId, role }: Pick<Caller, 'userId' | 'role'>): void {
  if (fork.createdBy !== userId && role !== 'admin') throw new ProblemError('forbidden', 'Only the author of a fork and an admin of the project may do this.');
}

/** Throws while the project is archived; then nothing in it is made or changed. */
export function requireUnarchived({ status }: Pick<Project, 'status'>): void {
  if (status === 'archived') throw new ProblemError('conflict', 'The project is archived.');
}
